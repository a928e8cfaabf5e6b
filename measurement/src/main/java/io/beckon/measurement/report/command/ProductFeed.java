package io.beckon.measurement.report.command;

import io.beckon.app.CommandFailedException;
import io.beckon.app.config.BeckonConfig;
import io.beckon.app.query.TopicScan;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** How fresh the catalog is. */
final class ProductFeed {

  private ProductFeed() {}

  /**
   * When a product was last told; null when none ever was.
   *
   * @throws CommandFailedException when Kafka cannot be reached
   */
  static @Nullable Instant latest(BeckonConfig config) {
    try (TopicScan scan = new TopicScan(config)) {
      List<TopicPartition> partitions = scan.partitions(config.topics().products());
      long latest = partitions.isEmpty() ? TopicScan.ALL : scan.latest(partitions);
      return latest == TopicScan.ALL ? null : Instant.ofEpochMilli(latest);
    } catch (KafkaException e) {
      throw CommandFailedException.failed(
          "can't read '" + config.topics().products() + "' from Kafka: " + e.getMessage(), e);
    }
  }
}
