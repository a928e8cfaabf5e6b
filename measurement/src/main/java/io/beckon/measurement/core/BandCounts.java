package io.beckon.measurement.core;

import io.beckon.contract.OutcomeEvent;
import io.beckon.contract.StageMoved;
import java.time.LocalDate;

/**
 * Whether those who reach a threshold of a score buy: each time that it is reached, on that day,
 * with the orders of the time for which an effect is looked at.
 */
final class BandCounts {

  private BandCounts() {}

  static void count(OutcomeEvent event, History history, Tally tally) {
    StageMoved moved = (StageMoved) event.getFact();
    Settings settings = history.settings();
    long since = settings.time(event);
    LocalDate day = settings.day(since);
    MeasureKey key = Measures.stage(day, moved).named("score_converted");
    boolean converted = false;
    for (OutcomeEvent order : history.orders()) {
      Worth worth = history.worth(order, since);
      if (worth.live() && Causes.within(event, order, settings.effect(), settings)) {
        converted = true;
        Long net = worth.net();
        tally.add(
            key.named("score_revenue").in(worth.order().getCurrency()), net == null ? 0 : net);
      }
    }
    if (converted) {
      tally.add(key, 1);
    }
  }
}
