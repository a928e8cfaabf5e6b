package io.beckon.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {

  private static final String SECRET = "hunter2";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "kafka.sasl.jaas.config",
        "kafka.ssl.keystore.password",
        "kafka.ssl.key.password",
        "kafka.ssl.keystore.key",
        "streams.main.consumer.ssl.truststore.password",
        "registry.basic.auth.user.info",
        "registry.apicurio.registry.auth.client.secret",
        "registry.bearer.auth.token",
        "links.hmac.key",
        "provider.api-key"
      })
  void shouldKnowSecretsByTheirNames(String name) {
    assertThat(Secrets.isSecret(name)).isTrue();
    assertThat(Secrets.shown(name, SECRET)).doesNotContain(SECRET);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "kafka.ssl.keystore.location",
        "kafka.sasl.mechanism",
        "kafka.sasl.oauthbearer.token.endpoint.url",
        "registry.basic.auth.credentials.source",
        "streams.topology.optimization"
      })
  void shouldShowWhatIsNoSecret(String name) {
    assertThat(Secrets.isSecret(name)).isFalse();
  }

  @Test
  void shouldHaveNoSecretsAmongItsOwnKeysButThoseForLinksContactsAndQueries() {
    assertThat(Keys.ALL.stream().filter(Key::secret).map(Key::name))
        .containsExactlyInAnyOrder("links.signing.key", "contacts.hash.key", "http.token");
  }

  @Test
  void shouldPrintNoSecretAnywhere() {
    BeckonConfig config =
        BeckonConfig.of(
            Map.of(
                "kafka.sasl.jaas.config", "Module required password=\"" + SECRET + "\";",
                "producer.ssl.key.password", SECRET,
                "registry.schema.registry.basic.auth.user.info", "user:" + SECRET,
                "registry.url", "https://user:" + SECRET + "@registry/"));

    assertThat(
            List.of(
                config.toString(),
                config.kafka().toString(),
                config.serde().toString(),
                String.join("", config.shown(true))))
        .allSatisfy(text -> assertThat(text).contains(Secrets.MASK).doesNotContain(SECRET));
    assertThat(config.kafka().adminProperties().get("sasl.jaas.config"))
        .asString()
        .contains(SECRET);
  }

  @Test
  void shouldPrintNoSecretWhenItRefuses() {
    ConfigRefusedException refused =
        catchThrowableOfType(
            ConfigRefusedException.class,
            () ->
                BeckonConfig.load(
                    java.util.Optional.empty(),
                    Map.of("BECKON_MAIL_PASSWORD", SECRET),
                    List.of(
                        "kafka.ssl.key.pasword=" + SECRET,
                        "kafka.ssl.key.password:" + SECRET,
                        "registry.url=ftp://me:" + SECRET + "@registry")));

    assertThat(refused.problems()).hasSize(4);
    assertThat(refused).message().doesNotContain(SECRET);
  }
}
