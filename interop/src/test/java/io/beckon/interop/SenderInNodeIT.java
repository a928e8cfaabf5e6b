package io.beckon.interop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.beckon.broker.EmbeddedBroker;
import io.beckon.contract.SendCommand;
import io.beckon.schemas.WireCodec;
import io.beckon.schemas.WireCodecs;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * A sender written in JavaScript reads what a transaction committed, and nothing of one that was
 * aborted. Needs Node 20 and {@code npm ci} in interop/node.
 */
@EnabledIfSystemProperty(
    named = "beckon.node",
    matches = "true",
    disabledReason = "needs Node: npm ci in interop/node, then -Dbeckon.node=true")
class SenderInNodeIT {
  private static final String TOPIC = "send-commands";
  private static final int COUNT = 3;
  private static final long WITHIN_SECONDS = 90;

  @TempDir private Path output;

  @Test
  void shouldReadCommittedCommandsThroughTheRegistry() throws Exception {
    try (RegistryProcess registry = RegistryProcess.start();
        EmbeddedBroker broker = EmbeddedBroker.start();
        WireCodec codec =
            WireCodecs.create(Map.of("serde.format", "registry", "registry.url", registry.url()))) {
      produce(broker, codec);
      List<JsonNode> read = readInNode(broker, registry);
      assertThat(read).hasSize(COUNT);
      for (int i = 0; i < COUNT; i++) {
        assertThat(read.get(i).get("key").asText()).isEqualTo("shop/ann");
        shouldBeTheSame(read.get(i).get("command"), Samples.command(i));
      }
    }
  }

  private static void shouldBeTheSame(JsonNode read, SendCommand written) {
    assertThat(read.get("commandId").asText()).isEqualTo(written.getCommandId());
    assertThat(read.get("action").asText()).isEqualTo("SEND");
    assertThat(read.get("channel").asText()).isEqualTo("EMAIL");
    assertThat(read.get("at").asLong()).isEqualTo(written.getAt());
    assertThat(read.get("cancels").isNull()).isTrue();
    assertThat(read.get("recipient").get("address").asText()).isEqualTo("ann@example.com");
    assertThat(read.get("items").get(0).get("name").asText()).isEqualTo("Grüner Tee 🍵");
    assertThat(read.get("items").get(0).get("price").asLong()).isEqualTo(1_999L);
    assertThat(read.get("data").get("percent").get("long").asLong()).isEqualTo(10);
    assertThat(read.get("data").get("first").get("boolean").asBoolean()).isTrue();
    assertThat(read.get("offer").get("code").asText()).isEqualTo("BACK10");
    assertThat(read.size()).isEqualTo(SendCommand.getClassSchema().getFields().size());
  }

  private static void produce(EmbeddedBroker broker, WireCodec codec) {
    Map<String, Object> config =
        Map.of("bootstrap.servers", broker.bootstrapServers(), "transactional.id", "interop");
    try (Producer<String, byte[]> producer =
        new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer())) {
      producer.initTransactions();
      producer.beginTransaction();
      send(producer, codec, Samples.command(99));
      producer.flush();
      producer.abortTransaction();
      producer.beginTransaction();
      for (int i = 0; i < COUNT; i++) {
        send(producer, codec, Samples.command(i));
      }
      producer.commitTransaction();
    }
  }

  @SuppressWarnings("FutureReturnValueIgnored") // the commit tells
  private static void send(
      Producer<String, byte[]> producer, WireCodec codec, SendCommand command) {
    producer.send(
        new ProducerRecord<>(TOPIC, command.getShopperId(), codec.encode(TOPIC, command)));
  }

  private List<JsonNode> readInNode(EmbeddedBroker broker, RegistryProcess registry)
      throws IOException, InterruptedException {
    File lines = output.resolve("commands.ndjson").toFile();
    File errors = output.resolve("errors.txt").toFile();
    Process node =
        new ProcessBuilder(
                "node",
                "read-commands.mjs",
                "--brokers",
                broker.bootstrapServers(),
                "--registry",
                registry.confluentUrl(),
                "--topic",
                TOPIC,
                "--count",
                String.valueOf(COUNT))
            .directory(new File("node"))
            .redirectOutput(lines)
            .redirectError(errors)
            .start();
    try {
      assertThat(node.waitFor(WITHIN_SECONDS, TimeUnit.SECONDS)).as("ends by itself").isTrue();
    } finally {
      node.destroyForcibly();
    }
    assertThat(node.exitValue()).as(Files.readString(errors.toPath())).isZero();
    List<JsonNode> read = new ArrayList<>();
    ObjectMapper json = new ObjectMapper();
    for (String line : Files.readAllLines(lines.toPath(), UTF_8)) {
      read.add(json.readTree(line));
    }
    return read;
  }
}
