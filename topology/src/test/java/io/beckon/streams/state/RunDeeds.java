package io.beckon.streams.state;

import io.beckon.contract.TriggerKind;
import io.beckon.engine.shopper.Agenda;
import io.beckon.engine.shopper.FlowEntry;
import io.beckon.engine.shopper.Journeys;
import io.beckon.engine.shopper.Membership;
import io.beckon.engine.shopper.Origin;
import io.beckon.engine.shopper.Run;
import io.beckon.schemas.StateCodec;
import io.beckon.state.JourneysState;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;

/** What happens to the journeys of a shopper, by number. */
final class RunDeeds {

  /** Numbers below this one mean something. */
  static final int KINDS = 40;

  private static final long DAY = 24L * 60 * 60 * 1000;

  private RunDeeds() {}

  /** The journeys after a deed. */
  static Journeys after(Journeys before, int deed, long at) {
    int pick = (int) (at / 7 % 1_000);
    return switch (deed) {
      case 0, 1, 2 -> begun(before, origin(deed * at), pick, at);
      case 3 -> {
        Origin one = origin(at);
        yield begun(begun(before, one, pick, at), one, pick + 1, at);
      }
      case 4 -> begun(before, origin(at), pick % 3, at).without(id(pick % 3, at));
      case 5, 6, 7, 8, 9, 10, 11 -> stepped(before, pick, at);
      case 12 -> parked(before, pick);
      case 13, 14 -> joined(before, pick, at);
      case 15, 16, 17 -> ended(before, pick);
      case 18, 19 -> before.remembering(new FlowEntry("flow-" + pick % 9, at, key(pick)));
      case 20, 21, 22, 23 -> before.with(moved(before.membership(), pick));
      case 24, 25, 26 ->
          before.with(new Membership(before.membership().segments(), at + pick * DAY));
      case 27 -> before.with(new Membership(before.membership().segments(), Membership.NEVER));
      case 28, 29 -> before.with(new Agenda(at + pick * DAY, before.agenda().since()));
      case 30 -> before.with(new Agenda(Agenda.NEVER, pick % 2 == 0 ? at : Long.MIN_VALUE));
      case 31 -> turned(before);
      case 32 -> Journeys.EMPTY;
      case 33, 34 -> copied(before);
      case 35 -> thereAndBack(before, pick);
      case 36 -> before.with(new Membership(List.of("z", "a", "z"), at));
      case 37 -> manyEntries(before, at);
      case 38 -> ofOtherOrigin(before, pick, at);
      default -> before;
    };
  }

  private static Journeys begun(Journeys before, Origin origin, int flow, long at) {
    if (before.runs().size() >= Journeys.MAX_RUNS) {
      return before.without(before.runs().get(0).runId());
    }
    Run run =
        new Run(
            id(flow, at), "flow-" + flow % 9, 1 + flow % 2, origin, at, 0, at, at + DAY, 0, null);
    String key = flow % 3 == 0 ? null : flow % 3 == 1 ? origin.id() : key(flow);
    return before.entered(run, new FlowEntry(run.flow(), at, key));
  }

  private static String id(int flow, long at) {
    return flow % 7 == 6 ? "run " + flow + at : new UUID(flow, at).toString();
  }

  private static String key(int pick) {
    return pick % 2 == 0 ? "cart-" + pick % 5 : new UUID(7, pick % 5).toString();
  }

  private static Origin origin(long at) {
    return new Origin(
        new UUID(3, at).toString(),
        at % 2 == 0 ? TriggerKind.CART : null,
        at - 5,
        "c" + at % 3,
        List.of(Deeds.item("p" + at % 5)),
        at % 2 == 0 ? null : at,
        "EUR",
        null,
        null,
        at % 2 == 0 ? "" : "Custom",
        Map.of("coupon", "c" + at % 11));
  }

  private static Journeys stepped(Journeys before, int pick, long at) {
    if (before.runs().isEmpty()) {
      return before;
    }
    Run run = run(before, pick);
    Run next = run.at(run.position() + pick % 4, at).counted();
    return before.with(pick % 5 == 0 ? next : next.wakingAt(at + pick % 6 * DAY));
  }

  private static Run run(Journeys journeys, int pick) {
    return journeys.runs().get(pick % journeys.runs().size());
  }

  private static Journeys parked(Journeys before, int pick) {
    return before.runs().isEmpty()
        ? before
        : before.with(run(before, pick).parkedBecause("broken " + pick % 2));
  }

  private static Journeys joined(Journeys before, int pick, long at) {
    if (before.runs().isEmpty()) {
      return before;
    }
    Run run = run(before, pick);
    List<Run.Joined> audiences = new ArrayList<>(run.audiences());
    if (pick % 3 == 0) {
      audiences.clear();
    } else {
      audiences.add(new Run.Joined("audience-" + pick % 3, "m" + pick, at + DAY));
    }
    return before.with(run.in(audiences));
  }

  private static Journeys ended(Journeys before, int pick) {
    return before.runs().isEmpty() ? before : before.without(run(before, pick).runId());
  }

  private static Membership moved(Membership before, int pick) {
    TreeSet<String> segments = new TreeSet<>(before.segments());
    String segment = "segment-" + pick % 12;
    if (!segments.remove(segment)) {
      segments.add(segment);
    }
    return new Membership(List.copyOf(segments), before.dueAt());
  }

  /** As a merge may order them anew. */
  private static Journeys turned(Journeys before) {
    List<Run> runs = new ArrayList<>(before.runs());
    List<FlowEntry> entries = new ArrayList<>(before.entries());
    Collections.reverse(runs);
    Collections.reverse(entries);
    return new Journeys(runs, entries, before.membership(), before.agenda());
  }

  /** Equal, and nothing of it the same object. */
  private static Journeys copied(Journeys before) {
    JourneysCodec codec = new JourneysCodec(StateCodec.of(JourneysState.class));
    return codec.decode(codec.encode(new JourneysCodec.Row(before, 0))).journeys();
  }

  private static Journeys thereAndBack(Journeys before, int pick) {
    if (before.runs().isEmpty()) {
      return before;
    }
    Run run = run(before, pick);
    return before.with(run.counted()).with(run.in(run.audiences()));
  }

  private static Journeys manyEntries(Journeys before, long at) {
    Journeys all = before;
    for (int i = 0; i < 30; i++) {
      all = all.remembering(new FlowEntry("many-" + i % 17, at + i, key(i + (int) (at % 7))));
    }
    return all;
  }

  private static Journeys ofOtherOrigin(Journeys before, int pick, long at) {
    if (before.runs().isEmpty()) {
      return before;
    }
    Run run = run(before, pick);
    return before.with(
        new Run(
            run.id(),
            run.flow(),
            run.version(),
            origin(at + 1),
            run.startedAt(),
            run.position(),
            run.stepAt(),
            run.wakeAt(),
            run.ordinal(),
            run.parked(),
            run.audiences()));
  }
}
