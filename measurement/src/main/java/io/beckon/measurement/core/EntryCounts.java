package io.beckon.measurement.core;

import io.beckon.contract.EntryKind;
import io.beckon.contract.OrderSeen;
import io.beckon.contract.OutcomeEvent;
import io.beckon.contract.RunEntered;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;

/**
 * Who came to a flow or an arm, and what they bought within the window of recovery, touched or not:
 * what groups are compared by. Money per entry comes with the sum of its squares, from which the
 * spread follows.
 */
final class EntryCounts {

  private EntryCounts() {}

  static void count(OutcomeEvent event, History history, Tally tally) {
    RunEntered entered = (RunEntered) event.getFact();
    Settings settings = history.settings();
    long since = settings.time(event);
    LocalDate day = settings.day(since);
    String group = group(entered);
    MeasureKey key =
        MeasureKey.of(day, "entries", group)
            .flow(entered.getFlow(), entered.getFlowVersion())
            .step(entered.getStep(), entered.getArm());
    tally.add(key, 1);
    Map<String, Long> spent = new TreeMap<>();
    boolean converted = false;
    for (OutcomeEvent order : history.orders(event)) {
      Worth worth = history.worth(order, since);
      if (worth.live()) {
        converted = true;
        String currency = ((OrderSeen) order.getFact()).getCurrency();
        Long net = worth.net();
        spent.merge(currency == null ? "" : currency, net == null ? 0 : net, Long::sum);
      }
    }
    if (converted) {
      tally.add(key.named(group + "_converted"), 1);
    }
    spent.forEach(
        (currency, value) -> {
          tally.add(key.named(group + "_revenue").in(currency), value);
          tally.add(key.named(group + "_revenue_squared").in(currency), value * value);
        });
  }

  private static String group(RunEntered entered) {
    if (entered.getKind() == EntryKind.ASSIGNED) {
      return entered.getPromoted() ? "given" : entered.getControl() ? "control" : "assigned";
    }
    return Measures.lower(entered.getKind());
  }
}
