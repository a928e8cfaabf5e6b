package io.beckon.app.input.field;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MoneyTest {

  @ParameterizedTest
  @CsvSource({
    "18.99, USD, 1899",
    "18.9, USD, 1890",
    "19, USD, 1900",
    "0.29, USD, 29",
    "1.005, USD, 100",
    "1.015, USD, 102",
    "1.025, USD, 102",
    "-2.50, EUR, -250",
    "1200, JPY, 1200",
    "1200.5, JPY, 1200",
    "1201.5, JPY, 1202",
    "1.234, KWD, 1234",
    "1.2345, KWD, 1234",
    "1e3, USD, 100000",
    "0, USD, 0",
    "1e-999999999, USD, 0",
    "10000000000000, USD, 1000000000000000",
  })
  void shouldGiveExactMinorUnits(String major, String currency, long minor) throws Refusal {
    assertThat(Money.minor(major, currency, "price")).isEqualTo(minor);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e999999999", "10000000000000.01", "-1e40", "1e2147483647"})
  void shouldRefuseWhenOutOfRange(String major) {
    assertRefused(Reason.BAD_MONEY, () -> Money.minor(major, "USD", "price"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "n/a", "$18.99", "18,99", "NaN", "0x10"})
  void shouldRefuseWhenNoDecimalNumber(String major) {
    assertRefused(Reason.BAD_MONEY, () -> Money.minor(major, "USD", "price"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "US", "XXX", "XAU", "EURO"})
  void shouldRefuseWhenNoCurrency(String code) {
    assertRefused(Reason.BAD_CURRENCY, () -> Money.currency(code, "currency"));
  }

  @Test
  void shouldReadCurrencyInLowerCase() throws Refusal {
    assertThat(Money.currency(" eur ", "currency")).isEqualTo("EUR");
  }

  @Property
  void shouldComeBackWhenWrittenInMajorUnits(
      @ForAll @LongRange(min = -Money.MAX_MINOR, max = Money.MAX_MINOR) long minor) throws Refusal {
    assertThat(Money.minor(BigDecimal.valueOf(minor, 2).toString(), "USD", "price"))
        .isEqualTo(minor);
    assertThat(Money.minor(BigDecimal.valueOf(minor, 3), "KWD", "price")).isEqualTo(minor);
    assertThat(Money.minor(BigDecimal.valueOf(minor), "JPY", "price")).isEqualTo(minor);
  }

  private static void assertRefused(Reason reason, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.reason()).isEqualTo(reason));
  }
}
