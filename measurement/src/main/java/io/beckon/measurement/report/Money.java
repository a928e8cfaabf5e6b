package io.beckon.measurement.report;

import java.util.Currency;

/**
 * An amount.
 *
 * @param minor minor units, such as cents
 * @param currency ISO-4217 code
 */
public record Money(long minor, String currency) {

  /** Digits behind the point; 2 for a code that nobody knows. */
  public static int digits(String currency) {
    try {
      return Math.max(0, Currency.getInstance(currency).getDefaultFractionDigits());
    } catch (IllegalArgumentException e) {
      return 2;
    }
  }

  /** In major units, for people and charts. */
  public double major() {
    return major((double) minor, currency);
  }

  /** The same of parts of a minor unit. */
  public static double major(double minor, String currency) {
    return minor / Math.pow(10, digits(currency));
  }
}
