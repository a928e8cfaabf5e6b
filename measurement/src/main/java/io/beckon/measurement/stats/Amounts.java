package io.beckon.measurement.stats;

import java.util.stream.LongStream;

/**
 * What each of many shoppers spent, as sums of powers: enough for a mean, its spread and its
 * skewness, and two of them can be added up, whichever partition they come from.
 *
 * @param count all shoppers, with those who spent nothing
 * @param sum of what each spent, in minor units
 * @param squares sum of the squares
 * @param cubes sum of the third powers
 * @param largest the largest of them
 */
public record Amounts(long count, double sum, double squares, double cubes, double largest) {

  /** Nobody. */
  public static final Amounts NONE = new Amounts(0, 0, 0, 0, 0);

  /** What each shopper spent, in minor units; refunds may make it negative. */
  public static Amounts of(LongStream each) {
    return each.boxed().reduce(NONE, Amounts::with, Amounts::plus);
  }

  /** One shopper more. */
  public Amounts with(double amount) {
    return new Amounts(
        count + 1,
        sum + amount,
        squares + amount * amount,
        cubes + amount * amount * amount,
        Math.max(largest, amount));
  }

  /** So many more who spent nothing. */
  public Amounts withNothing(long shoppers) {
    return new Amounts(count + shoppers, sum, squares, cubes, largest);
  }

  /** Both together. */
  public Amounts plus(Amounts other) {
    return new Amounts(
        count + other.count,
        sum + other.sum,
        squares + other.squares,
        cubes + other.cubes,
        Math.max(largest, other.largest));
  }

  /** What a shopper spent on average; {@code NaN} of nobody. */
  public double mean() {
    return count == 0 ? Double.NaN : sum / count;
  }

  /** Spread of single shoppers around the mean, unbiased; {@code NaN} of fewer than two. */
  double variance() {
    if (count < 2) {
      return Double.NaN;
    }
    return Math.max(0, squares - sum * sum / count) / (count - 1);
  }

  /** Third central moment, with the usual correction for few; {@code NaN} of fewer than three. */
  double thirdMoment() {
    if (count < 3) {
      return Double.NaN;
    }
    double mean = mean();
    double raw = cubes - 3 * mean * squares + 2 * mean * mean * sum;
    return raw * count / ((count - 1.0) * (count - 2.0));
  }

  /** The share of all that the largest single amount is, 0 to 1; how heavy the tail is. */
  public double largestShare() {
    return sum <= 0 ? 0 : Math.min(1, largest / sum);
  }
}
