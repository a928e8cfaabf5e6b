package io.beckon.engine;

import io.beckon.contract.DecisionPhase;
import io.beckon.contract.Item;
import io.beckon.engine.date.DateRule;
import io.beckon.engine.date.Occurrence;
import io.beckon.engine.date.Occurrence.Goods;
import io.beckon.engine.flow.DatedFlows;
import io.beckon.engine.flow.DatedFlows.Dated;
import io.beckon.engine.flow.Rulebook;
import io.beckon.engine.flow.Runs;
import io.beckon.engine.policy.Whereabouts;
import io.beckon.engine.shopper.Agenda;
import io.beckon.engine.shopper.FlowEntry;
import io.beckon.engine.shopper.Id;
import io.beckon.engine.shopper.Items;
import io.beckon.engine.shopper.Journeys;
import io.beckon.engine.shopper.Origin;
import io.beckon.engine.shopper.Profile;
import io.beckon.engine.shopper.Shopper;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Starts flows when a date of the shopper comes. One moment is remembered for each shopper: no
 * later than the next date of any flow, and maybe earlier, because activity moves dates on and is
 * not worth a write. When that moment has come, what is due is started and the next one reckoned.
 *
 * <p>A date counts for a flow if it is decided after the flow was activated, also for a shopper who
 * was asleep then and is looked at much later: {@link #acquaint}.
 */
final class DateTriggers {

  static final String REACHED = "Date Reached";

  private final String store;
  private final long settle;
  private final Runs runs;
  private final Whereabouts whereabouts = new Whereabouts();

  DateTriggers(String store, long settle, Runs runs) {
    this.store = store;
    this.settle = settle;
    this.runs = runs;
  }

  /** What dates depend on, before something happens. */
  record Seen(Profile profile, long activeAt, long answeredAt) {

    static Seen of(Shopper shopper) {
      return new Seen(
          shopper.profile(), shopper.head().lastSiteActivity(), shopper.sends().lastAnsweredAt());
    }

    @SuppressWarnings("ReferenceEquality") // parts are values: another one is a change
    int changes(Shopper shopper) {
      return (profile != shopper.profile() ? DateRule.PROFILE : 0)
          | (activeAt != shopper.head().lastSiteActivity() ? DateRule.ACTIVITY : 0)
          | (answeredAt != shopper.sends().lastAnsweredAt() ? DateRule.ANSWERS : 0);
    }
  }

  /** What dates depend on; null when no flow begins on any. */
  @Nullable Seen look(Shopper shopper, Rulebook rules, long at) {
    return rules.datesAt(at).isEmpty() ? null : Seen.of(shopper);
  }

  /**
   * Takes flows into account that the shopper's agenda was not reckoned by; before anything is done
   * with a shopper.
   *
   * @param now log time, epoch milliseconds
   * @return was the agenda changed?
   */
  boolean acquaint(Shopper shopper, Rulebook rules, long now) {
    DatedFlows flows = rules.datesAt(now);
    if (shopper.plannedBy() == flows) {
      return false;
    }
    Agenda was = shopper.journeys().agenda();
    shopper.plannedBy(flows);
    if (flows.isEmpty()) {
      return false;
    }
    long due =
        earliest(
            shopper,
            flows.all(),
            rules,
            now,
            flow -> flow.since() > was.since() ? flow.since() - settle : now - settle);
    return due < was.dueAt() && keep(shopper, new Agenda(due, flows.latest()));
  }

  /**
   * Brings the agenda up to date after something happened.
   *
   * @param at logical time, epoch milliseconds
   */
  void update(Shopper shopper, @Nullable Seen before, Rulebook rules, long at) {
    int changed = before == null ? 0 : before.changes(shopper);
    if (changed == 0) {
      return;
    }
    DatedFlows flows = rules.datesAt(at);
    List<Dated> asked = flows.asking(changed);
    if (asked.isEmpty()) {
      return;
    }
    Agenda was = shopper.journeys().agenda();
    long due = earliest(shopper, asked, rules, at, flow -> at - settle);
    if (due < was.dueAt()) {
      keep(shopper, new Agenda(due, flows.latest()));
    } else if (was.since() < flows.latest() && isPast(shopper, asked, was, rules, at)) {
      keep(shopper, new Agenda(was.dueAt(), flows.latest()));
    }
  }

  /** Would a later look take a date that was past when it was told for one that a flow missed? */
  private boolean isPast(Shopper shopper, List<Dated> flows, Agenda was, Rulebook rules, long at) {
    Supplier<ZoneId> zone = zone(shopper, rules, at);
    for (Dated flow : flows) {
      long from = Math.max(0, flow.since() - settle);
      if (flow.since() > was.since() && flow.rule().nextAfter(shopper, zone, from) != null) {
        return true;
      }
    }
    return false;
  }

  /** Starts what is due, and reckons what comes next. */
  void fire(Shopper shopper, long due, Rulebook rules, Effects effects) {
    long at = due + settle;
    DatedFlows flows = rules.datesAt(at);
    Supplier<ZoneId> zone = zone(shopper, rules, at);
    List<Start> starts = new ArrayList<>();
    for (Dated flow : flows.all()) {
      Occurrence next = flow.rule().nextAfter(shopper, zone, due - 1);
      Start start = next == null || next.at() != due ? null : start(shopper, flow, next);
      if (start != null) {
        starts.add(start);
      }
    }
    for (Start start : starts) {
      runs.start(
          shopper,
          rules,
          List.of(start.flow().program()),
          start.origin(),
          due,
          at,
          DecisionPhase.TIMER,
          effects);
      told(shopper, start, at);
    }
    shopper.plannedBy(flows);
    long next = earliest(shopper, flows.all(), rules, at, flow -> due);
    keep(shopper, flows.isEmpty() ? Agenda.NONE : new Agenda(next, flows.latest()));
  }

  /** Lets no date come, until the shopper is looked at again. */
  static void disarm(Shopper shopper) {
    keep(shopper, new Agenda(Agenda.NEVER, shopper.journeys().agenda().since()));
  }

  private long earliest(
      Shopper shopper, List<Dated> flows, Rulebook rules, long at, ToLongFunction<Dated> from) {
    Supplier<ZoneId> zone = zone(shopper, rules, at);
    long first = Agenda.NEVER;
    for (Dated flow : flows) {
      Occurrence next = flow.rule().nextAfter(shopper, zone, Math.max(0, from.applyAsLong(flow)));
      if (next != null) {
        first = Math.min(first, next.at());
      }
    }
    return first;
  }

  private Supplier<ZoneId> zone(Shopper shopper, Rulebook rules, long at) {
    return new Supplier<>() {
      private @Nullable ZoneId known;

      @Override
      public ZoneId get() {
        ZoneId zone = known;
        if (zone == null) {
          zone = whereabouts.zone(rules.policyAt(at), shopper.profile());
          known = zone;
        }
        return zone;
      }
    };
  }

  private static boolean keep(Shopper shopper, Agenda agenda) {
    if (agenda.equals(shopper.journeys().agenda())) {
      return false;
    }
    Journeys journeys = shopper.journeys().with(agenda);
    shopper.journeys(journeys.isEmpty() ? Journeys.EMPTY : journeys);
    return true;
  }

  /** A flow that begins, and the products that it is about. */
  private record Start(Dated flow, Origin origin, List<Goods> goods) {}

  /** What begins on a date; null when the flow told the shopper of all its products before. */
  private @Nullable Start start(Shopper shopper, Dated flow, Occurrence date) {
    String id = flow.program().flow().id();
    List<Goods> goods = new ArrayList<>();
    for (Goods each : date.goods()) {
      if (!knows(shopper, id, each.key())) {
        goods.add(each);
      }
    }
    if (goods.isEmpty()) {
      return date.goods().isEmpty()
          ? new Start(flow, origin(shopper, id, date.key(), date.at(), List.of()), goods)
          : null;
    }
    String key = goods.get(0).key();
    return new Start(flow, origin(shopper, id, key, date.at(), goods), goods);
  }

  /** If the flow began, or was held out, it has told of these products until they are bought. */
  private static void told(Shopper shopper, Start start, long at) {
    String id = start.flow().program().flow().id();
    if (start.goods().isEmpty() || !knows(shopper, id, start.origin().id())) {
      return;
    }
    Journeys journeys = shopper.journeys();
    for (Goods each : start.goods()) {
      journeys = journeys.remembering(new FlowEntry(id, at, each.key()));
    }
    shopper.journeys(journeys);
  }

  private static boolean knows(Shopper shopper, String flow, String key) {
    Id wanted = Id.of(key);
    for (FlowEntry entry : shopper.journeys().entries()) {
      if (entry.flow().equals(flow) && wanted.equals(entry.by())) {
        return true;
      }
    }
    return false;
  }

  private Origin origin(Shopper shopper, String flow, String key, long at, List<Goods> goods) {
    Map<String, Object> properties = new LinkedHashMap<>();
    properties.put("date", key);
    if (!goods.isEmpty()) {
      Goods first = goods.get(0);
      properties.put("product_id", first.item().getProductId());
      if (first.item().getVariantId() != null) {
        properties.put("variant_id", first.item().getVariantId());
      }
      properties.put("cycle", first.cycle());
      properties.put("interval_days", first.days());
    }
    List<Item> items = goods.stream().map(Goods::item).toList();
    return new Origin(
        Ids.of("date", store, shopper.id(), flow, key),
        null,
        at,
        null,
        items,
        Items.value(items),
        Items.currency(items),
        null,
        null,
        REACHED,
        properties);
  }
}
