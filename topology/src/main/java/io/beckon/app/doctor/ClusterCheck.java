package io.beckon.app.doctor;

import io.beckon.app.config.BeckonConfig;
import io.beckon.app.config.GroupProtocol;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.clients.admin.DescribeClusterResult;
import org.apache.kafka.clients.admin.FeatureMetadata;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.errors.UnsupportedVersionException;

/** Is the cluster one that the application can work with, and is it whole? */
final class ClusterCheck {

  static final String METADATA = "metadata.version";
  static final String TRANSACTIONS = "transaction.version";
  static final String STREAMS = "streams.version";

  /** {@code metadata.version} of Kafka 4.0, the oldest that Beckon is tested with. */
  static final int KAFKA_4_0 = 22;

  /** From here on, a producer's epoch rises with each transaction (KIP-890). */
  private static final int GUARDED = 2;

  private ClusterCheck() {}

  /**
   * What the cluster says of itself.
   *
   * @param brokers that are in use
   * @param fenced brokers that are registered and not in use, by id
   * @param inForce level of each feature
   * @param possible highest level of each feature that the brokers' software knows
   */
  record Cluster(
      int brokers,
      List<Integer> fenced,
      Map<String, Integer> inForce,
      Map<String, Integer> possible) {}

  static Cluster ask(Admin admin) throws Unanswered {
    List<Node> nodes = nodes(admin);
    FeatureMetadata features = Unanswered.get(admin.describeFeatures().featureMetadata());
    Map<String, Integer> inForce = new TreeMap<>();
    Map<String, Integer> possible = new TreeMap<>();
    features
        .finalizedFeatures()
        .forEach((name, range) -> inForce.put(name, (int) range.maxVersionLevel()));
    features
        .supportedFeatures()
        .forEach((name, range) -> possible.put(name, (int) range.maxVersion()));
    return new Cluster(
        (int) nodes.stream().filter(node -> !node.isFenced()).count(),
        nodes.stream().filter(Node::isFenced).map(Node::id).sorted().toList(),
        inForce,
        possible);
  }

  private static List<Node> nodes(Admin admin) throws Unanswered {
    DescribeClusterResult all =
        admin.describeCluster(new DescribeClusterOptions().includeFencedBrokers(true));
    try {
      return List.copyOf(Unanswered.get(all.nodes()));
    } catch (Unanswered e) {
      if (e.is(UnsupportedVersionException.class)) {
        return List.copyOf(Unanswered.get(admin.describeCluster().nodes()));
      }
      throw e;
    }
  }

  static List<Finding> judge(BeckonConfig config, Cluster cluster) {
    List<Finding> findings = new ArrayList<>();
    versions(findings, cluster);
    if (config.processing().groupProtocol() == GroupProtocol.STREAMS
        && cluster.inForce().getOrDefault(STREAMS, 0) < 1) {
      findings.add(
          Finding.error(
              "group.protocol",
              "it is streams, but the cluster has not turned that protocol on (" + STREAMS + ").",
              "Run 'kafka-features.sh --bootstrap-server BROKER upgrade --feature "
                  + STREAMS
                  + "=1', or set group.protocol=classic."));
    }
    int copies = config.topics().replicationFactor();
    if (copies > cluster.brokers()) {
      findings.add(
          Finding.error(
              "topics.replication.factor",
              "it is "
                  + copies
                  + ", but "
                  + (cluster.brokers() == 1 ? "1 broker is" : cluster.brokers() + " brokers are")
                  + " there: topics and changelogs can't be made.",
              "Start the brokers that are missing, or lower it."));
    }
    if (!cluster.fenced().isEmpty()) {
      findings.add(
          Finding.warning(
              "cluster",
              "brokers that are registered and not in use: " + cluster.fenced() + ".",
              "Start them; one that is gone for good is removed with 'kafka-cluster.sh unregister'."));
    }
    return findings;
  }

  private static void versions(List<Finding> findings, Cluster cluster) {
    Integer level = cluster.inForce().get(METADATA);
    if (level == null) {
      findings.add(
          Finding.warning(
              METADATA,
              "the cluster tells none: it is older than Kafka 3.3, or keeps its metadata in ZooKeeper."
                  + " Nobody has tried Beckon with it.",
              "Use Kafka 4.0 or later."));
      return;
    }
    if (level < KAFKA_4_0) {
      findings.add(
          Finding.warning(
              METADATA,
              "the cluster works as a Kafka before 4.0 (level "
                  + level
                  + "). Nobody has tried Beckon with it.",
              "Upgrade the brokers, then run 'kafka-features.sh --bootstrap-server BROKER upgrade"
                  + " --release-version VERSION'."));
    } else if (level < cluster.possible().getOrDefault(METADATA, level)) {
      findings.add(
          Finding.advice(
              METADATA,
              "the brokers' software can more than is turned on (level "
                  + level
                  + " of "
                  + cluster.possible().get(METADATA)
                  + "): an upgrade was not finished.",
              "When no way back is needed: 'kafka-features.sh --bootstrap-server BROKER upgrade"
                  + " --release-version VERSION'."));
    }
    if (cluster.inForce().getOrDefault(TRANSACTIONS, 0) < GUARDED) {
      findings.add(
          Finding.warning(
              TRANSACTIONS,
              "it is below "
                  + GUARDED
                  + ": a write that arrives late can leave a transaction open for ever, and behind one"
                  + " in the log nothing is read and time stands still.",
              "Run 'kafka-features.sh --bootstrap-server BROKER upgrade --feature "
                  + TRANSACTIONS
                  + "="
                  + GUARDED
                  + "'."));
    }
  }
}
