package io.beckon.measurement.core;

import io.beckon.contract.OutcomeEvent;
import io.beckon.contract.TriggerSeen;
import java.time.LocalDate;

/**
 * What became of an abandonment, on the day of it: RECOVERED, an order followed within the window;
 * BOUGHT, the order had been placed before the abandonment was noticed, and was told later; LOST,
 * the window closed without an order, or all orders that followed were cancelled; OPEN, none of
 * these yet.
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
    add(key, trigger, tally);
    if (recoveredAt != Long.MAX_VALUE) {
      add(key.named("recovered"), trigger, tally);
      tally.add(key.named("recovery_ms"), recoveredAt - since);
    } else if (bought) {
      add(key.named("bought"), trigger, tally);
    } else if (cancelled || history.isClosed(event)) {
      add(key.named("lost"), trigger, tally);
      if (trigger.getValue() != null) {
        tally.add(key.named("lost_value").in(trigger.getCurrency()), trigger.getValue());
      }
    }
  }

  private static void add(MeasureKey key, TriggerSeen trigger, Tally tally) {
    tally.add(key, 1);
    for (String category : trigger.getCategories()) {
      tally.add(
          MeasureKey.of(key.day(), "categories", key.name())
              .trigger(key.trigger())
              .category(category),
          1);
    }
  }
}
