package io.beckon.it;

import static io.beckon.it.Payloads.added;
import static io.beckon.it.Payloads.identifiedWithConsent;
import static io.beckon.it.Payloads.viewed;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.beckon.app.config.BeckonConfig;
import io.beckon.app.rules.RuleFiles;
import io.beckon.app.run.Application;
import io.beckon.app.run.InstanceDoor;
import io.beckon.broker.EmbeddedBroker;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an instance says of itself from before its start until after its end. */
@SuppressWarnings("NullAway.Init")
final class HealthIT {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String TOKEN = "let-me-in-0123456789";

  private static EmbeddedBroker broker;
  @TempDir private Path folder;
  private final HttpClient client = HttpClient.newHttpClient();

  @BeforeAll
  static void startBroker() {
    broker = EmbeddedBroker.start();
  }

  @AfterAll
  static void stopBroker() {
    broker.close();
  }

  @Test
  void shouldLiveFromTheStartBeReadyWhenItRunsAndTellWhereItsPartitionsStand() throws Exception {
    try (Shop shop = Shop.open(broker.bootstrapServers(), "health", folder, Map.of())) {
      shop.publishRules(System::currentTimeMillis);
      shop.append("ann", 0, identifiedWithConsent("ann"));
      shop.append("ann", 0, added("shoes"));
      shop.producer().flush();
      Map<String, String> settings = new HashMap<>(shop.settings());
      settings.put("http.port", "0");
      settings.put("http.host", "127.0.0.1");
      settings.put("ready.behind", "10s");
      BeckonConfig config = BeckonConfig.of(settings);
      PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
      Application application =
          Application.create(
              config, RuleFiles.readyMade().policy(), meters, System::currentTimeMillis);
      try (InstanceDoor door =
          InstanceDoor.open(config, application, null, meters, System::currentTimeMillis)) {
        assertThat(get(door, "/health/live").statusCode()).isEqualTo(200);
        assertThat(get(door, "/health/ready").statusCode()).isEqualTo(503);
        assertThat(json(door, "/status").path("state").asText()).isEqualTo("CREATED");

        application.start();
        Await.until(
            () -> {
              // It lives all the time: nobody may restart it while it restores and rebalances.
              assertThat(status(door, "/health/live")).isEqualTo(200);
              return status(door, "/health/ready") == 200;
            },
            Shop.LIMIT,
            () -> body(door, "/health/ready"));

        Await.until(
            () -> body(door, "/status").contains("\"flow\" : \"cart-recovery\""),
            Shop.LIMIT,
            () -> body(door, "/status"));
        JsonNode status = json(door, "/status");
        assertThat(status.path("state").asText()).isEqualTo("RUNNING");
        assertThat(status.path("application").asText()).isEqualTo("health");
        assertThat(status.at("/versions/kafka").asText()).isEqualTo("4.3.1");
        assertThat(status.path("partitions")).hasSize(4);
        for (JsonNode partition : status.path("partitions")) {
          assertThat(partition.path("active").asBoolean()).isTrue();
          assertThat(partition.path("lagRecords").isNumber()).isTrue();
        }
        assertThat(status.at("/threads/0/active")).hasSize(4);
        assertThat(status.at("/threads/0/name").asText())
            .startsWith("health-")
            .endsWith("-StreamThread-1");
        assertThat(status.at("/restore/remaining").asLong(-1)).isZero();
        assertThat(body(door, "/status")).doesNotContain("ann");
        Await.until(
            () -> body(door, "/metrics").contains("beckon_events_total"),
            Shop.LIMIT,
            () -> body(door, "/metrics"));

        application.close();
        assertThat(get(door, "/health/live").statusCode()).isEqualTo(503);
        assertThat(get(door, "/health/ready").statusCode()).isEqualTo(503);
        assertThat(json(door, "/status").path("partitions")).isEmpty();
      } finally {
        application.close();
      }
    }
  }

  @Test
  void shouldLiveWhileStateIsRestoredAndBeReadyWhenItIs() throws Exception {
    try (Shop shop = Shop.open(broker.bootstrapServers(), "restore", folder, Map.of())) {
      for (int i = 0; i < 40_000; i++) {
        shop.append("visitor-" + i, 0, viewed("p" + i % 100));
      }
      shop.producer().flush();
      Application first = shop.start();
      Await.until(shop::isCaughtUp, Shop.LIMIT, () -> "lag " + shop.lag());
      first.close();
      Map<String, String> settings = new HashMap<>(shop.settings());
      settings.put("http.port", "0");
      settings.put("http.host", "127.0.0.1");
      settings.put("state.dir", folder.resolve("empty").toString());
      settings.put("consumer.max.poll.records", "1"); // slowly, to be seen
      settings.put("http.token", TOKEN);
      settings.put("http.advertised", "127.0.0.1:1"); // nobody else is there to ask
      BeckonConfig config = BeckonConfig.of(settings);
      PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
      try (Application application =
              Application.create(
                  config, RuleFiles.readyMade().policy(), meters, System::currentTimeMillis);
          InstanceDoor door =
              InstanceDoor.open(config, application, null, meters, System::currentTimeMillis)) {
        application.start();
        Set<String> answers = new TreeSet<>();
        Await.until(
            () -> {
              assertThat(status(door, "/health/live")).isEqualTo(200);
              JsonNode page = json(door, "/status");
              long remaining = page.at("/restore/remaining").asLong();
              if (remaining > 0) {
                assertThat(page.at("/ready/status").asText()).isEqualTo("DOWN");
              }
              answers.add(shouldNotSayThatAKnownShopperIsUnknown(door));
              return status(door, "/health/ready") == 200;
            },
            Shop.LIMIT,
            () -> body(door, "/status"));
        assertThat(answers).anyMatch(answer -> answer.contains("records are still to be read"));
        assertThat(shouldNotSayThatAKnownShopperIsUnknown(door)).contains("\"ACTIVE\"");
        assertThat(json(door, "/status").path("state").asText()).isEqualTo("RUNNING");
        assertThat(json(door, "/status").at("/restore/stores")).isEmpty();
      }
    }
  }

  /** Asks for who came last, and so is restored last. */
  private String shouldNotSayThatAKnownShopperIsUnknown(InstanceDoor door) {
    HttpResponse<String> reply = get(door, "/shoppers/visitor-39999");
    if (reply.statusCode() == 200) {
      assertThat(reply.body()).contains("\"known\" : true", "\"p99\"");
    } else {
      assertThat(reply.statusCode()).isEqualTo(503);
      assertThat(reply.headers().firstValue("Retry-After")).isPresent();
    }
    return reply.body();
  }

  private int status(InstanceDoor door, String path) {
    return get(door, path).statusCode();
  }

  private String body(InstanceDoor door, String path) {
    return get(door, path).body();
  }

  private JsonNode json(InstanceDoor door, String path) {
    try {
      return JSON.readTree(get(door, path).body());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private HttpResponse<String> get(InstanceDoor door, String path) {
    try {
      return client.send(
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + door.port() + path))
              .header("Authorization", "Bearer " + TOKEN)
              .build(),
          HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
