package io.beckon.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.beckon.contract.Channel;
import io.beckon.contract.TouchKind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MeasureConfigTest {

  private final TouchWindows windows =
      BeckonConfig.of(
              Map.of(
                  "measure.windows.flows",
                  "cart-recovery email: clicked 2d; cart-recovery sms: none",
                  "measure.windows.categories",
                  "Home & Garden email: opened 10d, clicked 30d; furniture email: clicked 14d;"
                      + "furniture/garden email: clicked 20d"))
          .measure()
          .windows();

  @Test
  void shouldLetAFlowsOwnWindowGoBeforeThatOfCategoriesAndChannel() {
    assertThat(clicked("cart-recovery", "furniture")).isEqualTo(Duration.ofDays(2));
    assertThat(clicked("browse-recovery", "furniture")).isEqualTo(Duration.ofDays(14));
    assertThat(clicked("browse-recovery", "tea")).isEqualTo(Duration.ofDays(5));
    assertThat(clicked("browse-recovery")).isEqualTo(Duration.ofDays(5));
    assertThat(windows.millis("cart-recovery", Channel.SMS, TouchKind.CLICKED, List.of()))
        .isEqualTo(-1);
    assertThat(windows.millis(null, Channel.SMS, TouchKind.CLICKED, List.of()))
        .isEqualTo(Duration.ofDays(5).toMillis());
  }

  @Test
  void shouldLookForTheNearestCategoryAndTakeTheLongestOfSeveral() {
    assertThat(clicked(null, "furniture.sofas")).isEqualTo(Duration.ofDays(14));
    assertThat(clicked(null, "furniture/garden/chairs")).isEqualTo(Duration.ofDays(20));
    assertThat(clicked(null, "furnitures")).isEqualTo(Duration.ofDays(5));
    assertThat(clicked(null, "tea", "Home & Garden", "furniture")).isEqualTo(Duration.ofDays(30));
    assertThat(windows.millis(null, Channel.EMAIL, TouchKind.OPENED, List.of("furniture")))
        .isEqualTo(-1);
    assertThat(windows.millis(null, Channel.EMAIL, TouchKind.OPENED, List.of("furniture", "")))
        .isEqualTo(Duration.ofDays(5).toMillis());
  }

  @Test
  void shouldKnowTheLongestOfAllWindows() {
    assertThat(windows.longest()).isEqualTo(Duration.ofDays(30));
    assertThat(windows.longest("cart-recovery", Channel.EMAIL, TouchKind.CLICKED))
        .isEqualTo(Duration.ofDays(2).toMillis());
    assertThat(windows.longest(null, Channel.EMAIL, TouchKind.CLICKED))
        .isEqualTo(Duration.ofDays(30).toMillis());
    assertThat(windows.times(2).longest()).isEqualTo(Duration.ofDays(60));
    assertThat(windows.times(0.5).millis(null, Channel.EMAIL, TouchKind.CLICKED, List.of("tea")))
        .isEqualTo(Duration.ofHours(60).toMillis());
  }

  @Test
  void shouldTakeTheRecoveryWindowOfTheFlowElseOfTheNearestCategoryElseTheUsualOne() {
    RecoveryWindows recovery =
        BeckonConfig.of(
                Map.of(
                    "measure.recovery.window", "4d",
                    "measure.recovery.windows.flows", "cart: 2d; browse: 12h",
                    "measure.recovery.windows.categories",
                        "Home: Garden: 9d; furniture: 21d; furniture.garden: 10d"))
            .measure()
            .recovery();

    assertThat(days(recovery, List.of(), List.of())).isEqualTo(4);
    assertThat(days(recovery, List.of("welcome"), List.of("tea"))).isEqualTo(4);
    assertThat(days(recovery, List.of("welcome", "cart", "browse"), List.of("furniture")))
        .isEqualTo(2);
    assertThat(days(recovery, List.of(), List.of("furniture/sofas"))).isEqualTo(21);
    assertThat(days(recovery, List.of(), List.of("furniture.garden.chairs"))).isEqualTo(10);
    assertThat(days(recovery, List.of(), List.of("Home: Garden", "tea"))).isEqualTo(9);
    assertThat(recovery.millis("browse")).isEqualTo(Duration.ofHours(12).toMillis());
    assertThat(recovery.longest()).isEqualTo(Duration.ofDays(21));
  }

  private static long days(RecoveryWindows windows, List<String> flows, List<String> left) {
    return Duration.ofMillis(windows.millis(flows, left)).toDays();
  }

  @Test
  void shouldReadPricesToAThousandthOfAMinorUnit() {
    MessagePrices prices =
        BeckonConfig.of(
                Map.of(
                    "measure.cost.email", "0.04",
                    "measure.cost.sms", "7.5",
                    "measure.cost.currency", "EUR"))
            .measure()
            .prices();

    assertThat(prices.of(Channel.EMAIL)).isEqualTo(40);
    assertThat(prices.of(Channel.SMS)).isEqualTo(7_500);
    assertThat(prices.of(Channel.PUSH)).isZero();
    assertThat(prices.currency()).isEqualTo("EUR");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "measure.windows.flows | email: clicked 2d | a name, a channel and its windows",
        "measure.windows.flows | cart emial: clicked 2d | 'cart-recovery email: opened 7d",
        "measure.windows.flows | cart email: clicked 2d; cart email: none | a name, a channel",
        "measure.windows.categories | tea email clicked 2d | 'furniture email: opened 7d",
        "measure.windows.categories | tea email: bought 2d | 'furniture email: opened 7d",
        "measure.windows.categories | tea email: clicked 59d | Make measure.corrections longer",
        "measure.recovery.windows.flows | cart 2d | for each a name and a time",
        "measure.recovery.windows.flows | : 2d | such as 'browse-recovery: 14d'",
        "measure.recovery.windows.flows | cart: 2d; cart: 3d | for each a name and a time",
        "measure.recovery.windows.categories | tea: 61d | from 1h to 60d",
        "measure.recovery.windows.categories | tea: 59d | Make measure.corrections longer",
        "measure.effect | 59d | Make measure.corrections longer",
        "measure.cost.email | 0.0004 | at most three decimals",
        "measure.cost.email | -1 | minor units from 0",
        "measure.cost.email | cheap | minor units from 0",
        "measure.cost.email | 1 | Set measure.cost.currency",
        "measure.cost.currency | euro | three letters",
      })
  void shouldRefuseWhatCannotBeMeant(String key, String value, String says) {
    assertThatThrownBy(() -> BeckonConfig.of(Map.of(key, value)))
        .isInstanceOf(ConfigRefusedException.class)
        .hasMessageContaining(says)
        .hasMessageNotContaining("No enum constant");
  }

  private Duration clicked(String flow, String... bought) {
    return Duration.ofMillis(
        windows.millis(flow, Channel.EMAIL, TouchKind.CLICKED, List.of(bought)));
  }
}
