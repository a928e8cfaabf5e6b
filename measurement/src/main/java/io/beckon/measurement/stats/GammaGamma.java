package io.beckon.measurement.stats;

import static org.hipparchus.special.Gamma.logGamma;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The gamma-gamma model of what an order is worth (Fader and Hardie, The Gamma-Gamma Model of
 * Monetary Value, 2013): a buyer's orders vary around a mean of their own, and the means among
 * buyers. So the mean of few orders is drawn towards that of all. It holds where those who order
 * often do not order dearer.
 *
 * @param p shape of the orders of one buyer
 * @param q shape of the means among buyers; above 1 they have a mean
 * @param v scale, in minor units
 */
public record GammaGamma(double p, double q, double v) {

  /** The likeliest parameters for the buyers who returned; null when the data have none. */
  static @Nullable GammaGamma fit(List<Buyer> buyers) {
    List<Buyer> returned =
        buyers.stream().filter(b -> b.repeats() > 0 && b.repeatValue() > 0).toList();
    if (returned.isEmpty()) {
      return null;
    }
    // Amounts of about 1, so that the search begins near where it ends.
    double unit = returned.stream().mapToDouble(Buyer::repeatValue).average().orElse(1);
    double[] best =
        Climb.highest(
            at -> new GammaGamma(at[0], at[1], at[2] * unit).meanLogLikelihood(returned), 3);
    return best == null || best[1] <= 1 ? null : new GammaGamma(best[0], best[1], best[2] * unit);
  }

  private double meanLogLikelihood(List<Buyer> buyers) {
    double constant = q * Math.log(v) - logGamma(q);
    double sum = 0;
    for (Buyer buyer : buyers) {
      double shape = p * buyer.repeats();
      double z = buyer.repeatValue();
      sum +=
          logGamma(shape + q)
              - logGamma(shape)
              + (shape - 1) * Math.log(z)
              + shape * Math.log(buyer.repeats())
              - (shape + q) * Math.log(v + buyer.repeats() * z);
    }
    return constant + sum / buyers.size();
  }

  /** What an order of this buyer is worth, in minor units. */
  public double expectedValue(int repeats, double repeatValue) {
    return p * (v + repeats * repeatValue) / (p * repeats + q - 1);
  }
}
