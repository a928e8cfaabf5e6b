package io.beckon.bench.run;

import io.beckon.bench.workload.Expected;
import io.beckon.bench.workload.Workload;
import io.beckon.bench.workload.WorkloadWriter;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Writes histories into topics, and remembers what must be found in them. */
final class Inputs {

  private final String bootstrapServers;
  private final Topics topics;
  private final Set<String> shared = new HashSet<>();
  private final Map<Workload, Expected> expected = new HashMap<>();

  Inputs(String bootstrapServers, Topics topics) {
    this.bootstrapServers = bootstrapServers;
    this.topics = topics;
  }

  /** The topic that all may read, written if it is not yet. */
  String shared(Workload workload) throws InterruptedException {
    String topic = "input-" + workload.shape().label() + "-" + workload.events();
    if (shared.add(topic)) {
      write(topic, workload);
    }
    return topic;
  }

  /** Writes a history behind what a topic holds already; makes the topic if it does not exist. */
  void write(String topic, Workload workload) throws InterruptedException {
    topics.create(topic, workload.partitions());
    WorkloadWriter.write(bootstrapServers, topic, workload);
  }

  Expected expected(Workload workload) {
    return expected.computeIfAbsent(workload, Workload::expected);
  }
}
