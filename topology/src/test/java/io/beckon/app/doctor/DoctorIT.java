package io.beckon.app.doctor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.beckon.app.Typed;
import io.beckon.broker.EmbeddedBroker;
import io.beckon.streams.Partitions;
import io.beckon.streams.state.StateStores;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command against a real broker that lets everybody do everything. */
class DoctorIT {

  private static final int PARTITIONS = 4;

  private static EmbeddedBroker broker;
  private static Admin admin;

  @TempDir private static Path temp;

  @BeforeAll
  static void start() {
    broker =
        EmbeddedBroker.builder()
            .property("transaction.max.timeout.ms", "60000")
            .property("auto.create.topics.enable", "false")
            .start();
    admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
  }

  @AfterAll
  static void stop() {
    admin.close();
    broker.close();
  }

  @AfterEach
  void clean() throws Exception {
    admin.deleteTopics(admin.listTopics().names().get()).all().get();
    until(() -> admin.listTopics().names().get().isEmpty());
  }

  @Test
  void shouldFindNoErrorInWhatBeckonMadeItself() throws Exception {
    createTopics();
    for (int i = 0; i < 50; i++) {
      byte[] key = ("c-" + i).getBytes(UTF_8);
      write(Partitions.of(key, PARTITIONS), key);
    }

    Typed typed = doctor();
    assertThat(typed.err()).isEmpty();
    JsonNode told = json("--json");
    assertThat(told.path("errors").asInt()).as(typed.out()).isZero();
    assertThat(typed.exitCode()).isZero();
    assertThat(states(told))
        .containsEntry("cluster", "well")
        .containsEntry("timeouts", "well")
        .containsEntry("clock", "well")
        .containsEntry("keys", "well")
        .containsEntry("registry", "skipped")
        .hasSize(Area.values().length);
    assertThat(typed.out())
        .contains("cluster        well")
        .contains("the application has not run yet")
        .contains("the brokers have no authorizer")
        .contains("0 errors, ");
  }

  @Test
  void shouldFailAndSayHowToMendWhenTopicsAreMissing() throws Exception {
    Typed typed = doctor();
    assertThat(typed.exitCode()).isEqualTo(1);
    assertThat(typed.out())
        .contains("  error: there is no topic shopper-events.", "beckon topics create")
        .contains("keys           not looked at: there is no log yet");
  }

  @Test
  void shouldFindKeysThatAnotherHashPutElsewhere() throws Exception {
    createTopics();
    int strays = 0;
    for (int i = 0; i < 40; i++) {
      byte[] key = ("c-" + i).getBytes(UTF_8);
      int theirs = KeysCheck.librdkafka(key, PARTITIONS);
      strays += theirs == Partitions.of(key, PARTITIONS) ? 0 : 1;
      write(theirs, key);
    }

    assertThat(doctor().out())
        .contains(strays + " of 40 keys lie in a partition that is not theirs")
        .contains("partitioner=murmur2_random");
  }

  @Test
  void shouldFindWhatWasDeletedUnreadAndThatNobodyReads() throws Exception {
    createTopics();
    for (int i = 0; i < 10; i++) {
      write(1, "c".getBytes(UTF_8));
    }
    TopicPartition one = new TopicPartition("shopper-events", 1);
    admin.alterConsumerGroupOffsets("beckon", Map.of(one, new OffsetAndMetadata(3))).all().get();
    admin.deleteRecords(Map.of(one, RecordsToDelete.beforeOffset(8))).all().get();

    Typed typed = doctor();
    assertThat(typed.exitCode()).isEqualTo(1);
    assertThat(typed.out())
        .contains("5 records were deleted before they were read (partitions [1])")
        .contains("no instance runs, and 2 records wait");
    admin.deleteConsumerGroups(List.of("beckon")).all().get();
  }

  @Test
  void shouldFindTimeoutsThatTheBrokersDoNotGrant() throws Exception {
    createTopics();
    Typed typed = doctor("--set", "transaction.timeout=2m");
    assertThat(typed.exitCode()).isEqualTo(1);
    assertThat(typed.out()).contains("it is 2m, but the brokers allow 1m");
  }

  @Test
  void shouldGoOnWhenOnlyTheStreamsProtocolCanTellOfTheGroup() throws Exception {
    createTopics();
    Typed typed = doctor("--set", "group.protocol=streams");
    assertThat(typed.exitCode()).as(typed.out()).isZero();
    assertThat(typed.out()).contains("has not run yet").doesNotContain("could not be looked at");
  }

  @Test
  void shouldLookAtWhatIsHereWhenNoBrokerAnswers() throws Exception {
    Typed typed = Typed.type("doctor", "--set", "kafka.bootstrap.servers=localhost:1", "--json");
    assertThat(typed.exitCode()).isEqualTo(1);
    Map<String, String> states = states(new ObjectMapper().readTree(typed.out()));
    assertThat(states)
        .containsEntry("cluster", "findings")
        .containsEntry("topics", "skipped")
        .containsEntry("progress", "skipped");
    assertThat(typed.out()).contains("connection refused", "Is Kafka running");
  }

  @Test
  void shouldSayWhatIsWrongWithAConfigurationThatIsRefused() throws Exception {
    Typed typed = Typed.type("doctor", "--json", "--set", "topics.partitions=none");
    assertThat(typed.exitCode()).isEqualTo(2);
    JsonNode told = new ObjectMapper().readTree(typed.out());
    assertThat(told.path("errors").asInt()).isEqualTo(1);
    assertThat(told.path("areas").get(0).path("findings").get(0).path("what").asText())
        .contains("topics.partitions = none");
    assertThat(states(told)).containsEntry("disk", "skipped");
  }

  @Test
  void shouldChangeNothing() throws Exception {
    createTopics();
    Set<String> before = admin.listTopics().names().get();
    doctor();
    assertThat(admin.listTopics().names().get()).isEqualTo(before);
    assertThat(admin.listGroups().all().get())
        .noneMatch(group -> group.groupId().startsWith("beckon"));
    assertThat(admin.listTransactions().all().get()).isEmpty();
    assertThat(temp.resolve("state")).doesNotExist();
  }

  private static Map<String, String> states(JsonNode told) {
    Map<String, String> states = new java.util.TreeMap<>();
    told.path("areas")
        .forEach(area -> states.put(area.path("area").asText(), area.path("state").asText()));
    return states;
  }

  private static JsonNode json(String... more) throws Exception {
    return new ObjectMapper().readTree(doctor(more).out());
  }

  private static Typed doctor(String... more) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "doctor",
                "--set",
                "kafka.bootstrap.servers=" + broker.bootstrapServers(),
                "--set",
                "topics.partitions=" + PARTITIONS));
    all.addAll(Arrays.asList(more));
    return Typed.type(
        Map.of("BECKON_STATE_DIR", temp.resolve("state").toString()), all.toArray(String[]::new));
  }

  private static void createTopics() throws Exception {
    Typed typed =
        Typed.type(
            "topics",
            "create",
            "--set",
            "kafka.bootstrap.servers=" + broker.bootstrapServers(),
            "--set",
            "topics.partitions=" + PARTITIONS);
    assertThat(typed.exitCode()).as(typed.err()).isZero();
    List<NewTopic> changelogs =
        Arrays.stream(StateStores.names())
            .limit(1)
            .map(store -> new NewTopic("beckon-" + store + "-changelog", PARTITIONS, (short) 1))
            .toList();
    admin.createTopics(changelogs).all().get();
    until(
        () ->
            admin
                .listTopics()
                .names()
                .get()
                .containsAll(changelogs.stream().map(NewTopic::name).toList()));
  }

  private static void write(int partition, byte[] key) throws Exception {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", broker.bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      producer.send(new ProducerRecord<>("shopper-events", partition, key, new byte[] {1})).get();
    }
  }

  private static void until(Callable<Boolean> condition) throws Exception {
    long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!condition.call()) {
      assertThat(System.nanoTime()).as("time to see the change").isLessThan(deadline);
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }
}
