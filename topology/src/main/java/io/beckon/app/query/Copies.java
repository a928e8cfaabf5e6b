package io.beckon.app.query;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.beckon.app.config.BeckonConfig;
import io.beckon.streams.state.Part;
import io.beckon.streams.state.StoredShopper;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.LagInfo;
import org.apache.kafka.streams.errors.InvalidStateStoreException;

/**
 * Copies of state in this instance, standbys and what is being restored, and what they have not
 * read of their changelogs. A little is read on the spot, so that an answer holds all that was
 * committed. A copy that lacks more tells nothing: of who is not in it nobody knows whether they
 * were never seen, or are still to come.
 */
final class Copies {

  /** As near as Kafka Streams wants a copy before it takes over (acceptable.recovery.lag). */
  static final long MOST_UNREAD = 10_000;

  private final KafkaStreams streams;
  private final BeckonConfig config;

  Copies(KafkaStreams streams, BeckonConfig config) {
    this.streams = streams;
    this.config = config;
  }

  /** The copy here lacks too much to be asked. */
  static final class Unfinished extends InvalidStateStoreException {
    private static final long serialVersionUID = 1L;

    Unfinished(int partition, long unread) {
      super(
          "partition "
              + partition
              + " is being copied: "
              + unread
              + " records are still to be read");
    }
  }

  /**
   * How far each part was read, by its changelog's partition. Ask before the rows are read: these
   * then hold at least that.
   *
   * @throws Unfinished when more than {@link #MOST_UNREAD} records are still to be read
   * @throws InvalidStateStoreException when the partition is not here, or the brokers do not say
   */
  Map<TopicPartition, Long> positions(int partition) {
    Map<String, Map<Integer, LagInfo>> all;
    try {
      all = streams.allLocalStorePartitionLags();
    } catch (KafkaException e) {
      throw new InvalidStateStoreException("how far the copy was read is not known", e);
    }
    Map<TopicPartition, Long> positions = new HashMap<>();
    long unread = 0;
    for (Part part : Part.values()) {
      LagInfo lag = all.getOrDefault(part.store(), Map.of()).get(partition);
      if (lag == null) {
        throw new InvalidStateStoreException("partition " + partition + " is not here");
      }
      // The mark that ends a transaction is a record of the topic, and none of the state.
      if (lag.offsetLag() > 1) {
        unread += lag.offsetLag();
        positions.put(changelog(part, partition), lag.currentOffsetPosition());
      }
    }
    if (unread > MOST_UNREAD) {
      throw new Unfinished(partition, unread);
    }
    return positions;
  }

  /** Adds to a shopper's rows what was committed since the positions. */
  void complete(StoredShopper stored, Map<TopicPartition, Long> positions) {
    if (positions.isEmpty()) {
      return;
    }
    Map<String, Part> parts = new HashMap<>();
    for (Part part : Part.values()) {
      parts.put(changelog(part, 0).topic(), part);
    }
    try (TopicScan scan = new TopicScan(config)) {
      scan.read(
          positions,
          record -> {
            Part part = parts.get(record.topic());
            if (part != null && record.key() != null) {
              stored.row(part, new String(record.key(), UTF_8), record.value());
            }
          });
    } catch (KafkaException e) {
      throw new InvalidStateStoreException("what the copy lacks can't be read", e);
    }
  }

  private TopicPartition changelog(Part part, int partition) {
    return new TopicPartition(
        config.app().applicationId() + "-" + part.store() + "-changelog", partition);
  }
}
