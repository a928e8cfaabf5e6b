package io.beckon.app.commands;

import static io.beckon.app.Typed.type;
import static org.assertj.core.api.Assertions.assertThat;

import io.beckon.app.Typed;
import io.beckon.broker.EmbeddedBroker;
import io.beckon.contract.CodesAdded;
import io.beckon.contract.ShopperEvent;
import io.beckon.engine.code.CodePools;
import io.beckon.schemas.WireCodec;
import io.beckon.schemas.WireCodecs;
import io.beckon.streams.Partitions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code beckon codes add}, as typed, with a broker. */
@SuppressWarnings("NullAway.Init")
final class CodesCommandIT {

  private static final int PARTITIONS = 3;
  private static final int CODES = 40;

  @TempDir Path folder;

  @Test
  void shouldWriteEachCodeIntoThePartitionThatMayGiveIt() throws IOException {
    Path file =
        Files.write(
            folder.resolve("codes.txt"), IntStream.range(0, CODES).mapToObj(i -> "S" + i).toList());
    try (EmbeddedBroker broker = EmbeddedBroker.start()) {
      assertThat(beckon(broker, "topics", "create").err()).isEmpty();

      Typed added =
          beckon(
              broker,
              "codes",
              "add",
              "--pool",
              "summer",
              "--file",
              file.toString(),
              "--until",
              "2027-01-31T00:00:00Z");

      assertThat(added.err()).isEmpty();
      assertThat(added.out()).isEqualTo("40 codes written for pool summer, in 3 partitions\n");
      int found = 0;
      try (WireCodec codec = WireCodecs.create(Map.of())) {
        for (ConsumerRecord<byte[], byte[]> record : log(broker)) {
          assertThat(record.key()).isNull();
          CodesAdded codes =
              (CodesAdded)
                  codec
                      .decode(
                          "shopper-events", record.headers(), record.value(), ShopperEvent.class)
                      .getPayload();
          assertThat(codes.getValidUntil()).isEqualTo(1_801_353_600_000L);
          for (String code : codes.getCodes()) {
            byte[] key = CodePools.key("summer", code).getBytes(StandardCharsets.UTF_8);
            assertThat(Partitions.of(key, PARTITIONS)).isEqualTo(record.partition());
            found++;
          }
        }
      }
      assertThat(found).isEqualTo(CODES);
    }
  }

  private static Typed beckon(EmbeddedBroker broker, String... args) {
    List<String> all = new ArrayList<>(List.of(args));
    Map.of(
            "kafka.bootstrap.servers",
            broker.bootstrapServers(),
            "topics.partitions",
            String.valueOf(PARTITIONS),
            "topics.replication.factor",
            "1")
        .forEach(
            (key, value) -> {
              all.add("--set");
              all.add(key + "=" + value);
            });
    return type(all.toArray(String[]::new));
  }

  private static List<ConsumerRecord<byte[], byte[]>> log(EmbeddedBroker broker) {
    Map<String, Object> properties =
        Map.of("bootstrap.servers", broker.bootstrapServers(), "auto.offset.reset", "earliest");
    List<TopicPartition> partitions =
        IntStream.range(0, PARTITIONS)
            .mapToObj(p -> new TopicPartition("shopper-events", p))
            .toList();
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      long end = consumer.endOffsets(partitions).values().stream().mapToLong(Long::longValue).sum();
      while (records.size() < end) {
        consumer.poll(Duration.ofMillis(200)).forEach(records::add);
      }
    }
    return records;
  }
}
