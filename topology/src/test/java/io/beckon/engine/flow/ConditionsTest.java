package io.beckon.engine.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConditionsTest {

  private static final Map<String, Object> VALUES =
      Map.of(
          "cart.value", 2_000L,
          "cart.open", true,
          "cart.items", List.of(Map.of("name", "Tea", "quantity", 2L)),
          "cart.categories", List.of("tea", "cups"),
          "event.properties", Map.of("count", 3L, "share", 2.5, "secret", "ann@example.com"),
          "now", Instant.parse("2026-03-29T00:30:00Z"),
          "shopper.country", "DE");

  private static final Facts FACTS = VALUES::get;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cart.value >= 2000",
        "cart.open && cart.value < 2001",
        "cart.items.exists(i, i.quantity > 1)",
        "cart.items[0].name == 'Tea'",
        "'tea' in cart.categories",
        "cart.categories.exists(c, c.startsWith('cu'))",
        "event.properties.count == 3",
        "!has(event.properties.colour)",
        "now > timestamp('2026-01-01T00:00:00Z')",
        "now - duration('1h') < now",
        "now.getHours('Europe/Berlin') == 1",
        "shopper.country.lowerAscii() in ['de', 'at']",
        "true"
      })
  void shouldHoldWhenItIsTrue(String source) {
    assertThat(Conditions.compile(source).test(FACTS)).isEqualTo(Condition.Result.TRUE);
  }

  @ParameterizedTest
  @CsvSource({
    "1 < 1.5, true",
    "2 > 1.5, true",
    "1 <= 1.0, true",
    "1 >= 1.0, true",
    "1u < 2, true",
    "2 > 1u, true",
    "1u <= 1.0, true",
    "-1 < 1u, true",
    "-1 < 18446744073709551615u, true",
    "1.5 > 1u, true",
    "dyn(1) == 1.0, true",
    "dyn(1) == 1u, true",
    "dyn(1u) == 1.0, true",
    "dyn(1) == 1.5, false",
    "dyn(1) != 1.5, true",
    "dyn(1.0) in [1], true",
    "9223372036854775807 < 1e19, true",
    "0.0 == -0.0, true",
    "double('NaN') < 1.0, false",
    "double('NaN') > 1.0, false",
    "cart.value >= 1999.5, true",
    "cart.value < 2000.5, true",
    "event.properties.count > 2.5, true",
    "event.properties.share < 3, true",
    "event.properties.count == 3.0, true"
  })
  void shouldCompareNumbersOfDifferentKindsByValue(String source, boolean holds) {
    assertThat(Conditions.compile(source).test(FACTS))
        .isEqualTo(holds ? Condition.Result.TRUE : Condition.Result.FALSE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "cart.vlaue > 1 | 1:1: unknown name 'cart.vlaue'; did you mean 'cart.value'?",
        "cart.open && cart.xyz | 1:14: unknown name 'cart.xyz'; there is cart.open, cart.value, cart.currency, cart.itemCount, cart.lineCount, cart.items, cart.productIds, cart.categories, cart.checkoutBegun, cart.coupon",
        "basket > 1 | 1:1: unknown name 'basket'; names begin with shopper., cart., history., trigger., event., run., sent., happened., facts, suggested., message., score, stage, now (text stands in quotes)",
        "cart.value > 'x' | 1:12: '>' does not work on (int, string)",
        "now > 5 | 1:5: '>' does not work on (timestamp, int)",
        "cart.value | 1:1: a condition must be true or false, but this is int; compare it with something",
        "event.properties.vip | 1:1: a condition must be true or false, but this is a value of unknown type; compare it, for example event.properties.vip == true",
        "cart.items.exists(i, i.quantty > 1) | 1:23: an item has no field 'quantty'; did you mean 'quantity'?",
        "trigger.items[0].colour == '' | 1:17: an item has no field 'colour'; it has productId, variantId, sku, name, brand, category, url, imageUrl, currency, quantity, price",
        "cart.categories.exist(c, c == 'a') | 1:22: unknown function 'exist'; did you mean 'exists'?",
        "cart.value > | 1:13: the expression ends too early",
        "trigger.kind = 'CART' | 1:14: '=' compares nothing; write '=='",
        "cart.open) | 1:10: ')' is not expected here",
      })
  void shouldSayWhereAndWhatWhenItCannotBeCompiled(String source, String said) {
    assertThatThrownBy(() -> Conditions.compile(source))
        .isInstanceOf(InvalidExpression.class)
        .hasMessage(said);
  }

  @Test
  void shouldReportAllUnknownNamesWithTheirLines() {
    InvalidExpression invalid =
        catchThrowableOfType(
            InvalidExpression.class,
            () -> Conditions.compile("cart.vlaue > 1\n  && shoper.id == ''"));

    assertThat(invalid.faults())
        .containsExactly(
            new InvalidExpression.Fault(
                1, 1, "unknown name 'cart.vlaue'; did you mean 'cart.value'?"),
            new InvalidExpression.Fault(
                2, 6, "unknown name 'shoper.id'; did you mean 'shopper.id'?"));
  }

  @Test
  void shouldRefuseAnEmptyOrEndlessCondition() {
    assertThatThrownBy(() -> Conditions.compile("  ")).hasMessage("1:1: the expression is empty");
    assertThatThrownBy(() -> Conditions.compile("true" + " || true".repeat(1_000)))
        .isInstanceOf(InvalidExpression.class);
    assertThatThrownBy(() -> Conditions.compile("(".repeat(500) + "true" + ")".repeat(500)))
        .isInstanceOf(InvalidExpression.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "event.properties.colour == 'x' | a name or key is missing",
        "1 / 0 == 1 | division by zero",
        "9223372036854775807 + 1 > 0 | a number grew too large",
        "cart.items[5].name == '' | a list has no element of that index",
        "int(event.properties.secret) == 1 | a text cannot be read as what it should be",
        "event.properties.secret > 1 | a value has a type that does not fit here",
        "shopper.spent > 1 | a name or key is missing",
      })
  void shouldFailWithoutQuotingValuesWhenItCannotBeEvaluated(String source, String error) {
    assertThat(Conditions.compile(source).test(FACTS))
        .isEqualTo(new Condition.Result(false, error));
  }

  @Test
  void shouldFailWhenTheFactsThrow() {
    Condition.Result result =
        Conditions.compile("cart.open")
            .test(
                name -> {
                  throw new IllegalStateException("ann@example.com");
                });

    assertThat(result.failed()).isTrue();
    assertThat(result.error()).doesNotContain("ann");
  }

  @Test
  void shouldAskOnlyForWhatItNeeds() {
    List<String> asked = Collections.synchronizedList(new ArrayList<>());

    Conditions.compile("cart.open || cart.value > shopper.spent")
        .test(
            name -> {
              asked.add(name);
              return true;
            });

    assertThat(asked).containsExactly("cart.open");
  }

  @Test
  void shouldStopWhenThereIsTooMuchWork() {
    String ten = "[1,2,3,4,5,6,7,8,9,10]";
    String loops =
        ten
            + ".all(a, "
            + ten
            + ".all(b, "
            + ten
            + ".all(c, "
            + ten
            + ".all(d, "
            + ten
            + ".all(e, true)))))";
    String doubling = "['0123456789']" + ".map(x, x + x + x + x)".repeat(20) + ".size() == 1";
    long start = System.nanoTime();

    assertThat(Conditions.compile(loops).test(FACTS).error())
        .isEqualTo("too much work: more than 10000 steps over lists");
    assertThat(Conditions.compile(doubling).test(FACTS).error())
        .isEqualTo("too much work: a text of more than 65536 characters");
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
  }

  @Test
  void shouldStillAddEverythingThatCanBeAdded() {
    assertThat(
            Conditions.compile(
                    "1 + 1 == 2 && 1.5 + 1.5 == 3.0 && 1u + 1u == 2u && 'a' + 'b' == 'ab'"
                        + " && b'a' + b'b' == b'ab' && [1] + [2] == [1, 2]"
                        + " && duration('1h') + duration('1h') == duration('2h')"
                        + " && now + duration('1h') > now"
                        + " && event.properties.count + 1 == 4"
                        + " && event.properties.secret + '!' != ''")
                .test(FACTS))
        .isEqualTo(Condition.Result.TRUE);
  }

  @Test
  void shouldKnowTheFieldsOfAnItemAsTheVocabularyDocumentsThem() {
    assertThat(ItemFields.NAMES)
        .allSatisfy(
            field -> assertThat(Vocabulary.ITEM_FIELDS).containsPattern("\\b" + field + "\\b"));
  }

  @Test
  void shouldAcceptEveryNameOfTheVocabulary() {
    assertThat(Vocabulary.names().keySet())
        .allSatisfy(name -> Conditions.compileOnEvent("dyn(" + name + ") == dyn(" + name + ")"));
  }

  @Test
  void shouldKnowWhatHappenedOnlyWhereAnEventIsWaitedFor() {
    assertThatThrownBy(() -> Conditions.compile("cart.open && has(happened.properties.link)"))
        .isInstanceOf(InvalidExpression.class)
        .hasMessage(
            "1:18: 'happened.properties' is known only in the 'where' of a wait or of an exit");
    assertThat(Conditions.compileOnEvent("happened.name == 'x'").source())
        .isEqualTo("happened.name == 'x'");
  }
}
