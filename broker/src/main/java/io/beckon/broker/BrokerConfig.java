package io.beckon.broker;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** The server properties of one node that is broker and controller in one. */
final class BrokerConfig {

  static final int NODE_ID = 1;
  static final String HOST = "127.0.0.1";
  static final String CONTROLLER_LISTENER = "CONTROLLER";

  private BrokerConfig() {}

  static Map<String, String> of(
      Path directory, int port, int controllerPort, int partitions, Map<String, String> extra) {
    Map<String, String> config = new TreeMap<>();
    node(config, directory, port, controllerPort);
    config.put("num.partitions", String.valueOf(partitions));
    onlyReplica(config);
    promptGroups(config);
    small(config);
    config.putAll(extra);
    return config;
  }

  private static void node(
      Map<String, String> config, Path directory, int port, int controllerPort) {
    String listener = "PLAINTEXT://" + HOST + ":" + port;
    config.put("process.roles", "broker,controller");
    config.put("node.id", String.valueOf(NODE_ID));
    // A static quorum: its port is not written to disk, so a restart may take another one.
    config.put("controller.quorum.voters", NODE_ID + "@" + HOST + ":" + controllerPort);
    config.put("controller.listener.names", CONTROLLER_LISTENER);
    config.put(
        "listeners", listener + "," + CONTROLLER_LISTENER + "://" + HOST + ":" + controllerPort);
    config.put("advertised.listeners", listener);
    config.put(
        "listener.security.protocol.map",
        "PLAINTEXT:PLAINTEXT," + CONTROLLER_LISTENER + ":PLAINTEXT");
    config.put("log.dirs", directory.toString());
  }

  /** Internal topics with one replica and one partition each: there is one node to hold them. */
  private static void onlyReplica(Map<String, String> config) {
    config.put("default.replication.factor", "1");
    config.put("min.insync.replicas", "1");
    config.put("offsets.topic.replication.factor", "1");
    config.put("offsets.topic.num.partitions", "1");
    config.put("transaction.state.log.replication.factor", "1");
    config.put("transaction.state.log.min.isr", "1");
    config.put("transaction.state.log.num.partitions", "1");
    config.put("share.coordinator.state.topic.replication.factor", "1");
    config.put("share.coordinator.state.topic.min.isr", "1");
    config.put("share.coordinator.state.topic.num.partitions", "1");
  }

  /** Groups form at once: nobody waits for members that will not come. */
  private static void promptGroups(Map<String, String> config) {
    config.put("group.initial.rebalance.delay.ms", "0");
    config.put("group.streams.initial.rebalance.delay.ms", "0");
    config.put("group.streams.assignment.interval.ms", "0");
    config.put("group.streams.min.heartbeat.interval.ms", "500");
    config.put("group.streams.heartbeat.interval.ms", "500");
  }

  /** A share of a laptop, beside the application under test. */
  private static void small(Map<String, String> config) {
    // 2 MiB is the least that the cleaner accepts for one thread; the default is 128.
    config.put("log.cleaner.dedupe.buffer.size", "2097152");
    config.put("num.network.threads", "2");
    config.put("num.io.threads", "4");
    config.put("background.threads", "2");
  }
}
