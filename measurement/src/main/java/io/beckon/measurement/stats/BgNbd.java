package io.beckon.measurement.stats;

import static org.hipparchus.special.Gamma.logGamma;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The BG/NBD model of how buyers return (Fader, Hardie and Lee, "Counting Your Customers" the Easy
 * Way, Marketing Science 24, 2005): while a buyer lives, orders come at a rate of their own, which
 * is gamma distributed among buyers; after each order they may leave for good, with a probability
 * of their own, which is beta distributed. It knows no seasons, and nothing of what is done to keep
 * them.
 *
 * @param r shape of the rates
 * @param alpha scale of the rates, in weeks
 * @param a of the leaving
 * @param b of the leaving
 */
public record BgNbd(double r, double alpha, double a, double b) {

  /** The likeliest parameters for these buyers; null when the data have none. */
  static @Nullable BgNbd fit(List<Buyer> buyers) {
    double[] best =
        Climb.highest(p -> new BgNbd(p[0], p[1], p[2], p[3]).meanLogLikelihood(buyers), 4);
    return best == null ? null : new BgNbd(best[0], best[1], best[2], best[3]);
  }

  /** Logarithm of the likelihood of the buyers, as a mean. */
  double meanLogLikelihood(List<Buyer> buyers) {
    double constant = r * Math.log(alpha) - logGamma(r) + logGamma(a + b) - logGamma(b);
    double sum = 0;
    for (Buyer buyer : buyers) {
      sum += logLikelihood(buyer);
    }
    return constant + sum / buyers.size();
  }

  private double logLikelihood(Buyer buyer) {
    int x = buyer.repeats();
    double alive = -(r + x) * Math.log(alpha + buyer.age());
    double rest = logGamma(r + x) + logGamma(b + x) - logGamma(a + b + x);
    if (x == 0) {
      return rest + alive;
    }
    double gone = Math.log(a / (b + x - 1)) - (r + x) * Math.log(alpha + buyer.lastAfter());
    double larger = Math.max(alive, gone);
    return rest + larger + Math.log(Math.exp(alive - larger) + Math.exp(gone - larger));
  }

  /** The probability that the buyer has not left for good. */
  public double alive(Buyer buyer) {
    return 1 / (1 + odds(buyer));
  }

  private double odds(Buyer buyer) {
    int x = buyer.repeats();
    return x == 0
        ? 0
        : a / (b + x - 1) * Math.pow((alpha + buyer.age()) / (alpha + buyer.lastAfter()), r + x);
  }

  /** Orders to be expected of the buyer in the next weeks. */
  public double expectedOrders(Buyer buyer, double weeks) {
    int x = buyer.repeats();
    // The closed form divides by a - 1, and goes through a = 1 without a leap.
    double left = Math.abs(a - 1) < 1e-6 ? 1 + 1e-6 : a;
    double until = alpha + buyer.age() + weeks;
    double z = weeks / until;
    // By Euler's transformation: the series itself grows beyond all numbers for frequent buyers.
    double series =
        Hypergeometric.series(left + b - 1 - r, left - 1, left + b + x - 1, z)
            * Math.pow(1 - z, left - 1 - r - x);
    double stays = Math.pow((alpha + buyer.age()) / until, r + x) * series;
    return (left + b + x - 1) / (left - 1) * (1 - stays) / (1 + odds(buyer));
  }
}
