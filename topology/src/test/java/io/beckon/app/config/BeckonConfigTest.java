package io.beckon.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BeckonConfigTest {

  @TempDir Path folder;

  @Test
  void shouldUseDefaultsWhenNothingIsGiven() {
    BeckonConfig config = BeckonConfig.of(Map.of());

    assertThat(config.app().applicationId()).isEqualTo("beckon");
    assertThat(config.kafka().bootstrapServers()).isEqualTo("localhost:9092");
    assertThat(config.topics().shopperEvents()).isEqualTo("shopper-events");
    assertThat(config.topics().partitions()).isEqualTo(8);
    assertThat(config.topics().timestamps()).isEqualTo(LogTimestamps.APPEND);
    assertThat(config.time().settle()).isEqualTo(Duration.ofSeconds(30));
    assertThat(config.time().cartIdle()).isEqualTo(Duration.ofHours(1));
    assertThat(config.time().checkoutIdle()).isEqualTo(Duration.ofMinutes(30));
    assertThat(config.time().browseIdle()).isEqualTo(Duration.ofHours(4));
    assertThat(config.time().cartTtl()).isEqualTo(Duration.ofDays(30));
    assertThat(config.pace().releaseWhen()).isEqualTo(ReleaseWhen.TICK);
    assertThat(config.serde().format()).isEqualTo(SerdeFormat.SINGLE_OBJECT);
    assertThat(config.limits().recordBytes()).isEqualTo(1024 * 1024);
  }

  @Test
  void shouldTakeTheStrongerSourceWhenSeveralGiveAValue() throws IOException {
    Path file = write("beckon.properties", "cart.idle=2h\ncheckout.idle=2h\nbrowse.idle=2h\n");

    BeckonConfig config =
        BeckonConfig.load(
            Optional.of(file),
            Map.of("BECKON_CHECKOUT_IDLE", "3h", "BECKON_BROWSE_IDLE", "3h"),
            List.of("browse.idle=5h"));

    assertThat(config.time().settle()).isEqualTo(Duration.ofSeconds(30));
    assertThat(config.time().cartIdle()).isEqualTo(Duration.ofHours(2));
    assertThat(config.time().checkoutIdle()).isEqualTo(Duration.ofHours(3));
    assertThat(config.time().browseIdle()).isEqualTo(Duration.ofHours(5));
    assertThat(config.shown(false))
        .map(line -> line.replaceAll(" +#", " #"))
        .containsExactlyInAnyOrder(
            "cart.idle = 2h # " + file + ":1",
            "checkout.idle = 3h # environment variable BECKON_CHECKOUT_IDLE",
            "browse.idle = 5h # --set browse.idle");
  }

  @Test
  void shouldReadNestedYaml() throws IOException {
    Path file =
        write(
            "beckon.yaml",
            """
            kafka:
              bootstrap.servers: [a:9092, b:9092]
              security.protocol: SSL
            cart: {idle: 90m}
            idle:
              overrides:
                sofas: {category: furniture/sofas, cart.idle: 1d}
                large:
                  min.value: 50000
                  currency: EUR
                  browse:
                    idle: 2d
            """);

    BeckonConfig config = BeckonConfig.load(Optional.of(file), Map.of(), List.of());

    assertThat(config.kafka().bootstrapServers()).isEqualTo("a:9092,b:9092");
    assertThat(config.kafka().adminProperties())
        .isEqualTo(Map.of("bootstrap.servers", "a:9092,b:9092", "security.protocol", "SSL"));
    assertThat(config.time().cartIdle()).isEqualTo(Duration.ofMinutes(90));
    assertThat(config.time().overrides())
        .containsExactly(
            new IdleOverride("large", null, 50_000, "EUR", null, null, Duration.ofDays(2)),
            new IdleOverride("sofas", "furniture/sofas", 0, null, Duration.ofDays(1), null, null));
  }

  @Test
  void shouldReadPropertiesAsJavaDoesWhenLinesGoOn() throws IOException {
    Path file =
        write(
            "beckon.properties",
            "# comment\n! another\n\nkafka.bootstrap.servers : a:1,\\\n    b:2\nstore shop\n");

    BeckonConfig config = BeckonConfig.load(Optional.of(file), Map.of(), List.of());

    assertThat(config.kafka().bootstrapServers()).isEqualTo("a:1,b:2");
    assertThat(config.app().store()).isEqualTo("shop");
    assertThat(config.shown(false)).anyMatch(line -> line.endsWith("# " + file + ":6"));
  }

  @Test
  void shouldReadOverridesAndHandedOnKeysFromTheEnvironment() {
    BeckonConfig config =
        environment(
            Map.of(
                "BECKON_IDLE_OVERRIDES_LARGE_SOFAS_CATEGORY", "sofas",
                "BECKON_IDLE_OVERRIDES_LARGE_SOFAS_CART_IDLE", "1d",
                "BECKON_KAFKA_SECURITY_PROTOCOL", "SASL_SSL",
                "BECKON_REGISTRY_APICURIO_REGISTRY_AUTO___REGISTER", "true",
                "BECKON_REGISTRY_URL", "http://registry:8080",
                "BECKON_LOG_LEVEL", "DEBUG",
                "BECKON_STORE", "",
                "HOME", "/nowhere"));

    assertThat(config.time().overrides())
        .containsExactly(
            new IdleOverride("large-sofas", "sofas", 0, null, Duration.ofDays(1), null, null));
    assertThat(config.kafka().common().values()).isEqualTo(Map.of("security.protocol", "SASL_SSL"));
    assertThat(config.serde().registryProperties())
        .isEqualTo(
            Map.of(
                "apicurio.registry.auto-register", "true",
                "apicurio.registry.url", "http://registry:8080",
                "schema.registry.url", "http://registry:8080"));
    assertThat(config.app().store()).isEqualTo("default");
  }

  @Test
  void shouldPassOverWhatKubernetesAddsForServicesOfOurName() {
    BeckonConfig config =
        environment(
            Map.of(
                "BECKON_SERVICE_HOST", "10.0.0.1",
                "BECKON_SERVICE_PORT", "8080",
                "BECKON_SERVICE_PORT_HTTP", "8080",
                "BECKON_PORT", "tcp://10.0.0.1:8080",
                "BECKON_PORT_8080_TCP", "tcp://10.0.0.1:8080",
                "BECKON_PORT_8080_TCP_ADDR", "10.0.0.1",
                "BECKON_GATEWAY_SERVICE_HOST", "10.0.0.2",
                "BECKON_HTTP_PORT", "tcp://10.0.0.3:80"));

    assertThat(config.shown(false)).isEmpty();
  }

  @Test
  void shouldAppendGenerationsToTheTopicsTheyBelongTo() {
    TopicsConfig topics =
        BeckonConfig.of(Map.of("topics.generation", "g2", "topics.outputs.generation", "try"))
            .topics();

    assertThat(topics.shopperEvents()).isEqualTo("shopper-events-g2");
    assertThat(topics.outcomes()).isEqualTo("outcomes-g2-try");
    assertThat(topics.sendCommands()).isEqualTo("send-commands-try");
    assertThat(topics.tasks()).isEqualTo("tasks-try");
    assertThat(topics.audienceChanges()).isEqualTo("audience-changes-try");
    assertThat(topics.deadLetters()).isEqualTo("dead-letters-try");
    assertThat(topics.flows()).isEqualTo("flows");
    assertThat(topics.products()).isEqualTo("products");
  }

  private static BeckonConfig environment(Map<String, String> environment) {
    return BeckonConfig.load(Optional.empty(), environment, List.of());
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }
}
