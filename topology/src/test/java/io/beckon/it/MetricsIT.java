package io.beckon.it;

import static io.beckon.it.Payloads.added;
import static io.beckon.it.Payloads.identifiedWithConsent;
import static io.beckon.it.Payloads.viewed;
import static org.assertj.core.api.Assertions.assertThat;

import io.beckon.app.config.BeckonConfig;
import io.beckon.app.rules.RuleFiles;
import io.beckon.app.run.Application;
import io.beckon.app.run.InstanceDoor;
import io.beckon.broker.EmbeddedBroker;
import io.beckon.contract.CheckoutStepped;
import io.beckon.contract.Outcome;
import io.beckon.contract.PaymentAttempted;
import io.beckon.streams.state.StateStores;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** What Prometheus gets of an application with 8 partitions and 2 threads. */
@SuppressWarnings("NullAway.Init")
final class MetricsIT {

  private static final int PARTITIONS = 8;
  private static final int THREADS = 2;
  private static final Path PAGE = Path.of("../docs/metrics.md");

  private static EmbeddedBroker broker;
  private static Shop shop;
  private static Application application;
  private static InstanceDoor door;

  @BeforeAll
  static void open(@TempDir Path folder) {
    broker = EmbeddedBroker.start();
    shop =
        Shop.open(broker.bootstrapServers(), "metrics", folder, Map.of("topics.partitions", "8"));
    shop.publishRules(System::currentTimeMillis);
    Map<String, String> settings = new HashMap<>(shop.settings());
    settings.put("num.stream.threads", Integer.toString(THREADS));
    settings.put("http.port", "0");
    settings.put("http.host", "127.0.0.1");
    BeckonConfig config = BeckonConfig.of(settings);
    PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    application =
        Application.create(
            config, RuleFiles.readyMade().policy(), meters, System::currentTimeMillis);
    door = InstanceDoor.open(config, application, null, meters, System::currentTimeMillis);
    application.start();
    for (int partition = 0; partition < PARTITIONS; partition++) {
      String shopper = shop.shopperIn(partition, "ann");
      shop.append(shopper, 0, identifiedWithConsent(shopper));
      shop.append(shopper, 0, added("shoes"));
      for (int i = 0; i < 10; i++) {
        shop.append(shopper, 0, viewed("p" + i));
      }
      shop.append(shopper, 0, shopper + "-told-twice", added("tea"));
      shop.append(shopper, 0, shopper + "-told-twice", added("tea"));
    }
    for (int i = 0; i < 6; i++) {
      shop.append(
          shop.shopperIn(0, "bob"), 0, new PaymentAttempted(null, null, "Card", true, "refused"));
    }
    shop.append(shop.shopperIn(0, "bob"), 0, new CheckoutStepped(null, "shipping", true, null));
    var unused = shop.appendRaw(0, "ann".getBytes(StandardCharsets.UTF_8), 0L, null);
    shop.producer().flush();
    shop.decisions().await(PARTITIONS, "sent", d -> d.getOutcome() == Outcome.SENT, Shop.LIMIT);
    Await.until(
        () ->
            scrape().lines().filter(line -> line.startsWith("kafka_stream_task_")).count()
                    == PARTITIONS + 1
                && scrape().contains("outcome=\"SENT\"")
                && value(scrape(), "beckon_live_carts") == PARTITIONS
                && value(scrape(), "beckon_uncounted_partitions") == 0,
        Shop.LIMIT,
        MetricsIT::scrape);
  }

  @AfterAll
  static void close() {
    application.close();
    door.close();
    shop.close();
    broker.close();
  }

  /** For 5 stores, 8 partitions and 2 threads: 3 + 6 x 2 + 8 + 1 of Kafka, 10 of state: 34. */
  @Test
  void shouldHaveFewSeriesOfKafkaHoweverManyStoresAndPartitionsThereAre() {
    String page = scrape();
    List<String> kafka = page.lines().filter(line -> line.startsWith("kafka_")).toList();

    assertThat(kafka).hasSize(3 + 6 * THREADS + PARTITIONS + 1);
    assertThat(page.lines().filter(line -> line.startsWith("beckon_state_bytes{")))
        .hasSize(StateStores.names().length);
    assertThat(page.lines().filter(line -> line.startsWith("beckon_rocksdb_keys{")))
        .hasSize(StateStores.names().length);
    assertThat(page.lines().filter(line -> !line.startsWith("#"))).hasSizeLessThan(145);
    assertThat(page).doesNotContain("ann-", "@example.org");
    assertThat(threads(page))
        .as("the same after a restart")
        .hasSize(THREADS)
        .allMatch(thread -> thread.matches("metrics-.+-[0-9a-f]{8}-StreamThread-[12]"));
  }

  @Test
  void shouldCountWhatHappened() {
    String page = scrape();

    assertThat(value(page, "beckon_events_total{source=\"test\",type=\"ProductViewed\"}"))
        .isEqualTo(10 * PARTITIONS);
    assertThat(value(page, "beckon_events_total{source=\"test\",type=\"ProductAdded\"}"))
        .isEqualTo(3 * PARTITIONS);
    assertThat(value(page, "beckon_duplicates_total")).isEqualTo(PARTITIONS);
    assertThat(value(page, "beckon_triggers_total{kind=\"CART\"}")).isEqualTo(PARTITIONS);
    assertThat(value(page, "beckon_triggers_total{kind=\"BROWSE\"}")).isZero();
    assertThat(
            value(
                page,
                "beckon_commands_total{action=\"SEND\",channel=\"EMAIL\",flow=\"cart-recovery\"}"))
        .isEqualTo(PARTITIONS);
    assertThat(value(page, "beckon_decisions_total{outcome=\"SENT\",reason=\"ALLOWED\"}"))
        .isEqualTo(PARTITIONS);
    assertThat(value(page, "beckon_dead_letters_total{reason=\"TOMBSTONE\",stage=\"DESERIALIZE\"}"))
        .isEqualTo(1);
    assertThat(value(page, "beckon_running_partitions")).isEqualTo(PARTITIONS);
    assertThat(value(page, "beckon_memory_shoppers")).isGreaterThanOrEqualTo(PARTITIONS);
    assertThat(value(page, "beckon_log_behind_seconds")).isLessThan(60);
    assertThat(value(page, "beckon_restore_remaining_records")).isZero();
    assertThat(value(page, "kafka_stream_client_state")).isEqualTo(2);
    assertThat(value(page, "beckon_payments_total{method=\"card\",result=\"FAILED\"}"))
        .as("once it came often enough to be a label")
        .isEqualTo(2);
    assertThat(value(page, "beckon_payments_total{method=\"other\",result=\"FAILED\"}"))
        .isEqualTo(4);
    assertThat(value(page, "beckon_checkout_steps_total{result=\"OK\",step=\"other\"}"))
        .isEqualTo(1);
    assertThat(value(page, "beckon_rocksdb_memory_bytes"))
        .isPositive()
        .isLessThan(2 * value(page, "beckon_rocksdb_memory_bound_bytes"));
    assertThat(value(page, "beckon_rocksdb_background_errors")).isZero();
  }

  /** A page that lacks one, or tells of one that is not there, misleads who is woken at night. */
  @Test
  void shouldDocumentEveryMetricAndNoOther() throws IOException {
    Set<String> told = new TreeSet<>();
    Matcher rows =
        Pattern.compile("(?m)^\\| `((?:beckon|kafka)_[a-z_]+)").matcher(Files.readString(PAGE));
    while (rows.find()) {
      told.add(rows.group(1));
    }
    Set<String> there =
        scrape()
            .lines()
            .filter(line -> line.startsWith("# TYPE "))
            .map(line -> line.split(" ", -1)[2])
            .collect(Collectors.toCollection(TreeSet::new));
    // Those of another application; its own test looks at them.
    told.removeIf(name -> name.startsWith("beckon_measure"));
    // Those of things that did not happen here.
    told.removeAll(
        Set.of(
            "beckon_tasks_total",
            "beckon_audience_changes_total",
            "beckon_offers_total",
            "beckon_goals_total",
            "beckon_oversized_outputs_total",
            "beckon_codes_left"));

    assertThat(told).isEqualTo(there);
  }

  @Test
  @EnabledIfSystemProperty(
      named = "beckon.promtool",
      matches = ".+",
      disabledReason = "promtool (Debian's package prometheus): -Dbeckon.promtool=PATH; CI has it")
  void shouldPassPrometheusOwnCheck() throws Exception {
    Process check =
        new ProcessBuilder(System.getProperty("beckon.promtool"), "check", "metrics")
            .redirectErrorStream(true)
            .start();
    try (OutputStream in = check.getOutputStream()) {
      in.write(scrape().getBytes(StandardCharsets.UTF_8));
    }
    String said = new String(check.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(said).isEmpty();
    assertThat(check.waitFor()).isZero();
  }

  private static Set<String> threads(String page) {
    Set<String> threads = new TreeSet<>();
    Matcher matcher = Pattern.compile("thread_id=\"([^\"]+StreamThread-[^\"]+)\"").matcher(page);
    while (matcher.find()) {
      threads.add(matcher.group(1));
    }
    return threads;
  }

  private static double value(String page, String series) {
    return page.lines()
        .filter(
            line ->
                line.startsWith(series + " ")
                    || (!series.contains("{") && line.startsWith(series + "{")))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + series + " in\n" + page));
  }

  private static String scrape() {
    try {
      return HttpClient.newHttpClient()
          .send(
              HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + door.port() + "/metrics"))
                  .build(),
              HttpResponse.BodyHandlers.ofString())
          .body();
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
