package io.beckon.measurement.report.figures;

import io.beckon.measurement.report.Band;
import org.jspecify.annotations.Nullable;

/**
 * What the documents that Beckon was conceived from say of others. They are averages of other
 * shops: something to compare with, and no promise.
 */
final class TargetBands {

  private static final String SOURCE = "a guide to e-mail flows";

  static final Band RECOVERY =
      new Band(0.10, 0.15, 0.20, "10 to 15 % is solid, more than 20 % is top", SOURCE);

  static final Band REPEAT = new Band(0.20, 0.30, Double.NaN, "20 to 30 %", SOURCE);

  static final Band AUTOMATION =
      new Band(0.37, 0.37, Double.NaN, "37 % of what e-mails sell, from 2 % of them", SOURCE);

  static final Band RETURN = new Band(5.44, 5.44, Double.NaN, "5.44 for each 1 spent", SOURCE);

  private static final Band PER_RECIPIENT =
      new Band(16.96, 16.96, Double.NaN, "16.96 USD is top", SOURCE);

  private TargetBands() {}

  /** In dollars only: it was not said of other currencies. */
  static @Nullable Band perRecipient(String currency) {
    return currency.equals("USD") ? PER_RECIPIENT : null;
  }
}
