package io.beckon.app.input.field;

import static java.util.stream.Collectors.toUnmodifiableMap;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
import java.util.Locale;
import java.util.Map;

/**
 * Amounts as shops write them (decimal numbers in major units) into minor units: exact, with the
 * digits ISO 4217 gives the currency (JPY 0, USD 2, KWD 3). Digits beyond those are rounded half to
 * even. Never through a double.
 */
public final class Money {

  /** Largest amount, either sign, in minor units: products with quantities still fit a long. */
  public static final long MAX_MINOR = 1_000_000_000_000_000L;

  private static final Map<String, Integer> DIGITS =
      Currency.getAvailableCurrencies().stream()
          .filter(currency -> currency.getDefaultFractionDigits() >= 0)
          .collect(
              toUnmodifiableMap(Currency::getCurrencyCode, Currency::getDefaultFractionDigits));

  private Money() {}

  /**
   * The amount in minor units.
   *
   * @param major the amount in major units
   * @param currency ISO-4217 code, as {@link #currency} gives it
   * @param field name of the field, for the message
   * @throws Refusal {@code BAD_MONEY} beyond {@link #MAX_MINOR}, {@code BAD_CURRENCY}
   */
  public static long minor(BigDecimal major, String currency, String field) throws Refusal {
    Integer digits = DIGITS.get(currency);
    if (digits == null) {
      throw unknownCurrency(field);
    }
    try {
      long minor = Decimals.whole(major.scaleByPowerOfTen(digits), RoundingMode.HALF_EVEN);
      if (minor >= -MAX_MINOR && minor <= MAX_MINOR) {
        return minor;
      }
    } catch (ArithmeticException e) {
      // Too large: said below.
    }
    throw new Refusal(
        Reason.BAD_MONEY,
        field + " is out of range: at most " + MAX_MINOR + " minor units of " + currency);
  }

  /** The same, from text such as {@code 18.99}; {@code BAD_MONEY} when it is no decimal number. */
  public static long minor(String major, String currency, String field) throws Refusal {
    BigDecimal number = Decimals.parse(major);
    if (number == null) {
      throw new Refusal(
          Reason.BAD_MONEY,
          field + " is no amount: expected a decimal number in major units, such as 18.99");
    }
    return minor(number, currency, field);
  }

  /**
   * The currency's ISO-4217 code in upper case.
   *
   * @throws Refusal {@code BAD_CURRENCY} when there is no such currency, or it has no minor unit
   *     (gold, test codes)
   */
  public static String currency(String code, String field) throws Refusal {
    String upper = code.trim().toUpperCase(Locale.ROOT);
    if (!DIGITS.containsKey(upper)) {
      throw unknownCurrency(field);
    }
    return upper;
  }

  private static Refusal unknownCurrency(String field) {
    return new Refusal(
        Reason.BAD_CURRENCY, field + " is no ISO-4217 currency: expected a code such as USD");
  }
}
