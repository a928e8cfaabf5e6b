package io.beckon.measurement.core;

import io.beckon.contract.ConsentMove;
import io.beckon.contract.ConsentMoved;
import io.beckon.contract.ConsentState;
import io.beckon.contract.OrderSeen;
import io.beckon.contract.OutcomeEvent;
import io.beckon.contract.RunEntered;
import io.beckon.contract.StageMoved;
import io.beckon.contract.Touched;
import io.beckon.contract.TriggerSeen;
import java.time.LocalDate;
import java.util.Locale;

/** What a shopper's history comes to. Each name of a count is defined in docs/measurement.md. */
public final class Measures {

  private Measures() {}

  /** All counts that what is remembered of a shopper contributes to. */
  public static Tally of(History history) {
    Tally tally = new Tally();
    MessageCounts.count(history, tally);
    GoalCounts.count(history, tally);
    CaptureCounts.count(history, tally);
    for (OutcomeEvent event : history.events()) {
      Object fact = event.getFact();
      if (fact instanceof OrderSeen) {
        OrderCounts.count(event, history, tally);
      } else if (fact instanceof TriggerSeen) {
        TriggerCounts.count(event, history, tally);
      } else if (fact instanceof RunEntered) {
        EntryCounts.count(event, history, tally);
      } else if (Causes.isBand(event)) {
        BandCounts.count(event, history, tally);
      }
    }
    return tally;
  }

  /** What is counted once and never corrected, and so needs no memory. */
  public static Tally ofItself(OutcomeEvent event, Settings settings) {
    Tally tally = new Tally();
    if (event.getHistorical()) {
      return tally;
    }
    LocalDate day = settings.day(settings.time(event));
    if (event.getToldBy() != null) {
      MeasureKey key =
          MeasureKey.of(settings.day(event.getAt()), "sources", "heard")
              .step(event.getToldBy(), null)
              .channel(event.getFact() instanceof Touched touch ? touch.getChannel().name() : "");
      tally.add(key, 1);
    }
    if (event.getFact() instanceof ConsentMoved moved) {
      moved.getMoves().forEach(move -> tally.add(consent(day, move), 1));
    } else if (event.getFact() instanceof StageMoved moved) {
      tally.add(stage(day, moved), 1);
    }
    return tally;
  }

  static MeasureKey stage(LocalDate day, StageMoved moved) {
    return MeasureKey.of(day, "stages", lower(moved.getReason()))
        .flow(moved.getRule(), moved.getVersion())
        .step(moved.getTo(), moved.getFrom());
  }

  private static MeasureKey consent(LocalDate day, ConsentMove move) {
    ConsentState now = move.getState();
    return MeasureKey.of(day, "consents", now == ConsentState.UNKNOWN ? "withdrawn" : lower(now))
        .channel(move.getChannel().name())
        .step(move.getPurpose().name(), null);
  }

  static String lower(Object name) {
    return name.toString().toLowerCase(Locale.ROOT);
  }
}
