package io.beckon.app.topics;

import static io.beckon.app.Typed.type;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.beckon.app.CommandFailedException;
import io.beckon.app.Typed;
import io.beckon.app.config.BeckonConfig;
import io.beckon.app.topics.Finding.Severity;
import io.beckon.broker.EmbeddedBroker;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TopicsIT {

  private static EmbeddedBroker broker;
  private static Admin admin;

  @BeforeAll
  static void start() {
    broker = EmbeddedBroker.start();
    admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
  }

  @AfterAll
  static void stop() {
    admin.close();
    broker.close();
  }

  @AfterEach
  void clean() throws Exception {
    Set<String> names = admin.listTopics().names().get();
    admin.deleteTopics(names).all().get();
    until(() -> admin.listTopics().names().get().isEmpty());
  }

  @Test
  void shouldCreateWhatIsMissingAndLeaveWhatExists() throws Exception {
    admin.createTopics(List.of(new NewTopic("decisions", 3, (short) 1))).all().get();
    until(() -> partitions("decisions") == 3);

    Typed first = topics("create");
    assertThat(first)
        .isEqualTo(
            new Typed(
                0,
                """
                created shopper-events (8 partitions, delete, LogAppendTime)
                created flows (1 partition, compact, CreateTime)
                created products (8 partitions, compact, CreateTime)
                created shop-facts (8 partitions, compact, CreateTime)
                created abandonment-triggers (8 partitions, delete, CreateTime)
                created send-commands (8 partitions, delete, CreateTime)
                created tasks (8 partitions, delete, CreateTime)
                created outcomes (8 partitions, delete, CreateTime)
                created attributions (8 partitions, delete, CreateTime)
                created measures (8 partitions, compact, CreateTime)
                created audience-changes (8 partitions, compact,delete, CreateTime)
                created dead-letters (8 partitions, delete, CreateTime)
                created contacts (8 partitions, compact, CreateTime)
                exists  decisions
                """,
                ""));

    Typed second = topics("create");
    assertThat(second.exitCode()).isZero();
    assertThat(second.out().lines()).hasSize(14).allMatch(line -> line.startsWith("exists  "));
    assertThat(partitions("decisions")).isEqualTo(3);
  }

  @Test
  void shouldFindNothingButTheSingleCopyInWhatItCreatedItself() {
    topics("create");

    assertThat(TopicSetup.check(config(Map.of()), admin, List.of("cart")))
        .hasSize(14)
        .allMatch(finding -> finding.severity() == Severity.ADVICE)
        .allMatch(finding -> finding.what().contains("has one copy of each partition"));
    Typed check = topics("check");
    assertThat(check.exitCode()).isZero();
    assertThat(check.err()).isEmpty();
  }

  @Test
  void shouldNotStartWhenTopicsAreMissing() throws Exception {
    BeckonConfig config = config(Map.of());
    topics("create");
    admin.deleteTopics(List.of("shopper-events")).all().get();
    until(() -> !admin.listTopics().names().get().contains("shopper-events"));

    assertThatThrownBy(() -> StartCheck.run(config, List.of("cart")))
        .isInstanceOf(CommandFailedException.class)
        .hasMessage(
            """
            can't start with the topics as they are:
              there is no topic shopper-events.
                Create what is missing with 'beckon topics create' (or by other means: 8 partitions, \
            {cleanup.policy=delete, max.message.bytes=1114112, message.timestamp.type=LogAppendTime, \
            retention.ms=1209600000}).\
            """);
    assertThat(topics("check").exitCode()).isEqualTo(1);
  }

  /** An upgrade of the main job need not wait for what only measurement writes. */
  @Test
  void shouldStartEachApplicationWithTheTopicsThatItUsesWhenOthersAreMissing() throws Exception {
    topics("create");
    admin.deleteTopics(List.of("attributions")).all().get();
    until(() -> !admin.listTopics().names().get().contains("attributions"));
    BeckonConfig config = config(Map.of());

    StartCheck.run(config, List.of("cart"));
    assertThatThrownBy(() -> StartCheck.runMeasurement(config))
        .hasMessageContaining("there is no topic attributions.");

    topics("create");
    admin.deleteTopics(List.of("outcomes")).all().get();
    until(() -> !admin.listTopics().names().get().contains("outcomes"));

    assertThatThrownBy(() -> StartCheck.run(config, List.of("cart")))
        .hasMessageContaining("there is no topic outcomes.");
    StartCheck.run(config(Map.of("outcomes.enabled", "false")), List.of("cart"));
    assertThat(topics("check").exitCode()).isEqualTo(1);
  }

  @Test
  void shouldNotStartWhenThePartitionsAreNotThoseOfTheConfiguration() {
    topics("create");

    assertThatThrownBy(() -> StartCheck.run(config(Map.of("topics.partitions", "4")), List.of()))
        .hasMessage(
            """
            can't start with the topics as they are:
              shopper-events has 8 partitions, but topics.partitions is 4.
                There is no state yet. Either set topics.partitions=8, or, while the topic is empty, \
            delete it and run 'beckon topics create'.
              outcomes has 8 partitions, but topics.partitions is 4.
                There is no state yet. Either set topics.partitions=8, or, while the topic is empty, \
            delete it and run 'beckon topics create'.\
            """);
  }

  @Test
  void shouldNotStartWhenSomeoneRaisedThePartitions() throws Exception {
    topics("create");
    admin.createTopics(List.of(new NewTopic("beckon-cart-changelog", 8, (short) 1))).all().get();
    until(() -> partitions("beckon-cart-changelog") == 8);
    BeckonConfig config = config(Map.of());
    StartCheck.run(config, List.of("cart", "browse"));

    admin.createPartitions(Map.of("shopper-events", NewPartitions.increaseTo(12))).all().get();
    until(() -> partitions("shopper-events") == 12);

    Throwable refused = catchThrowable(() -> StartCheck.run(config, List.of("cart", "browse")));
    assertThat(refused)
        .hasMessageStartingWith(
            """
            can't start with the topics as they are:
              shopper-events has 12 partitions, but the state lives in 8 (beckon-cart-changelog): \
            someone raised it. Shoppers' new events may go to another partition than the one that \
            holds their state.
                Kafka can't take partitions away\
            """);
    assertThat(((CommandFailedException) refused).exitCode()).isEqualTo(1);
  }

  @Test
  void shouldNotStartWhenSomeoneRaisedTheChangelogsToo() throws Exception {
    String changelog = "beckon-browse-history-changelog";
    topics("create");
    admin.createTopics(List.of(new NewTopic(changelog, 8, (short) 1))).all().get();
    until(() -> partitions(changelog) == 8);
    try (KafkaProducer<byte[], byte[]> state = producer(null)) {
      for (int i = 0; i < 40; i++) {
        byte[] key = ("ann-" + i).getBytes(StandardCharsets.UTF_8);
        state.send(new ProducerRecord<>(changelog, key, new byte[] {1})).get();
      }
    }
    StartCheck.run(config(Map.of()), List.of("browse-history"));

    admin
        .createPartitions(
            Map.of(
                "shopper-events",
                NewPartitions.increaseTo(12),
                changelog,
                NewPartitions.increaseTo(12)))
        .all()
        .get();
    until(() -> partitions("shopper-events") == 12 && partitions(changelog) == 12);

    assertThatThrownBy(
            () ->
                StartCheck.run(
                    config(Map.of("topics.partitions", "12")), List.of("browse-history")))
        .hasMessageContaining("but the state was made with another number: a key in partition ")
        .hasMessageContaining("Someone raised the changelogs too");
  }

  @Test
  void shouldNotStartWhenProducersStampALiveLog() throws Exception {
    topics("create");
    alter("shopper-events", "message.timestamp.type", "CreateTime");

    assertThatThrownBy(() -> StartCheck.run(config(Map.of()), List.of()))
        .hasMessageContaining(
            "shopper-events: message.timestamp.type is CreateTime, but must be LogAppendTime");
    Typed check = topics("check");
    assertThat(check.exitCode()).isEqualTo(1);
    assertThat(check.out()).startsWith("error: shopper-events: message.timestamp.type");
  }

  @Test
  void shouldNotStartWhenNoBrokerCanBeReached() {
    BeckonConfig config = BeckonConfig.of(Map.of("kafka.bootstrap.servers", "localhost:1"));

    assertThatThrownBy(() -> StartCheck.run(config, List.of()))
        .hasMessageStartingWith("no broker can be reached:\n  localhost:1: connection refused\n");
  }

  @Test
  void shouldSayThatThereAreTooFewBrokersForTheCopies() {
    Typed create = topics("create", "--set", "topics.replication.factor=3");

    assertThat(create.exitCode()).isEqualTo(1);
    assertThat(create.err())
        .startsWith("beckon: the brokers refuse to create topics:\n")
        .contains(
            "  shopper-events: topics.replication.factor is 3, but there are not so many"
                + " brokers\n");
  }

  @Test
  void shouldTellOfSomebodysOpenTransactionInTheLog() throws Exception {
    topics("create");
    try (KafkaProducer<byte[], byte[]> shop = producer("shop-gateway");
        KafkaProducer<byte[], byte[]> own = producer("beckon-1234-0")) {
      for (KafkaProducer<byte[], byte[]> producer : List.of(shop, own)) {
        producer.initTransactions();
        producer.beginTransaction();
        byte[] value = "x".getBytes(StandardCharsets.UTF_8);
        producer.send(new ProducerRecord<>("shopper-events", 5, null, value)).get();
      }

      assertThat(TopicSetup.checkTransactions(config(Map.of()), admin))
          .singleElement()
          .satisfies(
              finding -> {
                assertThat(finding.severity()).isEqualTo(Severity.WARNING);
                assertThat(finding.what())
                    .startsWith("shopper-events-5: a producer (id ")
                    .contains("transactional.id shop-gateway) has an open transaction");
              });

      shop.abortTransaction();
      own.abortTransaction();
    }
  }

  private static KafkaProducer<byte[], byte[]> producer(@Nullable String transactionalId) {
    Map<String, Object> properties = new HashMap<>();
    properties.put("bootstrap.servers", broker.bootstrapServers());
    if (transactionalId != null) {
      properties.put("transactional.id", transactionalId);
    }
    return new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
  }

  private static BeckonConfig config(Map<String, String> settings) {
    Map<String, String> all = new HashMap<>(settings);
    all.put("kafka.bootstrap.servers", broker.bootstrapServers());
    return BeckonConfig.of(all);
  }

  private static Typed topics(String command, String... more) {
    String[] arguments = new String[more.length + 2];
    arguments[0] = "topics";
    arguments[1] = command;
    System.arraycopy(more, 0, arguments, 2, more.length);
    return type(Map.of("BECKON_KAFKA_BOOTSTRAP_SERVERS", broker.bootstrapServers()), arguments);
  }

  private static void alter(String topic, String setting, String value) throws Exception {
    admin
        .incrementalAlterConfigs(
            Map.of(
                new ConfigResource(ConfigResource.Type.TOPIC, topic),
                List.of(
                    new AlterConfigOp(new ConfigEntry(setting, value), AlterConfigOp.OpType.SET))))
        .all()
        .get();
    until(
        () ->
            ClusterTopics.read(admin, List.of(topic))
                .found()
                .get(topic)
                .settings()
                .orElseThrow()
                .get(setting)
                .equals(value));
  }

  private static int partitions(String topic) {
    FoundTopic found = ClusterTopics.read(admin, List.of(topic)).found().get(topic);
    return found == null ? 0 : found.partitions();
  }

  /** A broker learns of a change a moment after the controller took it. */
  private static void until(Callable<Boolean> condition) throws Exception {
    long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!condition.call()) {
      assertThat(System.nanoTime()).as("time to see the change").isLessThan(deadline);
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }
}
