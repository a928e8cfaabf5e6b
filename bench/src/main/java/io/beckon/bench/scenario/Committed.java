package io.beckon.bench.scenario;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.jspecify.annotations.Nullable;

/** How far a group has committed its way through an input, as it was when this was made. */
public final class Committed implements AutoCloseable {

  private static final long POLL_MILLIS = 20;
  private static final long STALLED_NANOS = Duration.ofSeconds(90).toNanos();

  private final Admin admin;
  private final String group;
  private final Map<TopicPartition, Long> ends;
  private final int markers;

  /** Looks where the input ends. */
  public Committed(String bootstrapServers, String group, String topic)
      throws InterruptedException, ExecutionException {
    this(bootstrapServers, group, topic, 0);
  }

  /**
   * The same for a topic that was written in transactions: what stands after the last record of a
   * partition is the marker of its transaction, which a group need not commit.
   */
  public static Committed ofTransactions(String bootstrapServers, String group, String topic)
      throws InterruptedException, ExecutionException {
    return new Committed(bootstrapServers, group, topic, 1);
  }

  private Committed(String bootstrapServers, String group, String topic, int markers)
      throws InterruptedException, ExecutionException {
    this.markers = markers;
    this.group = group;
    this.admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers));
    this.ends = ends(admin, topic);
  }

  /**
   * Waits until all of the input is committed.
   *
   * @param failure why it never will be; gives null while all is well
   * @throws IllegalStateException if it failed, or nothing was committed for long
   */
  public void await(Supplier<@Nullable String> failure)
      throws InterruptedException, ExecutionException {
    long last = -1;
    long since = System.nanoTime();
    while (true) {
      long missing = missing();
      if (missing == 0) {
        return;
      }
      String failed = failure.get();
      if (failed != null) {
        throw new IllegalStateException(failed);
      }
      if (missing != last) {
        last = missing;
        since = System.nanoTime();
      } else if (System.nanoTime() - since > STALLED_NANOS) {
        throw new IllegalStateException(
            group + " has committed nothing for 90 s; " + missing + " records are missing");
      }
      Thread.sleep(POLL_MILLIS);
    }
  }

  private long missing() throws InterruptedException, ExecutionException {
    Map<TopicPartition, OffsetAndMetadata> committed = committed();
    long missing = 0;
    for (Map.Entry<TopicPartition, Long> end : ends.entrySet()) {
      OffsetAndMetadata at = committed.get(end.getKey());
      missing += Math.max(0, end.getValue() - markers - (at == null ? 0 : at.offset()));
    }
    return missing;
  }

  private Map<TopicPartition, OffsetAndMetadata> committed()
      throws InterruptedException, ExecutionException {
    try {
      return admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof GroupIdNotFoundException) {
        return Map.of();
      }
      throw e;
    }
  }

  /** Where each partition of a topic ends, open transactions included. */
  static Map<TopicPartition, Long> ends(Admin admin, String topic)
      throws InterruptedException, ExecutionException {
    Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
    for (TopicDescription found :
        admin.describeTopics(Set.of(topic)).allTopicNames().get().values()) {
      found
          .partitions()
          .forEach(at -> asked.put(new TopicPartition(topic, at.partition()), OffsetSpec.latest()));
    }
    Map<TopicPartition, Long> ends = new HashMap<>();
    admin.listOffsets(asked).all().get().forEach((where, end) -> ends.put(where, end.offset()));
    return ends;
  }

  @Override
  public void close() {
    admin.close();
  }
}
