package io.beckon.it;

import static io.beckon.it.Payloads.added;
import static io.beckon.it.Payloads.identifiedWithConsent;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.beckon.app.Typed;
import io.beckon.app.config.BeckonConfig;
import io.beckon.app.rules.RuleFiles;
import io.beckon.app.run.Application;
import io.beckon.app.run.InstanceDoor;
import io.beckon.broker.EmbeddedBroker;
import io.beckon.contract.Outcome;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two instances with a standby each, asked about shoppers while they work and when one is gone. */
@SuppressWarnings("NullAway.Init")
final class QueryIT {

  private static final String TOKEN = "let-me-in-0123456789";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private static EmbeddedBroker broker;
  private static Shop shop;
  private static final List<Instance> INSTANCES = new ArrayList<>();

  /** An instance with its door. */
  private record Instance(int port, Application application, InstanceDoor door) {
    void close() {
      application.close();
      door.close();
    }
  }

  @BeforeAll
  static void open(@TempDir Path folder) throws IOException {
    broker = EmbeddedBroker.start();
    shop = Shop.open(broker.bootstrapServers(), "query", folder, Map.of());
    shop.publishRules(System::currentTimeMillis);
    for (String name : List.of("a", "b")) {
      INSTANCES.add(start(folder.resolve(name)));
    }
    Await.until(
        () -> INSTANCES.stream().allMatch(each -> partitions(each) == 2),
        Shop.LIMIT,
        () -> "each instance has two of four partitions");
  }

  private static Instance start(Path state) throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    Map<String, String> settings = new HashMap<>(shop.settings());
    settings.put("state.dir", state.toString());
    settings.put("num.standby.replicas", "1");
    settings.put("http.port", Integer.toString(port));
    settings.put("http.host", "127.0.0.1");
    settings.put("http.advertised", "127.0.0.1:" + port);
    settings.put("http.token", TOKEN);
    BeckonConfig config = BeckonConfig.of(settings);
    PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    Application application =
        Application.create(
            config, RuleFiles.readyMade().policy(), meters, System::currentTimeMillis);
    InstanceDoor door =
        InstanceDoor.open(config, application, null, meters, System::currentTimeMillis);
    application.start();
    return new Instance(port, application, door);
  }

  @AfterAll
  static void close() {
    INSTANCES.forEach(Instance::close);
    shop.close();
    broker.close();
  }

  @Test
  void shouldAnswerThroughAnyInstanceFirstFromTheRunningTaskThenFromAStandby() throws Exception {
    List<String> shoppers = new ArrayList<>();
    for (int partition = 0; partition < 4; partition++) {
      String shopper = shop.shopperIn(partition, "ann+p");
      shoppers.add(shopper);
      shop.append(shopper, 0, identifiedWithConsent(shopper));
      shop.append(shopper, 0, added("shoes"));
    }
    shop.producer().flush();
    for (String shopper : shoppers) {
      shop.decisions()
          .awaitOne(
              shopper,
              d -> d.getShopperId().equals(shopper) && d.getOutcome() == Outcome.SENT,
              Shop.LIMIT);
    }
    for (Instance instance : INSTANCES) {
      for (String shopper : shoppers) {
        JsonNode[] seen = {JSON.createObjectNode()};
        Await.until(
            () -> {
              seen[0] = account(instance, shopper, "");
              return !seen[0].at("/state/sent").isEmpty();
            },
            Shop.LIMIT,
            () -> shopper + ": " + seen[0]);
        JsonNode account = seen[0];
        assertThat(account.at("/from/role").asText()).isEqualTo("ACTIVE");
        assertThat(account.at("/from/partition").asInt()).isEqualTo(shop.partitionOf(shopper));
        assertThat(account.at("/from/asOf").asText()).startsWith("20");
        assertThat(account.path("known").asBoolean()).isTrue();
        assertThat(account.at("/state/cart/items/0/productId").asText()).isEqualTo("shoes");
        assertThat(account.at("/state/journeys/0/flow").asText()).isEqualTo("cart-recovery");
        assertThat(account.at("/state/caps")).isNotEmpty();
        assertThat(account.path("told").toString())
            .contains("ENTERED", "SENT", "because nothing stood against it");
        assertThat(account.toString()).doesNotContain("@example.org");
        assertThat(account(instance, shopper, "?contact=true").toString())
            .contains(shopper + "@example.org");
        assertThat(account(instance, shopper, "?since=1s").path("told").size())
            .isLessThanOrEqualTo(account.path("told").size());
      }
    }
    shouldTellFlowsAndNobodyElse();
    shouldExportAndExplainOverHttp(shoppers.get(0));

    Instance gone = INSTANCES.remove(0);
    List<Integer> orphans = new ArrayList<>(gone.application().board().pulses().keySet());
    gone.door().close();
    Instance left = INSTANCES.get(0);
    for (String shopper : shoppers) {
      JsonNode account = account(left, shopper, "");
      boolean orphan = orphans.contains(shop.partitionOf(shopper));
      assertThat(account.at("/from/role").asText()).isEqualTo(orphan ? "STANDBY" : "ACTIVE");
      assertThat(account.at("/state/sent")).as("what it has not read is read").isNotEmpty();
      assertThat(account.at("/state/cart/items")).hasSize(1);
    }
    for (int partition : orphans) {
      String nobody = shop.shopperIn(partition, "nobody");
      assertThat(account(left, nobody, "").path("known").asBoolean(true)).as(nobody).isFalse();
    }
    gone.application().close();
    Await.until(() -> partitions(left) == 4, Shop.LIMIT, () -> "it has taken all over");
    for (String shopper : shoppers) {
      assertThat(account(left, shopper, "").at("/from/role").asText()).isEqualTo("ACTIVE");
    }
  }

  private static void shouldTellFlowsAndNobodyElse() throws IOException {
    Instance instance = INSTANCES.get(0);
    JsonNode flows = JSON.readTree(get(instance, "/flows", TOKEN).body());
    assertThat(flows.path("partitions").asInt()).isEqualTo(2);
    assertThat(flows.path("flows").findValuesAsText("flow")).contains("cart-recovery");
    for (String path : List.of("/flows", "/shoppers/ann", "/shoppers/ann/export")) {
      assertThat(get(instance, path, "wrong").statusCode()).as(path).isEqualTo(401);
    }
    assertThat(get(instance, "/shoppers/ann?since=soon", TOKEN).statusCode()).isEqualTo(400);
    JsonNode nobody = account(instance, "nobody-at-all", "");
    assertThat(nobody.path("known").asBoolean(true)).isFalse();
  }

  @Test
  void shouldDescribeExactlyWhatItAnswersAndWhoMayAsk() throws IOException {
    Instance instance = INSTANCES.get(INSTANCES.size() - 1);
    JsonNode page = JSON.readTree(get(instance, "/openapi.json", "").body());
    Map<String, Boolean> described = new HashMap<>();
    page.path("paths")
        .properties()
        .forEach(path -> described.put(path.getKey(), !path.getValue().at("/get").has("security")));
    Map<String, Boolean> answered = new HashMap<>();
    instance.door().routes().forEach(route -> answered.put(route.path(), route.open()));

    assertThat(page.path("openapi").asText()).startsWith("3.1");
    assertThat(described).isEqualTo(answered).hasSize(8);
    // What a description points at must be there.
    for (JsonNode reference : page.findValues("$ref")) {
      assertThat(page.at(reference.asText().substring(1)).isMissingNode())
          .as(reference.asText())
          .isFalse();
    }
    JsonNode flows = JSON.readTree(get(instance, "/flows", TOKEN).body());
    shouldHave(flows, page.at("/components/schemas/Flows"));
    shouldHave(
        JSON.readTree(get(instance, "/status", "").body()), page.at("/components/schemas/Status"));
    shouldHave(
        JSON.readTree(get(instance, "/health/live", "").body()),
        page.at("/components/schemas/Health"));
    shouldHave(account(instance, "nobody", ""), page.at("/components/schemas/Shopper"));
    shouldHave(
        JSON.readTree(get(instance, "/shoppers/nobody/export", TOKEN).body()),
        page.at("/components/schemas/Export"));
  }

  private static void shouldHave(JsonNode answer, JsonNode schema) {
    assertThat(schema.path("required")).isNotEmpty();
    for (JsonNode field : schema.path("required")) {
      assertThat(answer.has(field.asText())).as(field + " of " + answer).isTrue();
    }
  }

  private static void shouldExportAndExplainOverHttp(String shopper) throws IOException {
    for (Instance instance : INSTANCES) {
      String url = "http://127.0.0.1:" + instance.port();
      Typed export =
          Typed.type("export", "--shopper", shopper, "--url", url + "/", "--token", TOKEN);
      assertThat(export.exitCode()).as(export.err()).isZero();
      JsonNode all = JSON.readTree(export.out());
      assertThat(all.path("shopper").asText()).isEqualTo(shopper);
      assertThat(all.path("ids").toString()).isEqualTo("[\"" + shopper + "\"]");
      assertThat(all.at("/kept/profile").toString()).contains("@example.org");
      assertThat(all.path("triggers")).isNotEmpty();
      assertThat(all.path("decisions")).isNotEmpty();
      assertThat(all.path("commands").toString()).contains("@example.org");
      assertThat(all.at("/from").path(shopper).path("role").asText()).isEqualTo("ACTIVE");

      Typed explain = Typed.type("explain", "--shopper", shopper, "--url", url, "--token", TOKEN);
      assertThat(explain.out())
          .contains("shopper " + shopper + "\n")
          .contains("in           cart-recovery@1 since ")
          .contains("entered cart-recovery@1, because all rules of entry held")
          .contains("was sent, because nothing stood against it")
          .doesNotContain("@example.org");
      Typed nobody = Typed.type("explain", "--shopper", "nobody", "--url", url, "--token", TOKEN);
      assertThat(nobody.exitCode()).isEqualTo(1);
      Typed refused = Typed.type("export", "--shopper", shopper, "--url", url, "--token", "no");
      assertThat(refused.exitCode()).isEqualTo(1);
      assertThat(refused.err()).contains("401").contains("Authorization").doesNotContain("no\n");
    }
  }

  private static int partitions(Instance instance) {
    return instance.application().board().pulses().size();
  }

  private static JsonNode account(Instance instance, String shopper, String query) {
    try {
      HttpResponse<String> reply =
          get(instance, "/shoppers/" + shopper.replace("+", "%2B") + query, TOKEN);
      assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
      return JSON.readTree(reply.body());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static HttpResponse<String> get(Instance instance, String path, String token) {
    try {
      return CLIENT.send(
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + instance.port() + path))
              .header("Authorization", "Bearer " + token)
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
