package io.beckon.measurement.report.figures;

import io.beckon.measurement.stats.Buyer;
import io.beckon.measurement.stats.LifetimeValue;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Who bought, who bought again, and what buyers are worth. */
final class Buyers {

  private static final double WEEK = 7 * 86_400_000.0;
  private static final long DAY = 86_400_000;

  /** How far a forecast looks. */
  static final int WEEKS = 52;

  private final ReportSettings settings;
  private final String currency;
  private final long known;
  private final List<Buyer> buyers = new ArrayList<>();

  /** Different shoppers with an order in the period. */
  long inPeriod;

  /** Those of them who had bought before, or bought again in it. */
  long again;

  Buyers(ReportSettings settings, String currency, long known) {
    this.settings = settings;
    this.currency = currency;
    this.known = known;
  }

  void count(Story story) {
    boolean bought = false;
    boolean repeated = false;
    TreeMap<Long, Long> days = new TreeMap<>();
    for (Order order : story.orders.values()) {
      if (order.cancelled()) {
        continue;
      }
      if (!order.historical && settings.covers(order.at)) {
        bought = true;
        repeated |= order.ordinal > 1;
      }
      if (currency.equals(order.currency)) {
        days.merge(Math.floorDiv(order.at, DAY), order.net(currency), Long::sum);
      }
    }
    inPeriod += bought ? 1 : 0;
    again += repeated ? 1 : 0;
    if (!days.isEmpty()) {
      buyers.add(buyer(days));
    }
  }

  private Buyer buyer(NavigableMap<Long, Long> days) {
    long first = days.firstKey();
    double last = (days.lastKey() - first) * DAY / WEEK;
    double age = Math.max(last, (known - first * DAY) / WEEK);
    long total = days.values().stream().mapToLong(Long::longValue).sum();
    int repeats = days.size() - 1;
    double later = repeats == 0 ? 0 : (double) (total - days.firstEntry().getValue()) / repeats;
    return new Buyer(repeats, last, age, later, total);
  }

  LifetimeValue lifetimeValue() {
    return LifetimeValue.of(buyers, WEEKS);
  }
}
