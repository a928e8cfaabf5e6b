package io.beckon.app.input.field;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** Decimal numbers of any exponent, without ever writing out a billion zeros. */
public final class Decimals {

  /** No sensible number is written longer. */
  private static final int MAX_TEXT = 64;

  private Decimals() {}

  /** The number in a text; null when there is none. */
  public static @Nullable BigDecimal parse(String text) {
    String trimmed = text.trim();
    if (trimmed.isEmpty() || trimmed.length() > MAX_TEXT) {
      return null;
    }
    try {
      return new BigDecimal(trimmed);
    } catch (NumberFormatException e) {
      return null;
    }
  }

  /**
   * The number rounded to a whole one.
   *
   * @throws ArithmeticException when it has more than 18 digits before the point
   */
  public static long whole(BigDecimal number, RoundingMode rounding) {
    if (number.signum() == 0) {
      return 0;
    }
    long digitsBeforePoint = (long) number.precision() - number.scale();
    if (digitsBeforePoint > 18) {
      throw new ArithmeticException("more than 18 digits");
    }
    // Below a tenth, any number of the same sign rounds alike.
    BigDecimal near =
        digitsBeforePoint < 0 ? BigDecimal.valueOf(number.signum()).scaleByPowerOfTen(-2) : number;
    return near.setScale(0, rounding).longValueExact();
  }
}
