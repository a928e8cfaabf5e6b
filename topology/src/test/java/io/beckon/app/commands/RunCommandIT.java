package io.beckon.app.commands;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.beckon.app.ExitCodes;
import io.beckon.app.Typed;
import io.beckon.app.config.BeckonConfig;
import io.beckon.app.doctor.BeforeStart;
import io.beckon.app.doctor.Finding;
import io.beckon.app.rules.RuleFiles;
import io.beckon.app.rules.RulePublisher;
import io.beckon.app.run.Application;
import io.beckon.broker.EmbeddedBroker;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code beckon run} with what is usually wrong at a first start: it ends with one message that
 * says what, where, and how to mend it; or, where it may go on, it says what will go wrong.
 */
@SuppressWarnings("NullAway.Init")
class RunCommandIT {

  private static EmbeddedBroker broker;
  @TempDir private static Path folder;

  @BeforeAll
  static void start() {
    broker = EmbeddedBroker.builder().property("auto.create.topics.enable", "false").start();
    assertThat(type(List.of("topics", "create")).exitCode()).isZero();
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  @Test
  void shouldNameTheAddressWhenNoBrokerListens() {
    shouldRefuse(ExitCodes.FAILED, "kafka.bootstrap.servers=localhost:1")
        .contains(
            "no broker can be reached", "localhost:1: connection refused", "Is Kafka running");
  }

  @Test
  void shouldNameTheHostThatThereIsNot() {
    shouldRefuse(ExitCodes.FAILED, "kafka.bootstrap.servers=kafka.invalid:9092")
        .contains("kafka.invalid:9092: no such host");
  }

  @Test
  void shouldSayThatSomethingElseListens() throws IOException {
    HttpServer other =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    other.start();
    try {
      shouldRefuse(
              ExitCodes.FAILED,
              "kafka.bootstrap.servers=127.0.0.1:" + other.getAddress().getPort(),
              "start.timeout=2s")
          .contains("takes connections, but gave no answer", "Is it a Kafka broker");
    } finally {
      other.stop(0);
    }
  }

  @Test
  void shouldSayThatTheSecurityDoesNotFit() {
    shouldRefuse(
            ExitCodes.FAILED,
            "start.timeout=2s",
            "kafka.security.protocol=SASL_PLAINTEXT",
            "kafka.sasl.mechanism=PLAIN",
            "kafka.sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule"
                + " required username=\"me\" password=\"hunter22\";")
        .contains("refuse the login", "See kafka.sasl.mechanism")
        .doesNotContain("hunter22");
  }

  @Test
  void shouldNameTheFileOfKeysThatThereIsNot() {
    shouldRefuse(
            ExitCodes.BAD_INPUT,
            "kafka.security.protocol=SSL",
            "kafka.ssl.truststore.location=/not/there.jks",
            "kafka.ssl.truststore.password=hunter22")
        .contains("/not/there.jks", "kafka.")
        .doesNotContain("hunter22");
  }

  @Test
  void shouldNameTheTopicsThatAreMissing() {
    shouldRefuse(ExitCodes.FAILED, "topics.generation=nowhere")
        .contains("there is no topic shopper-events-nowhere", "beckon topics create");
  }

  @Test
  void shouldTellBothNumbersWhenPartitionsDiffer() {
    shouldRefuse(ExitCodes.FAILED, "topics.partitions=3")
        .contains("shopper-events", "2 partitions, but topics.partitions is 3", "partitions=2");
  }

  @Test
  void shouldRefuseATokenThatCanBeGuessed() {
    shouldRefuse(ExitCodes.BAD_INPUT, "http.port=0", "http.token=abc")
        .contains("http.token", "16")
        .doesNotContain("abc");
  }

  @Test
  void shouldSuggestTheKeyThatWasMeant() {
    shouldRefuse(ExitCodes.BAD_INPUT, "cart.idel=1h").contains("cart.idel", "cart.idle");
  }

  @Test
  void shouldNameTheFileThatThereIsNot() {
    Typed typed = Typed.type("run", "--config", "/not/there.yaml");

    assertThat(typed.exitCode()).isEqualTo(ExitCodes.BAD_INPUT);
    assertThat(typed.err()).contains("/not/there.yaml").doesNotContain("unexpected");
  }

  @Test
  void shouldSayWhyTheStateCantBeWritten() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "in the way");

    shouldRefuse(ExitCodes.FAILED, "state.dir=" + file)
        .contains("state.dir " + file + " can't be written to: a file is in the way");
    shouldRefuse(ExitCodes.FAILED, "state.dir=/proc/beckon")
        .contains("state.dir /proc/beckon can't be written to", "set another state.dir");
  }

  @Test
  void shouldSayThatAnotherInstanceWorksInTheFolder() {
    Path shared = folder.resolve("shared");
    BeckonConfig config = BeckonConfig.of(all("state.dir=" + shared));
    try (Application first =
        Application.create(
            config,
            RuleFiles.readyMade().policy(),
            new SimpleMeterRegistry(),
            System::currentTimeMillis)) {
      first.start();
      shouldRefuse(ExitCodes.FAILED, "state.dir=" + shared)
          .contains("can't begin in state.dir " + shared, "Does another process work there");
    }
  }

  @Test
  void shouldNameThePortThatIsTaken() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = taken.getLocalPort();
      shouldRefuse(ExitCodes.FAILED, "http.host=127.0.0.1", "http.port=" + port)
          .contains("the HTTP port 127.0.0.1:" + port + " can't be opened", "in use");
    }
  }

  @Test
  void shouldSayWhatKafkaStreamsRefuses() {
    shouldRefuse(ExitCodes.BAD_INPUT, "streams.buffered.records.per.partition=many")
        .contains("buffered.records.per.partition", "many");
  }

  @Test
  void shouldWarnOfRulesThatCantBeReadAndWhenThereAreNone() throws Exception {
    assertThat(type(List.of("topics", "create"), "topics.flows=flows-own").exitCode()).isZero();
    assertThat(warnings("topics.flows=flows-own"))
        .anyMatch(line -> line.contains("no flow is published: triggers are told, and nothing"));

    BeckonConfig config = BeckonConfig.of(all("topics.flows=flows-own"));
    RulePublisher.publish(
        config, RuleFiles.readyMade().files(), Optional.of("test"), System::currentTimeMillis);
    assertThat(warnings("topics.flows=flows-own")).noneMatch(line -> line.contains("flow"));

    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(
            config.kafka().producerProperties(), new StringSerializer(), new StringSerializer())) {
      producer.send(new ProducerRecord<>("flows-own", "mine", "not a flow")).get();
    }
    assertThat(warnings("topics.flows=flows-own"))
        .anyMatch(line -> line.contains("flows-own-0@") && line.contains("beckon flows publish"));
  }

  @Test
  void shouldWarnThatTheRegistryIsAway() {
    assertThat(
            warnings("serde.format=registry", "registry.url=http://localhost:1/apis/registry/v3"))
        .anyMatch(
            line ->
                line.contains("registry.url: the registry gives no answer")
                    && line.contains("Is it running"));
  }

  @Test
  void shouldWarnOfMoreMemoryThanThereIs() {
    assertThat(warnings("rocksdb.memory=900GiB"))
        .anyMatch(line -> line.contains("the kernel will kill it") && line.contains("-Xmx"));
  }

  /** One message that an SRE can act on: no class, no stack, no invitation to report a fault. */
  private static AbstractStringAssert<?> shouldRefuse(int exitCode, String... settings) {
    Typed typed = type(List.of("run"), settings);
    assertThat(typed.exitCode()).as(typed.err()).isEqualTo(exitCode);
    assertThat(typed.out()).isEmpty();
    return assertThat(typed.err())
        .startsWith("beckon: ")
        .doesNotContain("unexpected error", "Please report", "\tat ");
  }

  private static List<String> warnings(String... settings) {
    return BeforeStart.look(BeckonConfig.of(all(settings))).stream()
        .map(RunCommandIT::line)
        .toList();
  }

  private static String line(Finding finding) {
    return finding.where() + ": " + finding.what() + " " + finding.mend();
  }

  private static Map<String, String> all(String... settings) {
    Map<String, String> all = new HashMap<>();
    all.put("kafka.bootstrap.servers", broker.bootstrapServers());
    all.put("topics.partitions", "2");
    all.put("topics.replication.factor", "1");
    all.put("state.dir", folder.resolve("state").toString());
    for (String setting : settings) {
      all.put(
          setting.substring(0, setting.indexOf('=')), setting.substring(setting.indexOf('=') + 1));
    }
    return all;
  }

  private static Typed type(List<String> command, String... settings) {
    List<String> words = new ArrayList<>(command);
    all(settings).forEach((key, value) -> words.add("--set=" + key + "=" + value));
    return Typed.type(words.toArray(String[]::new));
  }
}
