package io.beckon.app.topics;

import static org.apache.kafka.common.config.TopicConfig.CLEANUP_POLICY_COMPACT;
import static org.apache.kafka.common.config.TopicConfig.CLEANUP_POLICY_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.CLEANUP_POLICY_DELETE;
import static org.apache.kafka.common.config.TopicConfig.MAX_MESSAGE_BYTES_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.MESSAGE_TIMESTAMP_AFTER_MAX_MS_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.RETENTION_MS_CONFIG;

import io.beckon.app.config.BeckonConfig;
import io.beckon.app.config.LogTimestamps;
import io.beckon.app.config.TopicsConfig;
import io.beckon.app.topics.TopicSpec.PartitionsMatter;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The topics that a configuration asks for. */
public final class ContractTopics {

  private final TopicsConfig topics;
  private final boolean create;
  private final int messageBytes;
  private final int deadLetterBytes;

  private ContractTopics(BeckonConfig config) {
    this.topics = config.topics();
    this.create = topics.timestamps() == LogTimestamps.CREATE;
    this.messageBytes = config.limits().messageBytes();
    this.deadLetterBytes = config.limits().deadLetterBytes();
  }

  /** All of them, the log first. */
  public static List<TopicSpec> of(BeckonConfig config) {
    ContractTopics all = new ContractTopics(config);
    return List.of(
        all.shopperEvents(),
        all.flows(),
        all.compacted(
            all.topics.products(),
            "The latest of each product is the catalog; an older one is of no use."),
        all.compacted(
            all.topics.shopFacts(),
            "The latest of each fact is what may be claimed; an older one no longer is."),
        all.output(
            all.topics.abandonmentTriggers(),
            all.topics.retentionOutputs(),
            all.messageBytes,
            "As many partitions as the log: each shopper's triggers stay in order."),
        all.output(
            all.topics.sendCommands(),
            all.topics.retentionOutputs(),
            all.messageBytes,
            "A cancel must stay behind the command it cancels: never compacted, in order by"
                + " shopper."),
        all.output(
            all.topics.decisions(),
            all.topics.retentionDecisions(),
            all.messageBytes,
            "The audit: every decision is kept, not only a shopper's latest."),
        all.output(
            all.topics.tasks(),
            all.topics.retentionOutputs(),
            all.messageBytes,
            "Each is something to do: never compacted, a shopper's tasks in order."),
        all.outcomes(),
        all.output(
            all.topics.attributions(),
            all.topics.retentionOutcomes(),
            all.messageBytes,
            "Each correction follows what it corrects: never compacted, in order by shopper."),
        all.compacted(
            all.topics.measures(),
            "The latest of each count is what it came to; an older one is of no use."),
        all.audienceChanges(),
        all.output(
            all.topics.deadLetters(),
            all.topics.retentionDeadLetters(),
            all.deadLetterBytes,
            "Holds the original bytes and what was wrong: larger than the largest event."),
        all.compacted(
            all.topics.contacts(),
            "The latest of each address counts; what is suppressed must never be forgotten."));
  }

  /** Names of those that the main job reads or writes, as it is configured. */
  public static Set<String> ofMainJob(BeckonConfig config) {
    TopicsConfig topics = config.topics();
    Set<String> used = new HashSet<>();
    of(config).forEach(spec -> used.add(spec.name()));
    used.removeAll(Set.of(topics.attributions(), topics.measures()));
    if (config.outcomes().markEvery().isZero()) {
      used.remove(topics.outcomes());
    }
    return used;
  }

  /** Names of those that measurement reads or writes. */
  public static Set<String> ofMeasurement(BeckonConfig config) {
    TopicsConfig topics = config.topics();
    return Set.of(
        topics.outcomes(), topics.attributions(), topics.measures(), topics.deadLetters());
  }

  private TopicSpec shopperEvents() {
    Map<String, String> settings = settings(CLEANUP_POLICY_DELETE, messageBytes);
    settings.put(RETENTION_MS_CONFIG, retention(topics.retentionEvents()));
    if (!create) {
      settings.put(MESSAGE_TIMESTAMP_TYPE_CONFIG, "LogAppendTime");
    }
    return new TopicSpec(
        topics.shopperEvents(),
        topics.partitions(),
        PartitionsMatter.STATE,
        topics.replicationFactor(),
        settings,
        "Every event counts, so it is never compacted. Its timestamps are the time by which all is"
            + " decided; its partitions are those of the state.");
  }

  /** One partition: a flow's version must be read before the head that points at it. */
  private TopicSpec flows() {
    return new TopicSpec(
        topics.flows(),
        1,
        PartitionsMatter.ORDER,
        topics.replicationFactor(),
        settings(CLEANUP_POLICY_COMPACT, messageBytes),
        "Definitions are kept for ever. One partition: a version is read before the head that"
            + " points at it.");
  }

  private TopicSpec outcomes() {
    TopicSpec spec =
        output(
            topics.outcomes(),
            topics.retentionOutcomes(),
            messageBytes,
            "Time marks are written to the partition whose time they tell: it needs as many"
                + " partitions as the log.");
    return new TopicSpec(
        spec.name(),
        spec.partitions(),
        PartitionsMatter.STATE,
        spec.replicationFactor(),
        spec.settings(),
        spec.reason());
  }

  private TopicSpec compacted(String name, String reason) {
    return new TopicSpec(
        name,
        topics.partitions(),
        PartitionsMatter.NOT,
        topics.replicationFactor(),
        settings(CLEANUP_POLICY_COMPACT, messageBytes),
        reason);
  }

  /** The latest of each member is who is in it; a membership ends long before it is forgotten. */
  private TopicSpec audienceChanges() {
    TopicSpec spec =
        output(
            topics.audienceChanges(),
            topics.retentionAudiences(),
            messageBytes,
            "The latest change of each member counts; kept longer than any membership lasts.");
    Map<String, String> settings = new HashMap<>(spec.settings());
    settings.put(CLEANUP_POLICY_CONFIG, CLEANUP_POLICY_COMPACT + "," + CLEANUP_POLICY_DELETE);
    return new TopicSpec(
        spec.name(),
        spec.partitions(),
        spec.partitionsMatter(),
        spec.replicationFactor(),
        settings,
        spec.reason());
  }

  private TopicSpec output(String name, Duration retention, int maxBytes, String reason) {
    Map<String, String> settings = settings(CLEANUP_POLICY_DELETE, maxBytes);
    settings.put(RETENTION_MS_CONFIG, retention(retention));
    return new TopicSpec(
        name,
        topics.partitions(),
        PartitionsMatter.NOT,
        topics.replicationFactor(),
        settings,
        reason);
  }

  /** Outputs carry the logical time of the decision, so that their timestamps are Beckon's. */
  private Map<String, String> settings(String policy, int maxBytes) {
    Map<String, String> settings = new HashMap<>();
    settings.put(CLEANUP_POLICY_CONFIG, policy);
    settings.put(MAX_MESSAGE_BYTES_CONFIG, Integer.toString(maxBytes));
    settings.put(MESSAGE_TIMESTAMP_TYPE_CONFIG, "CreateTime");
    if (create) {
      settings.put(MESSAGE_TIMESTAMP_AFTER_MAX_MS_CONFIG, Long.toString(Long.MAX_VALUE));
    }
    if (topics.replicationFactor() >= 3) {
      settings.put(MIN_IN_SYNC_REPLICAS_CONFIG, "2");
    }
    return settings;
  }

  /** An imported month would be deleted at once if its own timestamps counted. */
  private String retention(Duration wanted) {
    return create ? "-1" : Long.toString(wanted.toMillis());
  }
}
