package io.beckon.app.commands;

import static io.beckon.app.Typed.type;
import static org.assertj.core.api.Assertions.assertThat;

import io.beckon.app.Typed;
import io.beckon.app.config.BeckonConfig;
import io.beckon.app.run.ShellSettingsFrom;
import io.beckon.broker.EmbeddedBroker;
import io.beckon.contract.Decision;
import io.beckon.contract.DecisionPhase;
import io.beckon.contract.Outcome;
import io.beckon.contract.RuleDefinition;
import io.beckon.contract.RuleKind;
import io.beckon.contract.RulesActivated;
import io.beckon.contract.ShopperEvent;
import io.beckon.engine.flow.load.RuleLoader;
import io.beckon.schemas.WireCodec;
import io.beckon.schemas.WireCodecs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** {@code beckon flows publish, list, show}, as typed, with a broker. */
@SuppressWarnings("NullAway.Init")
final class FlowsCommandIT {

  private static final int PARTITIONS = 3;
  private static final String HELLO =
      """
      flow: hello
      title: Hello
      purpose: recovery
      trigger: {on: cart-abandoned}
      steps:
        - send: {id: hello, channel: email, template: hello}
      """;
  private static final String CHANGED = HELLO.replace("template: hello", "template: changed");
  private static final String AGAIN = HELLO.replace("template: hello", "template: again");

  private static EmbeddedBroker broker;

  @TempDir Path folder;
  private Map<String, String> settings;

  @BeforeAll
  static void start() {
    broker = EmbeddedBroker.start();
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  /** Each test has topics of its own. */
  @BeforeEach
  void createTopics(TestInfo test) {
    String name = "t" + Integer.toHexString(test.getDisplayName().hashCode());
    settings =
        Map.of(
            "kafka.bootstrap.servers",
            broker.bootstrapServers(),
            "topics.generation",
            name,
            "topics.outputs.generation",
            name,
            "topics.flows",
            "flows-" + name,
            "topics.products",
            "products-" + name,
            "topics.partitions",
            String.valueOf(PARTITIONS),
            "topics.replication.factor",
            "1");
    assertThat(beckon("topics", "create").err()).isEmpty();
  }

  @Test
  void shouldPublishOnceAndThenWhatChanged() throws IOException {
    flow(HELLO);
    assertPublished("published hello@1\npublished policy@1\n");
    assertPublished("unchanged hello@1\nunchanged policy@1\n");
    assertThat(activations()).hasSize(2 * PARTITIONS);

    flow(CHANGED);
    assertPublished("published hello@2\nunchanged policy@1\n");
    for (int partition = 0; partition < PARTITIONS; partition++) {
      int own = partition;
      assertThat(activations())
          .filteredOn(record -> record.partition() == own)
          .extracting(FlowsCommandIT::activated)
          .extracting(RulesActivated::getId, RulesActivated::getVersion)
          .map(Object::toString)
          .containsExactly("(\"hello\", 1)", "(\"policy\", 1)", "(\"hello\", 2)");
    }
    assertThat(activations())
        .extracting(FlowsCommandIT::activated)
        .filteredOn(activated -> activated.getVersion() == 2)
        .allSatisfy(
            activated -> {
              assertThat(activated.getKind()).isEqualTo(RuleKind.FLOW);
              assertThat(activated.getDefinition()).isEqualTo(CHANGED);
              assertThat(activated.getHash()).isEqualTo(RuleLoader.hash(CHANGED));
            });
  }

  @Test
  void shouldPrintTheCalendarWithWhatWasDecidedLately() throws Exception {
    flow(HELLO);
    assertThat(publish().out())
        .containsPattern("50 +hello +cart abandoned \\(1h idle\\) .* not known\n")
        .containsPattern("hello +hello +at once +email +hello +not known\n")
        .contains("Volume is from the decisions of ");
    decided("hello", 5, Outcome.ENTERED);
    decided("hello", 3, Outcome.SENT);

    assertThat(publish().out())
        .containsPattern("50 +hello +cart abandoned \\(1h idle\\) .* 5\\.0\n")
        .containsPattern("hello +hello +at once +email +hello +3\\.0\n");
    assertThat(publish("--days", "0").out()).contains("Volume is not known: ");
    Path events =
        Files.writeString(
            folder.resolve("events.ndjson"),
            "{\"type\":\"track\",\"userId\":\"ann\",\"timestamp\":\"2026-01-01T10:00:00Z\","
                + "\"event\":\"Product Added\",\"properties\":{\"cart_id\":\"c\","
                + "\"product_id\":\"tea\",\"price\":4}}\n");
    assertThat(publish("--events", events.toString(), "--assume-consent").out())
        .containsPattern("hello +hello +at once +email +hello +1\\.0\n")
        .contains("Volume is from recorded events, ");
  }

  @Test
  void shouldListAndShowWhatIsPublished() throws IOException {
    assertThat(beckon("flows", "list"))
        .isEqualTo(new Typed(0, "Nothing is published. Run: beckon flows publish\n", ""));
    flow(HELLO);
    publish("--by", "ann");
    flow(CHANGED);
    publish("--by", "bob");

    assertThat(beckon("flows", "list").out().lines())
        .satisfiesExactly(
            line ->
                assertThat(line)
                    .matches("flow   hello@2 +since 20\\d\\d-\\d\\d-\\d\\dT[0-9:.]+Z  by bob"),
            line -> assertThat(line).matches("policy policy@1 +since .*Z  by ann"));
    assertThat(beckon("flows", "show", "hello")).isEqualTo(new Typed(0, CHANGED, ""));
    assertThat(beckon("flows", "show", "hello@1")).isEqualTo(new Typed(0, HELLO, ""));
    assertThat(beckon("flows", "show", "policy").out()).startsWith("# yaml-language-server");
  }

  @Test
  void shouldSayWhenThereIsNoSuchFlow() throws IOException {
    flow(HELLO);
    publish();

    for (String name : List.of("helo", "hello@7")) {
      assertThat(beckon("flows", "show", name))
          .isEqualTo(
              new Typed(
                  2,
                  "",
                  "beckon: there is no published '"
                      + name
                      + "'; 'beckon flows list' tells what there is\n"));
    }
    assertThat(beckon("flows", "show", "hello@two"))
        .isEqualTo(
            new Typed(
                2,
                "",
                """
                beckon: 'hello@two': the version after '@' must be a number.
                Try 'beckon flows --help'.
                """));
  }

  @Test
  void shouldCompleteAPublicationThatWasCutShort() throws Exception {
    flow(HELLO);
    publish();
    writeDefinitionOnly(CHANGED, 2);

    assertThat(beckon("flows", "show", "hello").out()).as("still in force").isEqualTo(HELLO);
    flow(CHANGED);
    assertPublished("published hello@2\nunchanged policy@1\n");
    assertThat(beckon("flows", "show", "hello").out()).isEqualTo(CHANGED);
    assertThat(activations())
        .filteredOn(record -> activated(record).getVersion() == 2)
        .extracting(ConsumerRecord::partition)
        .containsExactlyInAnyOrder(0, 1, 2);
    assertThat(publish().out()).startsWith("unchanged hello@2\n");
  }

  @Test
  void shouldTakeANewVersionWhenSomethingElseWasCutShort() throws Exception {
    flow(HELLO);
    publish();
    writeDefinitionOnly(CHANGED, 2);

    flow(AGAIN);
    assertThat(publish().out()).startsWith("published hello@3\n");
    assertThat(beckon("flows", "show", "hello@2").out()).isEqualTo(CHANGED);
    assertThat(beckon("flows", "show", "hello").out()).isEqualTo(AGAIN);
  }

  @Test
  void shouldPublishAnOldDefinitionAsANewVersion() throws IOException {
    flow(HELLO);
    publish();
    flow(CHANGED);
    publish();

    flow(HELLO);
    assertThat(publish().out()).startsWith("published hello@3\n");
    assertThat(beckon("flows", "show", "hello").out()).isEqualTo(HELLO);
  }

  /** What a publisher leaves that dies after its first write. */
  private void writeDefinitionOnly(String text, int version) throws Exception {
    BeckonConfig config = BeckonConfig.of(settings);
    String topic = config.topics().flows();
    RuleDefinition definition =
        RuleDefinition.newBuilder()
            .setKind(RuleKind.FLOW)
            .setId("hello")
            .setVersion(version)
            .setDefinition(text)
            .setHash(RuleLoader.hash(text))
            .setPublishedAt(System.currentTimeMillis())
            .setPublishedBy(null)
            .build();
    try (KafkaProducer<byte[], byte[]> producer =
            new KafkaProducer<>(
                config.kafka().producerProperties(),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        WireCodec codec = WireCodecs.create(ShellSettingsFrom.codecProperties(config))) {
      byte[] key = ("hello@" + version).getBytes(StandardCharsets.UTF_8);
      producer.send(new ProducerRecord<>(topic, key, codec.encode(topic, definition))).get();
    }
  }

  /** Puts decisions of a flow into their topic, as an application would. */
  private void decided(String flow, int times, Outcome outcome) throws Exception {
    BeckonConfig config = BeckonConfig.of(settings);
    String topic = config.topics().decisions();
    long now = System.currentTimeMillis();
    try (KafkaProducer<byte[], byte[]> producer =
            new KafkaProducer<>(
                config.kafka().producerProperties(),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        WireCodec codec = WireCodecs.create(ShellSettingsFrom.codecProperties(config))) {
      for (int i = 0; i < times; i++) {
        Decision decision =
            Decision.newBuilder()
                .setDecisionId(flow + outcome + i)
                .setShopperId("ann")
                .setAt(now)
                .setFlow(flow)
                .setFlowVersion(1)
                .setRunId("run")
                .setOriginId("origin")
                .setStep("hello")
                .setOutcome(outcome)
                .setReason("STARTED")
                .setPhase(DecisionPhase.EVENT)
                .setRulesHash("")
                .build();
        producer.send(new ProducerRecord<>(topic, codec.encode(topic, decision))).get();
      }
    }
  }

  /** The event log, which holds activations only, partition by partition. */
  private List<ConsumerRecord<byte[], ShopperEvent>> activations() {
    BeckonConfig config = BeckonConfig.of(settings);
    String topic = config.topics().shopperEvents();
    List<ConsumerRecord<byte[], ShopperEvent>> found = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
            new KafkaConsumer<>(
                config.kafka().consumerProperties(),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        WireCodec codec = WireCodecs.create(ShellSettingsFrom.codecProperties(config))) {
      List<TopicPartition> partitions = new ArrayList<>();
      for (int partition = 0; partition < PARTITIONS; partition++) {
        partitions.add(new TopicPartition(topic, partition));
      }
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
          ShopperEvent event =
              codec.decode(topic, record.headers(), record.value(), ShopperEvent.class);
          found.add(
              new ConsumerRecord<>(
                  topic, record.partition(), record.offset(), record.key(), event));
        }
      }
    }
    return found;
  }

  private static RulesActivated activated(ConsumerRecord<byte[], ShopperEvent> record) {
    assertThat(record.key()).isNull();
    return (RulesActivated) record.value().getPayload();
  }

  private void flow(String text) throws IOException {
    Files.writeString(folder.resolve("hello.yaml"), text);
  }

  private void assertPublished(String lines) {
    Typed run = publish();
    assertThat(run.exitCode()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .startsWith(lines + "\nFlows\n")
        .containsPattern("hello +hello +at once +email +");
  }

  private Typed publish(String... more) {
    List<String> arguments = new ArrayList<>(List.of("flows", "publish", "--flows"));
    arguments.add(folder.toString());
    arguments.addAll(List.of(more));
    return beckon(arguments.toArray(String[]::new));
  }

  private Typed beckon(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    settings.forEach(
        (key, value) -> {
          all.add("--set");
          all.add(key + "=" + value);
        });
    return type(all.toArray(String[]::new));
  }
}
