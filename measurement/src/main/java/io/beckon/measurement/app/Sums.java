package io.beckon.measurement.app;

import io.beckon.measurement.core.MeasureKey;
import io.beckon.measurement.streams.MeasurementTopology;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ObjLongConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.TaskMetadata;
import org.apache.kafka.streams.ThreadMetadata;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.kstream.Windowed;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyWindowStore;

/**
 * The sums that this instance holds, read while their tasks work: a few seconds ahead of what is
 * committed, and the same when it is read again after a crash.
 */
final class Sums {

  private final KafkaStreams streams;
  private final String topic;

  Sums(KafkaStreams streams, String applicationId) {
    this.streams = streams;
    this.topic = MeasurementTopology.amounts(applicationId);
  }

  /**
   * Partitions of the sums that run here.
   *
   * @throws IllegalStateException when the application does not run
   */
  Set<Integer> here() {
    Set<Integer> here = new TreeSet<>();
    for (ThreadMetadata thread : streams.metadataForLocalThreads()) {
      for (TaskMetadata task : thread.activeTasks()) {
        here.addAll(of(task.topicPartitions()));
      }
    }
    return here;
  }

  /** Those of some partitions that are partitions of the sums. */
  Set<Integer> of(Collection<TopicPartition> partitions) {
    Set<Integer> found = new TreeSet<>();
    for (TopicPartition partition : partitions) {
      if (partition.topic().equals(topic)) {
        found.add(partition.partition());
      }
    }
    return found;
  }

  /**
   * Reads the sums of a partition.
   *
   * @param to the last day, included
   * @throws InvalidStateStoreException when it is not here, or is just leaving
   */
  void read(int partition, LocalDate from, LocalDate to, ObjLongConsumer<MeasureKey> each) {
    try (KeyValueIterator<Windowed<String>, Long> all =
        store(partition).fetchAll(start(from), start(to))) {
      while (all.hasNext()) {
        var sum = all.next();
        each.accept(MeasureKey.parse(day(sum.key), sum.key.key()), sum.value);
      }
    }
  }

  /** The latest day that anything is counted of in a partition. */
  Optional<LocalDate> latest(int partition) {
    try (KeyValueIterator<Windowed<String>, Long> all =
        store(partition).backwardFetchAll(Instant.EPOCH, start(LocalDate.of(9999, 1, 1)))) {
      return all.hasNext() ? Optional.of(day(all.next().key)) : Optional.empty();
    }
  }

  private ReadOnlyWindowStore<String, Long> store(int partition) {
    return streams.store(
        StoreQueryParameters.fromNameAndType(
                MeasurementTopology.SUMS, QueryableStoreTypes.<String, Long>windowStore())
            .withPartition(partition));
  }

  private static LocalDate day(Windowed<String> key) {
    return LocalDate.ofInstant(Instant.ofEpochMilli(key.window().start()), ZoneOffset.UTC);
  }

  private static Instant start(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant();
  }
}
