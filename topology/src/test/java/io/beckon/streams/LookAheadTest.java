package io.beckon.streams;

import static io.beckon.model.Events.added;
import static io.beckon.model.Events.ordered;
import static io.beckon.model.Events.pageViewed;
import static io.beckon.model.Events.viewed;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.beckon.contract.ShopperEvent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is seen of records before they are processed decides nothing. */
class LookAheadTest {

  private static final int EVENTS = 600;
  private static final long STEP_MS = 20_000;
  private static final String LOG = Partition.TOPICS.shopperEvents();
  private static final TopicPartition ZERO = new TopicPartition(LOG, 0);

  @TempDir Path dir;
  private final Random random = new Random(11);
  private final List<ConsumerRecord<byte[], byte[]>> log = new ArrayList<>();

  @BeforeEach
  void write() {
    try (Partition encoding = new Partition(dir.resolve("encoding"))) {
      for (int offset = 0; offset < EVENTS; offset++) {
        ShopperEvent event = event();
        byte[] value = encoding.bytes(event);
        byte[] key = event.getShopperId().getBytes(UTF_8);
        log.add(
            switch (random.nextInt(20)) {
              case 0 -> record(offset, null, value);
              case 1 -> record(offset, key, null);
              case 2 -> record(offset, key, noise(value.length));
              case 3 -> record(offset, key, flipped(value));
              case 4 -> record(offset, noise(5), value);
              default -> record(offset, key, value);
            });
      }
    }
  }

  @Test
  void shouldDecideTheSameWithAndWithoutWhatWasPolled() {
    List<String> without = decided("without", upcoming -> {});
    List<String> polled =
        decided(
            "polled",
            upcoming -> {
              for (int from = 0; from < EVENTS; from += 100) {
                upcoming.polled(ZERO, log.subList(from, from + 100));
              }
            });

    assertThat(without).hasSizeGreaterThan(EVENTS / 10);
    assertThat(polled).isEqualTo(without);
  }

  @Test
  void shouldDecideTheSameWhenWhatWasPolledIsNotWhatComes() {
    List<String> without = decided("without", upcoming -> {});
    List<String> other =
        decided(
            "other",
            upcoming -> {
              List<ConsumerRecord<byte[], byte[]>> lies = new ArrayList<>();
              for (int i = 0; i < EVENTS; i++) {
                ConsumerRecord<byte[], byte[]> any = log.get(random.nextInt(EVENTS));
                lies.add(record(i * 3L, any.key(), flipped(any.value())));
              }
              upcoming.polled(ZERO, lies);
            });

    assertThat(other).isEqualTo(without);
  }

  @Test
  void shouldGoOnWhenTheTaskBeginsAnew() {
    List<String> seen = new ArrayList<>();
    try (Partition partition = new Partition(dir.resolve("anew"))) {
      partition.upcoming.polled(ZERO, log);
      for (int i = 0; i < EVENTS; i++) {
        if (i % 97 == 0) {
          partition.restart();
        }
        process(partition, i);
      }
      seen.addAll(written(partition));
    }

    assertThat(seen).hasSizeGreaterThan(EVENTS / 10);
  }

  private List<String> decided(String name, java.util.function.Consumer<Upcoming> polls) {
    try (Partition partition = new Partition(dir.resolve(name))) {
      polls.accept(partition.upcoming);
      int held = partition.upcoming.size(ZERO);
      for (int i = 0; i < EVENTS; i++) {
        process(partition, i);
      }
      // It was asked for, up to the last few.
      assertThat(partition.upcoming.size(ZERO)).isLessThanOrEqualTo(held - held / 4);
      return written(partition);
    }
  }

  private void process(Partition partition, int index) {
    ConsumerRecord<byte[], byte[]> record = log.get(index);
    partition.raw(record.key(), record.value(), index * STEP_MS);
  }

  private static List<String> written(Partition partition) {
    List<String> all = new ArrayList<>();
    for (String topic :
        List.of(
            Partition.TOPICS.abandonmentTriggers(),
            Partition.TOPICS.decisions(),
            Partition.TOPICS.outcomes(),
            Partition.TOPICS.deadLetters())) {
      for (TestRecord<byte[], byte[]> record : partition.records(topic)) {
        all.add(topic + " " + text(record.key()) + " " + text(record.value()));
      }
    }
    return all;
  }

  private static String text(byte @Nullable [] bytes) {
    return bytes == null ? "none" : java.util.HexFormat.of().formatHex(bytes);
  }

  private ShopperEvent event() {
    String shopper = "s" + random.nextInt(40);
    String product = "p" + random.nextInt(10);
    return switch (random.nextInt(6)) {
      case 0 -> added(shopper, product);
      case 1 -> ordered(shopper, "o" + random.nextInt());
      case 2 -> pageViewed(shopper);
      default -> viewed(shopper, product);
    };
  }

  private byte[] noise(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  private byte @Nullable [] flipped(byte @Nullable [] value) {
    if (value == null) {
      return null;
    }
    byte[] other = value.clone();
    other[random.nextInt(other.length)] ^= (byte) (1 << random.nextInt(8));
    return other;
  }

  private static ConsumerRecord<byte[], byte[]> record(
      long offset, byte @Nullable [] key, byte @Nullable [] value) {
    return new ConsumerRecord<>(LOG, 0, offset, key, value);
  }
}
