package io.beckon.app.topics;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a topic must be like.
 *
 * @param partitions how many it is created with
 * @param partitionsMatter why another number is wrong
 * @param replicationFactor copies it is created with; -1: the brokers' default
 * @param settings topic settings by Kafka's names
 * @param reason why it is like that
 */
public record TopicSpec(
    String name,
    int partitions,
    PartitionsMatter partitionsMatter,
    short replicationFactor,
    Map<String, String> settings,
    String reason) {

  public TopicSpec {
    settings = Collections.unmodifiableMap(new TreeMap<>(settings));
  }

  /** Why the number of partitions matters. */
  public enum PartitionsMatter {
    /** State lives in the same partitions. */
    STATE,
    /** What stands in it is read in one order. */
    ORDER,
    /** It does not. */
    NOT
  }
}
