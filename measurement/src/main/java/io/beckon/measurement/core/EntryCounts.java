package io.beckon.measurement.core;

import io.beckon.contract.EntryKind;
import io.beckon.contract.OrderSeen;
import io.beckon.contract.OutcomeEvent;
import io.beckon.contract.RunEntered;
import java.time.LocalDate;
import java.util.List;
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
    if (entered.getKind() != EntryKind.ASSIGNED) {
      cuts(event, day, group).forEach(cut -> tally.add(cut, 1));
    }
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

  /** A count of an entry by the segments that the shopper was in, with the flow. */
  static List<MeasureKey> cuts(OutcomeEvent entry, LocalDate day, String name) {
    RunEntered entered = (RunEntered) entry.getFact();
    return entry.getSegments().stream()
        .map(s -> MeasureKey.of(day, "segments", name).flow(entered.getFlow(), 0).segment(s))
        .toList();
  }

  private static String group(RunEntered entered) {
    if (entered.getKind() == EntryKind.ASSIGNED) {
      return entered.getPromoted() ? "given" : entered.getControl() ? "control" : "assigned";
    }
    return Measures.lower(entered.getKind());
  }
}
