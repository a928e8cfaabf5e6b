package io.beckon.app.reshard;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.beckon.app.config.BeckonConfig;
import io.beckon.app.config.LogTimestamps;
import io.beckon.app.run.ProductFeed;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Looks at what the cluster has of both applications. */
final class Scene {

  /** So many records before the last one read are looked at for the time of a partition. */
  private static final long LATEST = 500;

  private final BeckonConfig old;
  private final BeckonConfig wanted;
  private final Cluster cluster;

  /**
   * A scene.
   *
   * @param old configuration of the old application
   * @param wanted configuration of the new one
   */
  Scene(BeckonConfig old, BeckonConfig wanted, Cluster cluster) {
    this.old = old;
    this.wanted = wanted;
    this.cluster = cluster;
  }

  /** What there is. */
  Situation situation(@Nullable Set<String> partlyRead) {
    String from = old.app().applicationId();
    String log = old.topics().shopperEvents();
    SortedMap<String, Integer> stores = stores(from);
    Set<String> missing = new TreeSet<>(Names.stores());
    missing.removeAll(stores.keySet());
    int members = cluster.members(from);
    int logPartitions = partitions(log);
    Map<String, Integer> own = new TreeMap<>();
    stores.forEach((store, count) -> own.put(Names.changelog(from, store), count));
    own.put(log, logPartitions);
    return new Situation(
        members >= 0,
        Math.max(0, members) + Math.max(0, cluster.members(from + ProductFeed.SUFFIX)),
        cluster.committed(from, log),
        stores,
        missing,
        new TreeSet<>(Names.unknown(from, cluster.topics())),
        logPartitions,
        cluster.unsealed(Cluster.partitions(own)),
        movedTo(from),
        partlyRead,
        newLog(),
        newStores(),
        newGroup());
  }

  private SortedMap<String, Integer> stores(String application) {
    Map<String, String> names = new HashMap<>();
    Names.stores().forEach(store -> names.put(Names.changelog(application, store), store));
    SortedMap<String, Integer> stores = new TreeMap<>();
    cluster
        .describe(names.keySet())
        .forEach((topic, found) -> stores.put(names.get(topic), found.partitions().size()));
    return stores;
  }

  private Situation.NewLog newLog() {
    String log = wanted.topics().shopperEvents();
    int partitions = partitions(log);
    return new Situation.NewLog(partitions, cluster.records(Cluster.partitions(log, partitions)));
  }

  private Set<String> newStores() {
    Set<String> filled = new TreeSet<>();
    stores(wanted.app().applicationId())
        .forEach(
            (store, count) -> {
              String changelog = Names.changelog(wanted.app().applicationId(), store);
              if (cluster.records(Cluster.partitions(changelog, count)) > 0) {
                filled.add(changelog);
              }
            });
    return filled;
  }

  private Situation.NewGroup newGroup() {
    String to = wanted.app().applicationId();
    long read =
        cluster.committed(to, wanted.topics().shopperEvents()).values().stream()
            .mapToLong(Long::longValue)
            .sum();
    return new Situation.NewGroup(
        Math.max(0, cluster.members(to)) + Math.max(0, cluster.members(to + ProductFeed.SUFFIX)),
        read);
  }

  /** Partitions of a topic; 0: there is none. */
  int partitions(String topic) {
    TopicDescription found = cluster.describe(List.of(topic)).get(topic);
    return found == null ? 0 : found.partitions().size();
  }

  /** The plan by what there is now. */
  Plan plan(Situation now) {
    return new Plan(
        old.app().applicationId(),
        wanted.app().applicationId(),
        now.stateIn(),
        wanted.topics().partitions(),
        old.topics().shopperEvents(),
        wanted.topics().shopperEvents(),
        now.committed(),
        logTime(now));
  }

  /** The earliest of the times at which the old partitions stand; timers can't be hurried by it. */
  private long logTime(Situation now) {
    long earliest = Long.MAX_VALUE;
    try (Reader reader = new Reader(old)) {
      for (var committed : now.committed().entrySet()) {
        TopicPartition partition =
            new TopicPartition(old.topics().shopperEvents(), committed.getKey());
        long[] latest = {-1};
        Reader.Reading reading =
            reader.read(
                List.of(partition),
                Map.of(committed.getKey(), Math.max(0, committed.getValue() - LATEST)),
                Map.of(partition, committed.getValue()));
        while (!reading.isOver()) {
          reading.poll(record -> latest[0] = Math.max(latest[0], record.timestamp()));
        }
        if (latest[0] >= 0) {
          earliest = Math.min(earliest, latest[0]);
        }
      }
    }
    boolean append = old.topics().timestamps() == LogTimestamps.APPEND;
    return earliest != Long.MAX_VALUE ? earliest : append ? System.currentTimeMillis() : 0;
  }

  /** What was noted of a resharding to the new application. */
  Journal journal() {
    Journal journal = new Journal();
    String topic = Journal.topic(wanted.app().applicationId());
    if (partitions(topic) > 0) {
      each(topic, journal::take);
    }
    return journal;
  }

  /** Where an application has moved to. */
  Optional<String> movedTo(String from) {
    String topic = Journal.movedTopic(from);
    List<String> to = new ArrayList<>();
    if (partitions(topic) > 0) {
      each(topic, (key, value) -> to.add(new String(value, UTF_8)));
    }
    return to.isEmpty() ? Optional.empty() : Optional.of(to.get(to.size() - 1));
  }

  private interface Note {
    void of(byte[] key, byte[] value);
  }

  private void each(String topic, Note note) {
    try (Reader reader = new Reader(wanted)) {
      Reader.Reading reading = reader.read(Cluster.partitions(topic, 1), Map.of());
      while (!reading.isOver()) {
        reading.poll(record -> note.of(record.key(), record.value()));
      }
    }
  }
}
