package io.beckon.measurement.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.beckon.app.config.BeckonConfig;
import io.beckon.broker.EmbeddedBroker;
import io.beckon.contract.Channel;
import io.beckon.contract.OrderSeen;
import io.beckon.contract.OutcomeEvent;
import io.beckon.contract.Purpose;
import io.beckon.contract.TimeMark;
import io.beckon.contract.TouchKind;
import io.beckon.contract.Touched;
import io.beckon.contract.TriggerKind;
import io.beckon.contract.TriggerSeen;
import io.beckon.measurement.app.MeasureApplication;
import io.beckon.measurement.app.MeasureDoor;
import io.beckon.measurement.core.Histories;
import io.beckon.measurement.core.MeasureKey;
import io.beckon.measurement.core.Measurement;
import io.beckon.measurement.streams.MeasurementTopology;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Two instances of the measurement application, asked over HTTP; then one of them leaves. */
@SuppressWarnings("NullAway.Init")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class MeasureDoorIT {

  private static final long HOUR = 3_600_000;
  private static final long DAY = 24 * HOUR;
  private static final String TOKEN = "let-me-in-0123456789";
  private static final String ALL = "/measures?from=2026-01-01&to=2027-12-31";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final Path PAGE = Path.of("../docs/metrics.md");

  private static EmbeddedBroker broker;
  private static Cluster cluster;
  private static Measurement.Result expected;
  private static final List<Instance> INSTANCES = new ArrayList<>();

  /** An instance with its door. */
  private record Instance(
      int port, MeasureApplication application, MeasureDoor door, BeckonConfig config) {
    void close() {
      application.close();
      door.close();
    }
  }

  @BeforeAll
  static void open(@TempDir Path folder) throws IOException {
    broker = EmbeddedBroker.start();
    cluster = new Cluster(broker.bootstrapServers(), "doors", folder);
    List<OutcomeEvent> told = new ArrayList<>(Histories.random(5, 200));
    long over = told.get(told.size() - 1).getAt();
    told.addAll(judged(over));
    told.addAll(lately(over + 12 * DAY));
    Measurement core = new Measurement(Histories.settings());
    told.forEach(core::add);
    expected = core.result();
    cluster.write(told);
    cluster.spoil("ann", new byte[] {1, 2, 3});
    for (String name : List.of("a", "b")) {
      INSTANCES.add(start(folder.resolve(name)));
    }
    Cluster.await(
        () -> INSTANCES.stream().allMatch(each -> partitions(each) > 0),
        () -> "each instance has some of the partitions");
    OutcomeEvent last = told.get(told.size() - 1);
    Map<String, Long> wanted = amounts();
    Cluster.await(
        () -> {
          cluster.write(List.of(last)); // closes what is closed
          return counts(INSTANCES.get(0), ALL).equals(wanted);
        },
        () -> Cluster.difference(counts(INSTANCES.get(0), ALL), wanted));
  }

  /** A cart that is left and won back, and two that are lost, so long ago that all is known. */
  private static List<OutcomeEvent> judged(long over) {
    List<OutcomeEvent> told = new ArrayList<>();
    for (String cart : List.of("won-back", "lost", "lost-too")) {
      TriggerSeen left =
          TriggerSeen.newBuilder()
              .setTriggerId(cart)
              .setKind(TriggerKind.CART)
              .setIdleSince(over + HOUR)
              .build();
      told.add(by(cart, over + 2 * HOUR, left));
    }
    OrderSeen order =
        OrderSeen.newBuilder()
            .setOrderId("won-back")
            .setValue(100L)
            .setCurrency("EUR")
            .setOrdinal(1)
            .build();
    told.add(by("won-back", over + DAY, order));
    return told;
  }

  /** A cart that is left, a message that is clicked, and an order: after all that is over. */
  private static List<OutcomeEvent> lately(long over) {
    List<OutcomeEvent> told = new ArrayList<>();
    Touched.Builder touch =
        Touched.newBuilder()
            .setKind(TouchKind.SENT)
            .setChannel(Channel.EMAIL)
            .setCommandId("lately")
            .setFlow("cart")
            .setFlowVersion(1)
            .setStep("first")
            .setPurpose(Purpose.RECOVERY)
            .setSentAt(over + HOUR);
    told.add(lately(over + HOUR, touch.build()));
    told.add(lately(over + 2 * HOUR, touch.setKind(TouchKind.CLICKED).build()));
    told.add(
        lately(
            over + 3 * HOUR,
            OrderSeen.newBuilder()
                .setOrderId("lately")
                .setValue(4_200L)
                .setCurrency("EUR")
                .setOrdinal(1)
                .build()));
    told.add(
        lately(
            over + 4 * HOUR,
            TriggerSeen.newBuilder()
                .setTriggerId("lately")
                .setKind(TriggerKind.CART)
                .setIdleSince(over + 3 * HOUR)
                .build()));
    long mark = over + 5 * HOUR;
    told.add(new OutcomeEvent(mark, mark, "", false, List.of(), new TimeMark(0), List.of(), null));
    return told;
  }

  private static OutcomeEvent lately(long at, Object fact) {
    return by("lately", at, fact);
  }

  private static OutcomeEvent by(String shopper, long at, Object fact) {
    return new OutcomeEvent(at, at, shopper, false, List.of(), fact, List.of(), null);
  }

  private static Instance start(Path state) throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    Map<String, String> settings = new HashMap<>(cluster.settings());
    settings.put("state.dir", state.toString());
    settings.put("http.port", Integer.toString(port));
    settings.put("http.host", "127.0.0.1");
    settings.put("http.advertised", "127.0.0.1:" + port);
    settings.put("http.token", TOKEN);
    // Nobody is thrown out within the test: what moves, moves because it was given away.
    settings.put("session.timeout", "5m");
    BeckonConfig config = BeckonConfig.of(settings);
    PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    MeasureApplication application = MeasureApplication.create(config, meters);
    MeasureDoor door = MeasureDoor.open(config, application, meters, System::currentTimeMillis);
    application.start();
    return new Instance(port, application, door, config);
  }

  @AfterAll
  static void close() {
    INSTANCES.forEach(Instance::close);
    cluster.close();
    broker.close();
  }

  @Test
  @Order(1)
  void shouldGiveTheWholeAnswerThroughEachInstance() throws IOException {
    for (Instance instance : INSTANCES) {
      HttpResponse<String> reply = get(instance, ALL, TOKEN);
      assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
      assertThat(JSON.readTree(reply.body()).path("instances").asInt()).isEqualTo(2);
      assertThat(counts(instance, ALL)).isEqualTo(amounts());
    }
    assertThat(get(INSTANCES.get(0), ALL, TOKEN).body())
        .isEqualTo(get(INSTANCES.get(1), ALL, TOKEN).body());
  }

  @Test
  @Order(1)
  void shouldAnswerOnlyWhatIsAskedFor() {
    Map<String, Long> orders = new TreeMap<>(amounts());
    orders
        .keySet()
        .removeIf(name -> !name.contains(" orders|") || name.compareTo("2026-11-10") < 0);
    orders.keySet().removeIf(name -> name.compareTo("2026-11-13") >= 0);

    assertThat(counts(INSTANCES.get(1), "/measures?from=2026-11-10&to=2026-11-12&cube=orders"))
        .isNotEmpty()
        .isEqualTo(orders);
    Map<String, Long> cart = new TreeMap<>(amounts());
    cart.keySet().removeIf(name -> !name.contains(" messages|cart|"));
    assertThat(counts(INSTANCES.get(0), ALL + "&cube=messages&flow=cart"))
        .isNotEmpty()
        .isEqualTo(cart);
  }

  @Test
  @Order(1)
  void shouldAnswerNobodyWithoutTheTokenNorADoubtfulQuestion() {
    Instance instance = INSTANCES.get(0);
    assertThat(get(instance, ALL, "wrong").statusCode()).isEqualTo(401);
    for (String question :
        List.of("/measures", "/measures?from=yesterday&to=today", ALL.replace("2027", "2025"))) {
      assertThat(get(instance, question, TOKEN).statusCode()).as(question).isEqualTo(400);
    }
  }

  @Test
  @Order(1)
  void shouldTellHowItIs() throws IOException {
    for (Instance instance : INSTANCES) {
      for (String health : List.of("/health/live", "/health/ready")) {
        HttpResponse<String> reply = get(instance, health, "");
        assertThat(reply.statusCode()).isEqualTo(200);
        assertThat(JSON.readTree(reply.body()).path("status").asText()).isEqualTo("UP");
      }
      JsonNode status = JSON.readTree(get(instance, "/status", "").body());
      assertThat(status.path("state").asText()).isEqualTo("RUNNING");
      assertThat(status.path("partitions")).hasSize(partitions(instance));
      assertThat(status.at("/partitions/0/logTime").asText()).startsWith("202");
      assertThat(status.at("/partitions/0/lagRecords").asInt(-1)).isZero();
    }
  }

  @Test
  @Order(1)
  void shouldDescribeExactlyWhatItAnswersAndWhoMayAsk() throws IOException {
    Instance instance = INSTANCES.get(0);
    JsonNode page = JSON.readTree(get(instance, "/openapi.json", "").body());
    Map<String, Boolean> described = new HashMap<>();
    page.path("paths")
        .properties()
        .forEach(path -> described.put(path.getKey(), !path.getValue().at("/get").has("security")));
    Map<String, Boolean> answered = new HashMap<>();
    instance.door().routes().forEach(route -> answered.put(route.path(), route.open()));

    assertThat(described).isEqualTo(answered).hasSize(6);
    for (JsonNode reference : page.findValues("$ref")) {
      assertThat(page.at(reference.asText().substring(1)).isMissingNode())
          .as(reference.asText())
          .isFalse();
    }
    shouldHave(
        JSON.readTree(get(instance, ALL, TOKEN).body()), page.at("/components/schemas/Measures"));
    shouldHave(
        JSON.readTree(get(instance, ALL, TOKEN).body()).at("/measures/0"),
        page.at("/components/schemas/Measure"));
    shouldHave(
        JSON.readTree(get(instance, "/status", "").body()), page.at("/components/schemas/Status"));
    shouldHave(
        JSON.readTree(get(instance, "/health/live", "").body()),
        page.at("/components/schemas/Health"));
  }

  private static void shouldHave(JsonNode answer, JsonNode schema) {
    assertThat(schema.path("required")).isNotEmpty();
    for (JsonNode field : schema.path("required")) {
      assertThat(answer.has(field.asText())).as(field + " of " + answer).isTrue();
    }
  }

  @Test
  @Order(1)
  void shouldCountWhatItReadsAndTellTheLastDaysAsTheSumsDo() {
    for (Instance instance : INSTANCES) {
      instance.door().look();
    }
    String a = scrape(INSTANCES.get(0));
    String b = scrape(INSTANCES.get(1));
    assertThat(value(a, "beckon_measure_running_partitions"))
        .isEqualTo(partitions(INSTANCES.get(0)));
    assertThat(sum(a, b, "beckon_measure_dead_letters_total{reason=")).isEqualTo(1);
    assertThat(sum(a, b, "beckon_measure_outcomes_total{fact=\"OrderSeen\"")).isPositive();
    assertThat(value(a, "beckon_measure_unread_records")).isZero();
    assertThat(value(a, "beckon_measure_behind_seconds")).isZero();
    assertThat(value(a, "kafka_stream_client_state")).isEqualTo(2);
    assertThat(a.lines().filter(line -> line.startsWith("beckon_state_bytes{")).toList())
        .as("a series for each store")
        .hasSameSizeAs(INSTANCES.get(0).application().stores());
    assertThat(a.lines().filter(line -> !line.startsWith("#"))).hasSizeLessThan(170);
    assertThat(a + b).doesNotContain("\"s1\"");

    String week = week();
    Map<String, Long> orders = new TreeMap<>(amounts());
    orders.keySet().removeIf(name -> name.compareTo(week) < 0 || !name.contains(" orders|"));
    assertThat(sum(a, b, "beckon_measured_orders{which=\"orders\""))
        .isEqualTo(total(orders, "|orders"))
        .isEqualTo(1);
    assertThat(sum(a, b, "beckon_measured_revenue_minor_units{credit=\"all\",currency=\"EUR\""))
        .isEqualTo(total(orders, "|EUR|revenue"))
        .isEqualTo(4_200);
    assertThat(sum(a, b, "beckon_measured_flow_revenue_minor_units{currency=\"EUR\",flow=\"cart\""))
        .isEqualTo(4_200);
    assertThat(sum(a, b, "beckon_measured_messages{channel=\"EMAIL\",stage=\"clicked\""))
        .isEqualTo(1);
    assertThat(sum(a, b, "beckon_measured_triggers{fate=\"triggers\",kind=\"CART\"")).isEqualTo(1);
  }

  /** A rate over days whose losses are not known yet would be one of 100 %. */
  @Test
  @Order(1)
  void shouldTellTheFateOfAbandonmentsOfWhichAllWindowsAreOver() {
    INSTANCES.forEach(instance -> instance.door().look());
    String a = scrape(INSTANCES.get(0));
    String b = scrape(INSTANCES.get(1));
    // Windows of five days, of what may be told two days and an hour late.
    String from = today().minusDays(15).toString();
    String to = today().minusDays(8).toString();
    Map<String, Long> judged = new TreeMap<>(amounts());
    judged.keySet().removeIf(name -> !name.contains(" triggers|"));
    judged.keySet().removeIf(name -> name.compareTo(from) < 0 || name.compareTo(to) >= 0);

    Map<String, Double> told = new TreeMap<>();
    for (String fate : List.of("triggers", "recovered", "bought", "lost")) {
      told.put(fate, sum(a, b, "beckon_measured_judged_triggers{fate=\"" + fate + "\""));
      assertThat(told.get(fate)).as(fate).isEqualTo(total(judged, "|" + fate));
    }
    assertThat(told)
        .containsEntry("triggers", 3.0)
        .containsEntry("recovered", 1.0)
        .containsEntry("lost", 2.0);
  }

  /** The first of the seven days that end with the last outcome. */
  private static String week() {
    return today().minusDays(6).toString();
  }

  /** The day of the last outcome. */
  private static LocalDate today() {
    long last =
        INSTANCES.stream()
            .flatMap(each -> each.application().taken().logTimes().values().stream())
            .mapToLong(Long::longValue)
            .max()
            .orElseThrow();
    return LocalDate.ofInstant(Instant.ofEpochMilli(last), ZoneOffset.UTC);
  }

  private static double total(Map<String, Long> amounts, String ending) {
    return amounts.entrySet().stream()
        .filter(each -> each.getKey().endsWith(ending))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  /** A page that lacks one, or tells of one that is not there, misleads who is woken at night. */
  @Test
  @Order(1)
  void shouldDocumentEveryMetricOfItsOwnAndNoOther() throws IOException {
    String page = Files.readString(PAGE);
    Set<String> told = new TreeSet<>();
    Matcher rows = Pattern.compile("(?m)^\\| `(beckon_measured?_[a-z_]+)").matcher(page);
    while (rows.find()) {
      told.add(rows.group(1));
    }
    INSTANCES.forEach(instance -> instance.door().look());
    Set<String> there =
        INSTANCES.stream()
            .flatMap(instance -> scrape(instance).lines())
            .filter(line -> line.startsWith("# TYPE "))
            .map(line -> line.split(" ", -1)[2])
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(told)
        .isEqualTo(
            there.stream()
                .filter(name -> name.startsWith("beckon_measure"))
                .collect(Collectors.toSet()));
    assertThat(there).allSatisfy(name -> assertThat(page).contains("| `" + name + "`"));
  }

  @Test
  @Order(1)
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
      in.write(scrape(INSTANCES.get(0)).getBytes(StandardCharsets.UTF_8));
    }
    String said = new String(check.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(said).isEmpty();
    assertThat(check.waitFor()).isZero();
  }

  /** What brokers delete by their clock must not be needed yet when an old history is read. */
  @Test
  @Order(1)
  void shouldKeepTheChangelogsOfWindowsAsLongAsOutcomesMayBeOld() throws Exception {
    String id = INSTANCES.get(0).config().measure().applicationId();
    Set<String> changelogs =
        cluster.admin().listTopics().names().get().stream()
            .filter(name -> name.startsWith(id + "-") && name.endsWith("-changelog"))
            .collect(Collectors.toSet());
    assertThat(changelogs).hasSize(INSTANCES.get(0).application().stores().size());
    List<ConfigResource> asked =
        changelogs.stream()
            .map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name))
            .toList();
    int windowed = 0;
    for (Config found : cluster.admin().describeConfigs(asked).all().get().values()) {
      if (found.get(TopicConfig.CLEANUP_POLICY_CONFIG).value().contains("delete")) {
        windowed++;
        assertThat(Long.parseLong(found.get(TopicConfig.RETENTION_MS_CONFIG).value()))
            .isGreaterThan(36_500L * 24 * 3_600_000);
      }
    }
    assertThat(windowed).isEqualTo(5);
    assertThat(INSTANCES.get(0).application().stores()).contains(MeasurementTopology.SUMS);
  }

  @Test
  @Order(2)
  void shouldSaySoRatherThanTellHalfWhenAnInstanceCantBeAskedAndTellAllOnceItHasLeft()
      throws Exception {
    Instance gone = INSTANCES.remove(1);
    Instance left = INSTANCES.get(0);
    gone.door().close();

    HttpResponse<String> half = get(left, ALL, TOKEN);
    assertThat(half.statusCode()).as(half.body()).isEqualTo(503);
    assertThat(half.headers().firstValue("Retry-After")).contains("1");

    gone.application().close();
    Cluster.await(() -> partitions(left) == Cluster.PARTITIONS, () -> "it has taken all over");
    Cluster.await(
        () -> get(left, ALL, TOKEN).statusCode() == 200, () -> get(left, ALL, TOKEN).body());
    assertThat(counts(left, ALL)).isEqualTo(amounts());
    assertThat(JSON.readTree(get(left, ALL, TOKEN).body()).path("instances").asInt()).isEqualTo(1);
    assertThat(
            cluster
                .admin()
                .describeConsumerGroups(List.of(left.config().measure().applicationId()))
                .all()
                .get()
                .values())
        .allSatisfy(group -> assertThat(group.members()).hasSize(1));
  }

  private static int partitions(Instance instance) {
    return instance.application().taken().logTimes().size();
  }

  /** By a name that tells day and dimensions. */
  private static Map<String, Long> amounts() {
    Map<String, Long> amounts = new TreeMap<>();
    expected.measures().forEach((key, sum) -> amounts.put(name(key), sum));
    return amounts;
  }

  private static String name(MeasureKey key) {
    return key.day() + " " + key.text().replace('\u001f', '|');
  }

  /** What an instance answers; sums that came to nothing are left out, as the core does. */
  private static Map<String, Long> counts(Instance instance, String question) {
    Map<String, Long> counts = new TreeMap<>();
    HttpResponse<String> reply = get(instance, question, TOKEN);
    try {
      for (JsonNode measure : JSON.readTree(reply.body()).path("measures")) {
        String name =
            measure.path("day").asText()
                + " "
                + String.join(
                    "|",
                    measure.path("cube").asText(),
                    measure.path("flow").asText(),
                    measure.path("flowVersion").asText(),
                    measure.path("step").asText(),
                    measure.path("variant").asText(),
                    measure.path("channel").asText(),
                    measure.path("trigger").asText(),
                    measure.path("segment").asText(),
                    measure.path("category").asText(),
                    measure.path("currency").asText(),
                    measure.path("measure").asText());
        if (measure.path("amount").asLong() != 0) {
          assertThat(counts.put(name, measure.path("amount").asLong())).as(name).isNull();
        }
      }
    } catch (IOException e) {
      throw new AssertionError(reply.body(), e);
    }
    return counts;
  }

  private static double value(String page, String series) {
    return page.lines()
        .filter(line -> line.startsWith(series + " ") || line.startsWith(series + "{"))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + series + " in\n" + page));
  }

  /** Of both pages, all series that begin so. */
  private static double sum(String one, String two, String series) {
    return (one + "\n" + two)
        .lines()
        .filter(line -> line.startsWith(series))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  private static String scrape(Instance instance) {
    return get(instance, "/metrics", "").body();
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
