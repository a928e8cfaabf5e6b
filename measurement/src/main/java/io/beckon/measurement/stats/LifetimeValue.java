package io.beckon.measurement.stats;

import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What buyers were worth, and what they are expected to bring: orders by {@link BgNbd}, times what
 * an order is worth by {@link GammaGamma}. Revenue and not profit, not discounted.
 *
 * @param buyers all who ordered
 * @param returned those who ordered again
 * @param observed what a buyer paid so far on average, in minor units; {@code NaN} of nobody
 * @param forecast what is to come; null when the data are too few, or fit the models badly
 * @param limits what to know before believing it, in sentences
 */
public record LifetimeValue(
    long buyers, long returned, double observed, @Nullable Forecast forecast, List<String> limits) {

  /** Fewer tell nothing of how buyers differ. */
  static final int FEWEST_BUYERS = 200;

  /** Fewer who returned tell nothing of rates. */
  static final int FEWEST_RETURNED = 50;

  /** More make the fit slower and not better. */
  static final int MOST_FITTED = 20_000;

  /** From here on the second model's assumption is in doubt. */
  private static final double CORRELATED = 0.3;

  /**
   * What is to come of a buyer, on average over all.
   *
   * @param weeks how far it looks
   * @param orders further orders
   * @param orderValue what one of them is worth, weighed by how many each buyer makes, minor units
   * @param revenue further revenue, in minor units
   * @param alive share of buyers who have not left for good
   * @param returns how they return
   * @param values what they spend
   */
  public record Forecast(
      double weeks,
      double orders,
      double orderValue,
      double revenue,
      double alive,
      BgNbd returns,
      GammaGamma values) {}

  /** Copies the limits. */
  public LifetimeValue {
    limits = List.copyOf(limits);
  }

  /** Of these buyers, for so many weeks to come. */
  public static LifetimeValue of(List<Buyer> buyers, double weeks) {
    long returned = buyers.stream().filter(b -> b.repeats() > 0).count();
    double observed = buyers.stream().mapToDouble(Buyer::total).average().orElse(Double.NaN);
    if (buyers.size() < FEWEST_BUYERS || returned < FEWEST_RETURNED) {
      return new LifetimeValue(
          buyers.size(),
          returned,
          observed,
          null,
          List.of(
              "A forecast needs "
                  + FEWEST_BUYERS
                  + " buyers of whom "
                  + FEWEST_RETURNED
                  + " came back."));
    }
    List<Buyer> fitted = evenly(buyers);
    BgNbd returns = BgNbd.fit(fitted);
    GammaGamma values = GammaGamma.fit(fitted);
    if (returns == null || values == null) {
      return new LifetimeValue(
          buyers.size(),
          returned,
          observed,
          null,
          List.of("These orders do not fit the models, so nothing is foretold."));
    }
    return new LifetimeValue(
        buyers.size(),
        returned,
        observed,
        forecast(buyers, weeks, returns, values),
        limits(buyers, weeks));
  }

  private static Forecast forecast(
      List<Buyer> buyers, double weeks, BgNbd returns, GammaGamma values) {
    double orders = 0;
    double revenue = 0;
    double alive = 0;
    for (Buyer buyer : buyers) {
      double expected = returns.expectedOrders(buyer, weeks);
      orders += expected;
      revenue += expected * values.expectedValue(buyer.repeats(), buyer.repeatValue());
      alive += returns.alive(buyer);
    }
    int count = buyers.size();
    return new Forecast(
        weeks, orders / count, revenue / orders, revenue / count, alive / count, returns, values);
  }

  private static List<String> limits(List<Buyer> buyers, double weeks) {
    double correlation = correlation(buyers.stream().filter(b -> b.repeats() > 0).toList());
    double longest = buyers.stream().mapToDouble(Buyer::age).max().orElse(0);
    String usual =
        "Revenue, not profit; no seasons; what is done to win buyers back is taken to go on as it did.";
    if (Math.abs(correlation) > CORRELATED) {
      return List.of(
          usual,
          "How often and how much these buyers order hang together, which the model denies.");
    }
    return weeks > 2 * longest
        ? List.of(usual, "It looks more than twice as far ahead as orders were watched.")
        : List.of(usual);
  }

  private static double correlation(List<Buyer> returned) {
    double meanX = returned.stream().mapToDouble(Buyer::repeats).average().orElse(0);
    double meanY = returned.stream().mapToDouble(Buyer::repeatValue).average().orElse(0);
    double xy = 0;
    double xx = 0;
    double yy = 0;
    for (Buyer buyer : returned) {
      double x = buyer.repeats() - meanX;
      double y = buyer.repeatValue() - meanY;
      xy += x * y;
      xx += x * x;
      yy += y * y;
    }
    return xx == 0 || yy == 0 ? 0 : xy / Math.sqrt(xx * yy);
  }

  private static List<Buyer> evenly(List<Buyer> buyers) {
    int size = buyers.size();
    return size <= MOST_FITTED
        ? buyers
        : IntStream.range(0, MOST_FITTED)
            .mapToObj(i -> buyers.get((int) ((long) i * size / MOST_FITTED)))
            .toList();
  }
}
