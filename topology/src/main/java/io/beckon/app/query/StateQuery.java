package io.beckon.app.query;

import io.beckon.engine.shopper.Shopper;
import io.beckon.streams.Pulse;
import io.beckon.streams.state.CorruptStateException;
import io.beckon.streams.state.Part;
import io.beckon.streams.state.StoreNames;
import io.beckon.streams.state.StoredShopper;
import io.beckon.streams.state.WriteMark;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyQueryMetadata;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Reads a shopper from the stores of this instance, while their task works.
 *
 * <p>The running task keeps its shoppers in memory and writes them just before each commit, so what
 * is read is at most one commit old (a quarter of a second live; {@code backlog.commit.interval}
 * while a backlog is worked off), and it says as of which log time. A copy is completed by what it
 * has not read of the changelogs; its rows may be from two commits.
 */
final class StateQuery {

  private static final int ATTEMPTS = 100;
  private static final long PAUSE_MS = 5;

  private final KafkaStreams streams;
  private final Supplier<Map<Integer, Pulse>> pulses;
  private final Copies copies;

  StateQuery(KafkaStreams streams, Supplier<Map<Integer, Pulse>> pulses, Copies copies) {
    this.streams = streams;
    this.pulses = pulses;
    this.copies = copies;
  }

  /** Who has a shopper's state. */
  enum Role {
    /** The running task: at most one commit old. */
    ACTIVE,
    /** A standby, or a task that is being restored. */
    STANDBY
  }

  /**
   * A shopper, and how far they can be relied upon.
   *
   * @param asOf log time, epoch milliseconds; 0: not known
   */
  record Found(Shopper shopper, int partition, Role role, long asOf) {}

  /** Where a shopper is. */
  KeyQueryMetadata where(String shopperId) {
    return streams.queryMetadataForKey(
        StoreNames.BROWSE_HISTORY, shopperId, new StringSerializer());
  }

  /**
   * Reads a shopper; one who was never seen has empty parts.
   *
   * @throws InvalidStateStoreException when the partition is not here, is just leaving, or is a
   *     copy that lacks too much
   */
  Found read(String shopperId, int partition) throws InterruptedException {
    for (int attempt = 1; ; attempt++) {
      try {
        Found found = found(shopperId, partition);
        if (found != null) {
          return found;
        }
      } catch (CorruptStateException e) { // or of two moments, and so not fitting together
        if (attempt == ATTEMPTS) {
          throw e;
        }
      }
      if (attempt == ATTEMPTS) {
        throw new InvalidStateStoreException("the rows are being written all the time");
      }
      Thread.sleep(PAUSE_MS);
    }
  }

  /** The shopper as of one moment; null when rows were being written. */
  private @Nullable Found found(String shopperId, int partition) {
    Pulse pulse = pulses.get().get(partition);
    if (pulse == null) {
      return new Found(copied(shopperId, partition), partition, Role.STANDBY, 0);
    }
    WriteMark mark = pulse.writes();
    long before = mark.number();
    long asOf = mark.logTime();
    if (before % 2 != 0) {
      return null;
    }
    Shopper shopper = rows(shopperId, partition).shopper();
    return mark.number() == before
        ? new Found(shopper, partition, Role.ACTIVE, asOf == 0 ? pulse.logTime() : asOf)
        : null;
  }

  private Shopper copied(String shopperId, int partition) {
    Map<TopicPartition, Long> positions = copies.positions(partition);
    StoredShopper stored = rows(shopperId, partition);
    copies.complete(stored, positions);
    return stored.shopper();
  }

  private StoredShopper rows(String shopperId, int partition) {
    return StoredShopper.read(shopperId, part -> store(part, partition));
  }

  private ReadOnlyKeyValueStore<String, byte[]> store(Part part, int partition) {
    return streams.store(
        StoreQueryParameters.fromNameAndType(
                part.store(), QueryableStoreTypes.<String, byte[]>keyValueStore())
            .withPartition(partition)
            .enableStaleStores());
  }
}
