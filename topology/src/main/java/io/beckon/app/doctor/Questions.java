package io.beckon.app.doctor;

import static java.util.Objects.requireNonNull;

import io.beckon.app.config.BeckonConfig;
import io.beckon.app.config.GroupProtocol;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.QuorumInfo;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/** What the brokers are asked of clocks, settings and progress. */
final class Questions {

  private final GroupProtocol protocol;
  private final Reading reading;
  private final Admin admin;

  /** About an application and what it reads. */
  Questions(BeckonConfig config, Reading reading, Admin admin) {
    this.protocol = config.processing().groupProtocol();
    this.reading = reading;
    this.admin = admin;
  }

  /** What they are about. */
  Reading reading() {
    return reading;
  }

  /** Partitions of what is read. */
  int partitions() throws Unanswered {
    String log = reading.topic();
    return Unanswered.get(admin.describeTopics(List.of(log)).topicNameValues().get(log))
        .partitions()
        .size();
  }

  /** How many brokers there are. */
  int brokers() throws Unanswered {
    return Unanswered.get(admin.describeCluster().nodes()).size();
  }

  /** Settings of one of the brokers. */
  Map<String, String> settings() throws Unanswered {
    Node broker = Unanswered.get(admin.describeCluster().nodes()).iterator().next();
    return settings(new ConfigResource(ConfigResource.Type.BROKER, broker.idString()));
  }

  private Map<String, String> settings(ConfigResource resource) throws Unanswered {
    Map<String, String> settings = new HashMap<>();
    for (ConfigEntry entry :
        Unanswered.get(admin.describeConfigs(List.of(resource)).values().get(resource)).entries()) {
      if (entry.value() != null) {
        settings.put(entry.name(), entry.value());
      }
    }
    return settings;
  }

  /**
   * The controller's clock and ours around it. The leader of the metadata quorum says of itself
   * that it has caught up now.
   *
   * @param appended append time of the latest record of the log
   */
  ClockCheck.Clocks clocks(OptionalLong appended) throws Unanswered {
    long asked = System.currentTimeMillis();
    OptionalLong controller = OptionalLong.empty();
    try {
      QuorumInfo quorum = Unanswered.get(admin.describeMetadataQuorum().quorumInfo());
      controller =
          quorum.voters().stream()
              .filter(voter -> voter.replicaId() == quorum.leaderId())
              .flatMapToLong(voter -> voter.lastCaughtUpTimestamp().stream())
              .filter(time -> time > 0)
              .findFirst();
    } catch (Unanswered e) {
      if (!e.denied()) {
        throw e;
      }
    }
    return new ClockCheck.Clocks(asked, System.currentTimeMillis(), controller, appended);
  }

  /** How long records are kept that are read; for ever when the topic does not say. */
  Duration retention() throws Unanswered {
    String millis =
        settings(new ConfigResource(ConfigResource.Type.TOPIC, reading.topic()))
            .get(TopicConfig.RETENTION_MS_CONFIG);
    return millis == null || millis.startsWith("-")
        ? Duration.ofMillis(Long.MAX_VALUE)
        : Duration.ofMillis(Long.parseLong(millis));
  }

  /** Who reads what. */
  record Readers(int members, Set<Integer> assigned) {}

  Readers readers() throws Unanswered {
    String group = reading.group();
    try {
      if (protocol == GroupProtocol.STREAMS) {
        var described =
            Unanswered.get(
                admin.describeStreamsGroups(List.of(group)).describedGroups().get(group));
        Set<String> readers = new HashSet<>();
        described.subtopologies().stream()
            .filter(part -> part.sourceTopics().contains(reading.topic()))
            .forEach(part -> readers.add(part.subtopologyId()));
        Set<Integer> assigned = new HashSet<>();
        described
            .members()
            .forEach(
                member ->
                    member.assignment().activeTasks().stream()
                        .filter(task -> readers.contains(task.subtopologyId()))
                        .forEach(task -> assigned.addAll(task.partitions())));
        return new Readers(described.members().size(), assigned);
      }
      var described =
          Unanswered.get(admin.describeConsumerGroups(List.of(group)).describedGroups().get(group));
      Set<Integer> assigned = new HashSet<>();
      described
          .members()
          .forEach(member -> assigned.addAll(ofLog(member.assignment().topicPartitions())));
      return new Readers(described.members().size(), assigned);
    } catch (Unanswered e) {
      if (e.is(GroupIdNotFoundException.class)) {
        return new Readers(0, Set.of());
      }
      throw e;
    }
  }

  private List<Integer> ofLog(Collection<TopicPartition> all) {
    return all.stream()
        .filter(partition -> partition.topic().equals(reading.topic()))
        .map(TopicPartition::partition)
        .toList();
  }

  /** Where each partition stands, but for the times. */
  List<ProgressCheck.Partition> progress(int partitions, Readers readers) throws Unanswered {
    Map<Integer, Long> committed = committed();
    Map<TopicPartition, ListOffsetsResultInfo> begins = offsets(partitions, OffsetSpec.earliest());
    Map<TopicPartition, ListOffsetsResultInfo> ends = offsets(partitions, OffsetSpec.latest());
    List<ProgressCheck.Partition> all = new ArrayList<>();
    for (int number = 0; number < partitions; number++) {
      TopicPartition partition = new TopicPartition(reading.topic(), number);
      Long offset = committed.get(number);
      all.add(
          new ProgressCheck.Partition(
              number,
              requireNonNull(begins.get(partition)).offset(),
              requireNonNull(ends.get(partition)).offset(),
              offset == null ? OptionalLong.empty() : OptionalLong.of(offset),
              OptionalLong.empty(),
              readers.assigned().contains(number)));
    }
    return all;
  }

  private Map<Integer, Long> committed() throws Unanswered {
    Map<Integer, Long> committed = new HashMap<>();
    try {
      Unanswered.get(
              admin.listConsumerGroupOffsets(reading.group()).partitionsToOffsetAndMetadata())
          .forEach(
              (partition, offset) -> {
                if (offset != null && partition.topic().equals(reading.topic())) {
                  committed.put(partition.partition(), offset.offset());
                }
              });
    } catch (Unanswered e) {
      if (!e.is(GroupIdNotFoundException.class)) {
        throw e;
      }
    }
    return committed;
  }

  private Map<TopicPartition, ListOffsetsResultInfo> offsets(int partitions, OffsetSpec spec)
      throws Unanswered {
    Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
    for (int number = 0; number < partitions; number++) {
      asked.put(new TopicPartition(reading.topic(), number), spec);
    }
    return Unanswered.get(admin.listOffsets(asked).all());
  }
}
