package io.beckon.measurement.report.figures;

import io.beckon.app.config.MeasureConfig;
import io.beckon.app.config.MessagePrices;
import io.beckon.measurement.stats.ExperimentPlan;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a report counts.
 *
 * @param title of the report
 * @param from begin of the period, included
 * @param to end of the period, excluded
 * @param flow only this flow; null: all
 * @param currency of all amounts; null: that of most orders
 * @param measure windows, days and what is credited, as the measurement application has them
 * @param effect how long after a shopper was dealt an arm, or held out, an order counts for it
 * @param prices what messages cost; without a currency: in that of the report
 * @param minimalEffect the smallest relative uplift worth having
 * @param alpha how often an experiment without effect may be decided
 */
public record ReportSettings(
    String title,
    Instant from,
    Instant to,
    @Nullable String flow,
    @Nullable String currency,
    MeasureConfig measure,
    Duration effect,
    MessagePrices prices,
    double minimalEffect,
    double alpha) {

  /** What holds where nobody says otherwise. */
  public static final double MINIMAL_EFFECT = 0.1;

  /** Refuses a period that is none. */
  public ReportSettings {
    if (!from.isBefore(to)) {
      throw new IllegalArgumentException("from " + from + " is not before to " + to);
    }
  }

  /** The usual settings for a period. */
  public static ReportSettings of(String title, Instant from, Instant to, MeasureConfig measure) {
    return new ReportSettings(
        title,
        from,
        to,
        null,
        null,
        measure,
        measure.effect(),
        measure.prices(),
        MINIMAL_EFFECT,
        ExperimentPlan.ALPHA);
  }

  /** How long after a message an order that used its code is that of its discount. */
  long memory() {
    return measure.corrections().minus(measure.lateness()).minus(measure.disorder()).toMillis();
  }

  /** Can the prices of messages be compared with amounts of a currency? */
  boolean isPricedIn(String currency) {
    return prices.currency().isEmpty() || prices.currency().equals(currency);
  }

  boolean covers(long at) {
    return at >= from.toEpochMilli() && at < to.toEpochMilli();
  }

  boolean isAbout(@Nullable String other) {
    return flow == null || flow.equals(other);
  }
}
