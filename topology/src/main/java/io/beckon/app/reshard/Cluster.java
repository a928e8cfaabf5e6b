package io.beckon.app.reshard;

import io.beckon.app.CommandFailedException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/** Questions to the brokers, answered or refused with a message for a person. */
final class Cluster {

  private final Admin admin;

  Cluster(Admin admin) {
    this.admin = admin;
  }

  /** Partitions of topics by name; those that do not exist are left out. */
  Map<String, TopicDescription> describe(Collection<String> names) {
    Map<String, TopicDescription> found = new TreeMap<>();
    admin
        .describeTopics(names)
        .topicNameValues()
        .forEach(
            (name, future) -> {
              TopicDescription topic = orNull(future, UnknownTopicOrPartitionException.class);
              if (topic != null) {
                found.put(name, topic);
              }
            });
    return found;
  }

  Set<String> topics() {
    return get(admin.listTopics().names());
  }

  /** Makes a topic like another one, with other partitions; one that exists is left as it is. */
  void createLike(String model, String name, int partitions) {
    Map<String, TopicDescription> known = describe(List.of(model, name));
    TopicDescription like = known.get(model);
    if (known.containsKey(name) || like == null) {
      return;
    }
    Map<String, String> settings = new HashMap<>();
    for (ConfigEntry entry : settings(model)) {
      if (entry.source() == ConfigEntry.ConfigSource.DYNAMIC_TOPIC_CONFIG) {
        settings.put(entry.name(), entry.value());
      }
    }
    int replicas = like.partitions().get(0).replicas().size();
    create(new NewTopic(name, partitions, (short) replicas).configs(settings));
  }

  /** The settings of a topic. */
  Collection<ConfigEntry> settings(String topic) {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    Config config = get(admin.describeConfigs(List.of(resource)).all()).get(resource);
    return config == null ? List.of() : config.entries();
  }

  void create(NewTopic topic) {
    get(admin.createTopics(List.of(topic)).all());
    while (!describe(List.of(topic.name())).containsKey(topic.name())) {
      pause();
    }
  }

  void delete(Collection<String> names) {
    Set<String> existing = describe(names).keySet();
    if (!existing.isEmpty()) {
      get(admin.deleteTopics(existing).all());
    }
  }

  /** Members of a group that are alive; -1: there is no such group. */
  int members(String group) {
    var classic =
        orNull(
            admin.describeConsumerGroups(List.of(group)).describedGroups().get(group),
            GroupIdNotFoundException.class);
    if (classic != null) {
      return classic.members().size();
    }
    var streams =
        orNull(
            admin.describeStreamsGroups(List.of(group)).describedGroups().get(group),
            GroupIdNotFoundException.class);
    return streams == null ? -1 : streams.members().size();
  }

  /** What a group has committed of a topic, by partition. */
  SortedMap<Integer, Long> committed(String group, String topic) {
    SortedMap<Integer, Long> offsets = new TreeMap<>();
    var all =
        orNull(
            admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata(),
            GroupIdNotFoundException.class);
    if (all != null) {
      all.forEach(
          (partition, offset) -> {
            if (offset != null && partition.topic().equals(topic)) {
              offsets.put(partition.partition(), offset.offset());
            }
          });
    }
    return offsets;
  }

  Map<TopicPartition, Long> begins(Collection<TopicPartition> partitions) {
    return offsets(partitions, OffsetSpec.earliest(), IsolationLevel.READ_UNCOMMITTED);
  }

  /** Ends for who reads committed records only. */
  Map<TopicPartition, Long> ends(Collection<TopicPartition> partitions) {
    return offsets(partitions, OffsetSpec.latest(), IsolationLevel.READ_COMMITTED);
  }

  /** Topics in which a transaction is open. */
  Set<String> unsealed(Collection<TopicPartition> partitions) {
    Map<TopicPartition, Long> sealed = ends(partitions);
    Map<TopicPartition, Long> all =
        offsets(partitions, OffsetSpec.latest(), IsolationLevel.READ_UNCOMMITTED);
    Set<String> topics = new TreeSet<>();
    all.forEach(
        (partition, end) -> {
          if (!end.equals(sealed.get(partition))) {
            topics.add(partition.topic());
          }
        });
    return topics;
  }

  /** How many records partitions may hold. */
  long records(Collection<TopicPartition> partitions) {
    Map<TopicPartition, Long> begins = begins(partitions);
    long records = 0;
    for (var end :
        offsets(partitions, OffsetSpec.latest(), IsolationLevel.READ_UNCOMMITTED).entrySet()) {
      records += end.getValue() - begins.getOrDefault(end.getKey(), 0L);
    }
    return records;
  }

  private Map<TopicPartition, Long> offsets(
      Collection<TopicPartition> partitions, OffsetSpec spec, IsolationLevel isolation) {
    Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
    partitions.forEach(partition -> asked.put(partition, spec));
    Map<TopicPartition, Long> offsets = new HashMap<>();
    if (!asked.isEmpty()) {
      get(admin.listOffsets(asked, new ListOffsetsOptions(isolation)).all())
          .forEach((partition, found) -> offsets.put(partition, found.offset()));
    }
    return offsets;
  }

  static List<TopicPartition> partitions(String topic, int count) {
    return IntStream.range(0, count).mapToObj(p -> new TopicPartition(topic, p)).toList();
  }

  static List<TopicPartition> partitions(Map<String, Integer> topics) {
    List<TopicPartition> all = new ArrayList<>();
    topics.forEach((topic, count) -> all.addAll(partitions(topic, count)));
    return all;
  }

  static <T> T get(KafkaFuture<T> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw unanswered(e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private static <T> @Nullable T orNull(
      @Nullable KafkaFuture<T> future, Class<? extends Exception> expected) {
    try {
      return future == null ? null : future.get();
    } catch (ExecutionException e) {
      if (expected.isInstance(e.getCause())) {
        return null;
      }
      throw unanswered(e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  static void pause() {
    try {
      Thread.sleep(100);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private static CommandFailedException unanswered(ExecutionException e) {
    Throwable cause = e.getCause() == null ? e : e.getCause();
    return CommandFailedException.failed(
        "the brokers refuse: " + cause.getMessage() + ". Mend it and repeat the command.", cause);
  }

  private static CommandFailedException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return CommandFailedException.failed("interrupted; repeat the command to go on", e);
  }
}
