package io.beckon.measurement.report.render;

import io.beckon.measurement.report.Figure;
import io.beckon.measurement.report.Money;
import io.beckon.measurement.report.Unit;
import io.beckon.measurement.stats.Interval;
import org.jspecify.annotations.Nullable;

/**
 * A figure, taken apart for machines. Amounts are in minor units, shares between 0 and 1, times in
 * seconds; what a kind of figure does not have is null.
 *
 * @param kind stable name of the kind
 * @param value the figure itself
 * @param numerator what was divided
 * @param denominator by what
 * @param low lower end of the interval
 * @param high upper end of the interval
 * @param level how often such intervals cover the truth
 * @param unit share, points, seconds, number, times, or a currency
 * @param text words
 */
record FigureParts(
    String kind,
    @Nullable Double value,
    @Nullable Long numerator,
    @Nullable Long denominator,
    @Nullable Double low,
    @Nullable Double high,
    @Nullable Double level,
    @Nullable String unit,
    @Nullable String text) {

  static FigureParts of(Figure figure) {
    if (figure instanceof Figure.Count count) {
      return plain("count", (double) count.count(), null, null, "number");
    }
    if (figure instanceof Figure.Share share) {
      return plain("share", share.value(), share.of(), share.all(), "share");
    }
    if (figure instanceof Figure.Sum sum) {
      Money money = sum.money();
      return plain("sum", (double) money.minor(), null, null, money.currency());
    }
    if (figure instanceof Figure.Each each) {
      Money money = each.money();
      double value = each.heads() == 0 ? Double.NaN : (double) money.minor() / each.heads();
      return plain("each", value, money.minor(), each.heads(), money.currency());
    }
    if (figure instanceof Figure.Times times) {
      return plain("times", times.value(), times.of().minor(), times.by().minor(), "times");
    }
    if (figure instanceof Figure.Portion portion) {
      return plain(
          "portion", portion.value(), portion.of().minor(), portion.all().minor(), "share");
    }
    if (figure instanceof Figure.Lasting lasting) {
      boolean known = lasting.count() > 0;
      return new FigureParts(
          "lasting",
          known ? (double) lasting.median().toSeconds() : null,
          null,
          lasting.count(),
          null,
          known ? (double) lasting.ninth().toSeconds() : null,
          null,
          "seconds",
          null);
    }
    if (figure instanceof Figure.Estimated estimated) {
      return estimated(estimated);
    }
    if (figure instanceof Figure.Text words) {
      return new FigureParts("text", null, null, null, null, null, null, null, words.text());
    }
    return new FigureParts("none", null, null, null, null, null, null, null, null);
  }

  private static FigureParts estimated(Figure.Estimated estimated) {
    Interval interval = estimated.estimate().interval();
    String unit =
        switch (estimated.unit()) {
          case SHARE -> "share";
          case POINTS -> "points";
          case MONEY -> estimated.currency();
          case NUMBER -> "number";
        };
    double scale = estimated.unit() == Unit.POINTS ? 100 : 1;
    return new FigureParts(
        "estimate",
        known(estimated.estimate().value() * scale),
        null,
        null,
        known(interval.low() * scale),
        known(interval.high() * scale),
        interval.level(),
        unit,
        null);
  }

  private static FigureParts plain(
      String kind,
      double value,
      @Nullable Long numerator,
      @Nullable Long denominator,
      String unit) {
    return new FigureParts(
        kind, known(value), numerator, denominator, null, null, null, unit, null);
  }

  private static @Nullable Double known(double value) {
    return Double.isFinite(value) ? value : null;
  }
}
