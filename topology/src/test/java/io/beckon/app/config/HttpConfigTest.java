package io.beckon.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpConfigTest {

  private static final String TOKEN = "0123456789abcdef";

  @Test
  void shouldOpenNoDoorUnasked() {
    HttpConfig http = BeckonConfig.of(Map.of()).http();

    assertThat(http.isOn()).isFalse();
    assertThat(http.application()).isEmpty();
    assertThat(http.readyBehind()).isEmpty();
  }

  @Test
  void shouldBeReachedUnderItsHostsNameOrWhatItIsTold() {
    assertThat(BeckonConfig.of(Map.of("http.port", "8080")).http().application())
        .hasValueSatisfying(server -> assertThat(server).matches("[^:]+:8080"));
    assertThat(
            BeckonConfig.of(Map.of("http.port", "8080", "http.advertised", "beckon-0.beckon:80"))
                .http()
                .application())
        .hasValue("beckon-0.beckon:80");
    assertThat(BeckonConfig.of(Map.of("http.port", "0")).http().application()).isEmpty();
  }

  @Test
  void shouldTellKafkaStreamsWhereItIsReachedAndKeepItsClientsNameOverRestarts() {
    var properties =
        StreamsProperties.of(
            BeckonConfig.of(Map.of("http.port", "80", "http.advertised", "here:80")));

    assertThat(properties).containsEntry("application.server", "here:80");
    assertThat(properties.get("client.id"))
        .asString()
        .matches("beckon-.+-[0-9a-f]{8}")
        .isEqualTo(StreamsProperties.of(BeckonConfig.of(Map.of())).get("client.id"))
        .isNotEqualTo(
            StreamsProperties.of(BeckonConfig.of(Map.of("state.dir", "other"))).get("client.id"));
    assertThat(
            StreamsProperties.of(BeckonConfig.of(Map.of("streams.client.id", "mine")))
                .get("client.id"))
        .isEqualTo("mine");
  }

  @ParameterizedTest
  @CsvSource({"off,", "1s, PT1S", "5m, PT5M"})
  void shouldTakeABoundForReadinessOrNone(String text, Duration expected) {
    assertThat(BeckonConfig.of(Map.of("ready.behind", text)).http().readyBehind())
        .isEqualTo(java.util.Optional.ofNullable(expected));
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "65536", "on", ""})
  void shouldRefuseWhatIsNoPort(String port) {
    assertThatThrownBy(() -> BeckonConfig.of(Map.of("http.port", port)))
        .isInstanceOf(ConfigRefusedException.class)
        .hasMessageContaining("off, or a port from 0 to 65535");
  }

  @Test
  void shouldRefuseATokenThatIsEasilyGuessedOrThatNobodyCanShow() {
    assertThatThrownBy(
            () -> BeckonConfig.of(Map.of("http.port", "1", "http.token", "0123456789abcde")))
        .hasMessageContaining("at least 16 characters");
    assertThatThrownBy(() -> BeckonConfig.of(Map.of("http.token", TOKEN)))
        .hasMessageContaining("without a door")
        .hasMessageNotContaining(TOKEN);
  }

  @Test
  void shouldNeverPrintTheToken() {
    BeckonConfig config = BeckonConfig.of(Map.of("http.port", "1", "http.token", TOKEN));

    assertThat(config.toString()).contains("http.token").doesNotContain(TOKEN);
    assertThat(config.http().toString()).doesNotContain(TOKEN);
  }
}
