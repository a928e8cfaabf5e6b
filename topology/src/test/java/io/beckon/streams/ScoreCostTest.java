package io.beckon.streams;

import static io.beckon.model.Events.viewed;
import static org.assertj.core.api.Assertions.assertThat;

import io.beckon.engine.flow.load.RuleLoader;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a score costs: bytes in what is written anyway, and not one record more. */
@SuppressWarnings("NullAway.Init")
class ScoreCostTest {

  private static final int VIEWS = 600;
  private static final int SHOPPERS = 20;
  private static final String SCORE =
      """
      score: lead
      title: Lead
      halfLife: 14d
      behaviour: [{name: views, on: Product Viewed, points: 1}]
      thresholds: [{name: sales, points: 500}]
      """;

  @TempDir Path without;
  @TempDir Path with;

  private record Written(long records, long bytes) {}

  @Test
  void shouldWriteNoRecordMoreForViewsThatCount() {
    Map<String, Written> plain = views(without, false);
    Map<String, Written> scored = views(with, true);

    assertThat(scored.keySet()).isEqualTo(plain.keySet());
    plain.forEach(
        (store, written) ->
            assertThat(scored.get(store).records()).as(store).isEqualTo(written.records()));
    long more = bytes(scored) - bytes(plain);
    assertThat(more / (double) VIEWS).as("bytes a view").isBetween(20.0, 45.0);
  }

  private static long bytes(Map<String, Written> written) {
    return written.values().stream().mapToLong(Written::bytes).sum();
  }

  private static Map<String, Written> views(Path dir, boolean scored) {
    try (Partition partition = new Partition(dir)) {
      if (scored) {
        partition.activate("score:lead", 1, SCORE, RuleLoader.hash(SCORE));
      } else {
        String none = SCORE.replace("Product Viewed", "Nothing Viewed");
        partition.activate("score:lead", 1, none, RuleLoader.hash(none));
      }
      for (int i = 0; i < VIEWS; i++) {
        partition.append(viewed("shopper-" + i % SHOPPERS, "product-" + i), 1_000L * i);
      }
      Map<String, Written> written = new TreeMap<>();
      for (String topic : partition.driver.producedTopicNames()) {
        if (topic.endsWith("-changelog")) {
          written.put(topic, written(partition, topic));
        }
      }
      return written;
    }
  }

  private static Written written(Partition partition, String topic) {
    long records = 0;
    long bytes = 0;
    for (TestRecord<byte[], byte[]> record :
        partition
            .driver
            .createOutputTopic(topic, new ByteArrayDeserializer(), new ByteArrayDeserializer())
            .readRecordsToList()) {
      records++;
      bytes += record.value() == null ? 0 : record.value().length;
    }
    return new Written(records, bytes);
  }
}
