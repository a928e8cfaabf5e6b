package io.beckon.engine.contact;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When two ways of writing are one address. */
class AddressesTest {

  private static final Addresses ADDRESSES = Addresses.of("shop", "a key for tests only");

  @ParameterizedTest
  @CsvSource({
    "ann@example.com, ' Ann@Example.COM '",
    "ann@bücher.example, ann@xn--bcher-kva.example",
    "ann@bücher.example, ANN@BÜCHER.EXAMPLE",
    "ann, ANN",
  })
  void shouldBeOneAddressHoweverItIsWritten(String one, String other) {
    assertThat(ADDRESSES.email(one)).isNotNull().isEqualTo(ADDRESSES.email(other));
  }

  @ParameterizedTest
  @CsvSource({
    "ann@example.com, ann@example.org",
    "ann@example.com, ann+news@example.com",
    "a.nn@example.com, ann@example.com",
  })
  void shouldBeTwoAddressesWhereMailMayGoToTwo(String one, String other) {
    assertThat(ADDRESSES.email(one)).isNotEqualTo(ADDRESSES.email(other));
  }

  @ParameterizedTest
  @CsvSource({
    "+13055550123, , (305) 555-0123, US",
    "+13055550123, DE, 001 305 555 0123, DE",
    "+4915112345678, , 0151 123 456 78, de",
    "12-34, , 1234,",
  })
  void shouldBeOneNumberHoweverItIsWritten(
      String one, String oneCountry, String other, String otherCountry) {
    assertThat(ADDRESSES.phone(one, oneCountry))
        .isNotNull()
        .isEqualTo(ADDRESSES.phone(other, otherCountry));
  }

  @Test
  void shouldBeNoContactWhereThereIsNoAddress() {
    assertThat(ADDRESSES.email(null)).isNull();
    assertThat(ADDRESSES.email("  ")).isNull();
    assertThat(ADDRESSES.phone(null, "US")).isNull();
    assertThat(ADDRESSES.phone("unknown", "US")).isNull();
    assertThat(Addresses.OFF.email("ann@example.com")).isNull();
  }

  @Test
  void shouldTellNothingOfTheAddressAndDifferByShopKindAndKey() {
    String contact = ADDRESSES.email("491511234567");
    assertThat(contact).matches("contact/[A-Za-z0-9_-]{22}");
    assertThat(contact)
        .isNotEqualTo(ADDRESSES.phone("+491511234567", null))
        .isNotEqualTo(Addresses.of("other", "a key for tests only").email("491511234567"))
        .isNotEqualTo(Addresses.of("shop", "another key for tests").email("491511234567"));
  }
}
