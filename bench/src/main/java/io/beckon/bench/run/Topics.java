package io.beckon.bench.run;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;

/** The topics of a benchmark. */
final class Topics implements AutoCloseable {

  /**
   * What lies in some topics.
   *
   * @param records with the marks of transactions
   */
  record Size(long bytes, long records) {}

  private final Admin admin;

  Topics(String bootstrapServers) {
    admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers));
  }

  /** Makes a topic that keeps a history whatever its age; one that exists is left alone. */
  void create(String name, int partitions) throws InterruptedException {
    NewTopic topic =
        new NewTopic(name, partitions, (short) 1)
            .configs(
                Map.of(
                    TopicConfig.RETENTION_MS_CONFIG,
                    "-1",
                    TopicConfig.MESSAGE_TIMESTAMP_AFTER_MAX_MS_CONFIG,
                    Long.toString(Long.MAX_VALUE)));
    try {
      admin.createTopics(List.of(topic)).all().get();
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw new IllegalStateException("Cannot make the topic " + name, e);
      }
    }
  }

  /** Deletes the topics whose names begin with one of these. */
  void deleteAll(List<String> prefixes) throws InterruptedException {
    try {
      Set<String> names = names(name -> prefixes.stream().anyMatch(name::startsWith));
      admin.deleteTopics(names).all().get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("Cannot delete the topics of " + prefixes, e);
    }
  }

  /** What lies in the changelogs of an application. */
  Size changelogs(String applicationId) throws InterruptedException {
    try {
      Set<String> names =
          names(name -> name.startsWith(applicationId + "-") && name.endsWith("-changelog"));
      return names.isEmpty() ? new Size(0, 0) : new Size(bytes(names), records(names));
    } catch (ExecutionException e) {
      throw new IllegalStateException("Cannot look at the changelogs of " + applicationId, e);
    }
  }

  private Set<String> names(Predicate<String> wanted)
      throws InterruptedException, ExecutionException {
    Set<String> names = new java.util.TreeSet<>(admin.listTopics().names().get());
    names.removeIf(wanted.negate());
    return names;
  }

  private long bytes(Collection<String> topics) throws InterruptedException, ExecutionException {
    List<Integer> brokers =
        admin.describeCluster().nodes().get().stream().map(node -> node.id()).toList();
    return admin.describeLogDirs(brokers).allDescriptions().get().values().stream()
        .flatMap(directories -> directories.values().stream())
        .flatMap(directory -> directory.replicaInfos().entrySet().stream())
        .filter(replica -> topics.contains(replica.getKey().topic()))
        .mapToLong(replica -> replica.getValue().size())
        .sum();
  }

  private long records(Collection<String> topics) throws InterruptedException, ExecutionException {
    Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
    admin
        .describeTopics(topics)
        .allTopicNames()
        .get()
        .forEach(
            (name, topic) ->
                topic
                    .partitions()
                    .forEach(
                        at ->
                            latest.put(
                                new TopicPartition(name, at.partition()), OffsetSpec.latest())));
    return admin.listOffsets(latest).all().get().values().stream()
        .mapToLong(ListOffsetsResultInfo::offset)
        .sum();
  }

  @Override
  public void close() {
    admin.close();
  }
}
