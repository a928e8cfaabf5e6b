package io.beckon.measurement.core;

import io.beckon.contract.OutcomeEvent;
import io.beckon.contract.RunEntered;
import io.beckon.contract.TriggerSeen;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What became of an abandonment, on the day of it: RECOVERED, an order followed within the window;
 * BOUGHT, the order had been placed before the abandonment was noticed, and was told later; LOST,
 * the window closed without an order, or an order came after it, or all orders that followed were
 * cancelled; OPEN, none of these yet.
 */
final class TriggerCounts {

  private TriggerCounts() {}

  static void count(OutcomeEvent event, History history, Tally tally) {
    TriggerSeen trigger = (TriggerSeen) event.getFact();
    Settings settings = history.settings();
    long since = Causes.begin(event, settings);
    LocalDate day = settings.day(event.getAt());
    long recoveredAt = Long.MAX_VALUE;
    boolean bought = false;
    boolean cancelled = false;
    for (OutcomeEvent order : history.orders(event)) {
      if (history.worth(order, since).live()) {
        long at = settings.time(order);
        if (at >= event.getAt()) {
          recoveredAt = Math.min(recoveredAt, at);
        } else {
          bought = true;
        }
      } else {
        cancelled = true;
      }
    }
    MeasureKey key = MeasureKey.of(day, "triggers", "triggers").trigger(trigger.getKind().name());
    List<MeasureKey> cuts = cuts(event, trigger, key, history);
    add(cuts, "triggers", 1, tally);
    if (recoveredAt != Long.MAX_VALUE) {
      add(cuts, "recovered", 1, tally);
      add(cuts, "recovery_ms", recoveredAt - since, tally);
    } else if (bought) {
      add(cuts, "bought", 1, tally);
    } else if (cancelled || history.isClosed(event) || history.isOutlived(event)) {
      add(cuts, "lost", 1, tally);
      if (trigger.getValue() != null) {
        tally.add(key.named("lost_value").in(trigger.getCurrency()), trigger.getValue());
      }
    }
  }

  /** Of itself, of the flows that were entered for it, and by categories and segments. */
  private static List<MeasureKey> cuts(
      OutcomeEvent event, TriggerSeen trigger, MeasureKey key, History history) {
    Set<MeasureKey> cuts = new LinkedHashSet<>();
    cuts.add(key);
    for (RunEntered entered : history.entered(trigger)) {
      cuts.add(
          MeasureKey.of(key.day(), "flows", "")
              .flow(entered.getFlow(), entered.getFlowVersion())
              .trigger(key.trigger()));
    }
    for (String category : trigger.getCategories()) {
      cuts.add(
          MeasureKey.of(key.day(), "categories", "").trigger(key.trigger()).category(category));
    }
    for (String segment : event.getSegments()) {
      cuts.add(MeasureKey.of(key.day(), "segments", "").trigger(key.trigger()).segment(segment));
    }
    return List.copyOf(cuts);
  }

  private static void add(List<MeasureKey> cuts, String name, long amount, Tally tally) {
    cuts.forEach(cut -> tally.add(cut.named(name), amount));
  }
}
