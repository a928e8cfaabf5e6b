package io.beckon.app.topics;

import java.util.Map;
import java.util.Optional;

/**
 * A topic as it is.
 *
 * @param replicas copies of the partition that has fewest
 * @param settings by Kafka's names; empty when they may not be read
 */
record FoundTopic(
    String name, int partitions, int replicas, Optional<Map<String, String>> settings) {}
