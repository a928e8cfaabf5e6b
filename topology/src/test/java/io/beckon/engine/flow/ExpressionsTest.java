package io.beckon.engine.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ExpressionsTest {

  private static final Map<String, Object> VALUES =
      Map.of(
          "cart.value",
          2_050L,
          "cart.open",
          true,
          "cart.items",
          List.of(Map.of("name", "Tea", "quantity", 2L), Map.of("name", "Cup", "quantity", 1L)),
          "cart.categories",
          List.of("tea", "cups"),
          "event.properties",
          Map.of("count", 3L, "list", List.of(List.of("x")), "map", Map.of()),
          "now",
          Instant.EPOCH,
          "shopper.firstName",
          "Ann");

  private static final Facts FACTS = VALUES::get;

  static Stream<Arguments> rendered() {
    return Stream.of(
        Arguments.of("plain", "plain"),
        Arguments.of("", ""),
        Arguments.of("Hi ${shopper.firstName}!", "Hi Ann!"),
        Arguments.of("${shopper.firstName}", "Ann"),
        Arguments.of("${cart.value}", 2_050L),
        Arguments.of("${cart.open}", true),
        Arguments.of("${1.5}", 1.5),
        Arguments.of("${cart.value} ", "2050 "),
        Arguments.of("${cart.value / 100}.${cart.value % 100}", "20.50"),
        Arguments.of("x${2.0}/${2.5}", "x2/2.5"),
        Arguments.of("$${cart.value} costs $5 {}", "${cart.value} costs $5 {}"),
        Arguments.of("${cart.items.map(i, i.name).join(', ')}", "Tea, Cup"),
        Arguments.of("${cart.items[0].name}", "Tea"),
        Arguments.of("${cart.categories}", "tea, cups"),
        Arguments.of("${[1, 2, 3]}", "1, 2, 3"),
        Arguments.of("${now}", "1970-01-01T00:00:00.000Z"),
        Arguments.of("${duration('90m')}", "PT1H30M"),
        Arguments.of("${5u}", 5L),
        Arguments.of("${18446744073709551615u}", "18446744073709551615"),
        Arguments.of("${event.properties.count}", 3L),
        Arguments.of("${{'a': '}'}['a']}", "}"),
        Arguments.of("${cart.open ? 'open' : \"closed\"}", "open"),
        Arguments.of("${event.properties.colour}", null),
        Arguments.of("in ${event.properties.colour}", null),
        Arguments.of("${event.properties.map}", null),
        Arguments.of("${event.properties.list}", null),
        Arguments.of("${double('NaN')}", null),
        Arguments.of("${shopper.lastName}", null));
  }

  @ParameterizedTest
  @MethodSource("rendered")
  void shouldRenderAndKeepTheTypeOfALonePlaceholder(String source, @Nullable Object value) {
    Expression expression = Expressions.compile(source);

    assertThat(expression.source()).isEqualTo(source);
    assertThat(expression.evaluate(FACTS)).isEqualTo(value);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "a ${cart.vlaue} | 1:5: unknown name 'cart.vlaue'; did you mean 'cart.value'?",
        "a ${cart.value | 1:3: '${' is not closed by '}' (write $${ for the characters ${)",
        "${} | 1:3: the expression is empty",
        "${cart.items} | 1:3: list(map(string, dyn)) cannot be put into a message; take a part of it, for example cart.items[0].name",
        "${event.properties} | 1:3: map(string, dyn) cannot be put into a message; take a part of it, for example cart.items[0].name",
        "${null} | 1:3: null cannot be put into a message; take a part of it, for example cart.items[0].name",
      })
  void shouldSayWhereAndWhatWhenItCannotBeCompiled(String source, String said) {
    assertThatThrownBy(() -> Expressions.compile(source))
        .isInstanceOf(InvalidExpression.class)
        .hasMessage(said);
  }

  @Test
  void shouldReportTheFaultsOfAllPlaceholders() {
    assertThatThrownBy(() -> Expressions.compile("€ ${cart.vlaue}\n${foo(1)} ${cart.value}"))
        .hasMessage(
            "1:5: unknown name 'cart.vlaue'; did you mean 'cart.value'?\n"
                + "2:6: unknown function 'foo'");
  }

  @Test
  void shouldKeepLiterals() {
    assertThat(Expressions.literal(3L).evaluate(FACTS)).isEqualTo(3L);
    assertThat(Expressions.literal(true).source()).isEqualTo("true");
  }
}
