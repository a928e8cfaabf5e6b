package io.beckon.app.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.beckon.app.config.BeckonConfig;
import io.beckon.app.doctor.ClusterCheck.Cluster;
import io.beckon.app.topics.Finding.Severity;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.server.common.MetadataVersion;
import org.junit.jupiter.api.Test;

/** What the brokers are, allow and grant. */
class ClusterChecksTest {

  private static final Map<String, Integer> TODAY =
      Map.of("metadata.version", 30, "transaction.version", 2, "streams.version", 1);
  private static final BeckonConfig CONFIG =
      BeckonConfig.of(Map.of("topics.replication.factor", "3"));
  private static final Map<String, String> USUAL =
      Map.of(
          "transaction.max.timeout.ms", "900000",
          "group.min.session.timeout.ms", "6000",
          "group.max.session.timeout.ms", "1800000",
          "offsets.retention.minutes", "10080",
          "transaction.state.log.replication.factor", "3",
          "offsets.topic.replication.factor", "3",
          "auto.create.topics.enable", "false");

  @Test
  void shouldFindNothingInAClusterOfToday() {
    assertThat(cluster(CONFIG, new Cluster(3, List.of(), TODAY, TODAY))).isEmpty();
  }

  @Test
  void shouldKnowTheLevelOfTheOldestKafkaThatIsTested() {
    assertThat(ClusterCheck.KAFKA_4_0).isEqualTo(MetadataVersion.IBP_4_0_IV0.featureLevel());
  }

  @Test
  void shouldWarnOfAnOldCluster() {
    assertThat(
            cluster(
                CONFIG,
                new Cluster(
                    3, List.of(), Map.of("metadata.version", 21, "transaction.version", 2), TODAY)))
        .singleElement()
        .satisfies(finding -> assertThat(finding.what()).contains("before 4.0 (level 21)"));
    assertThat(cluster(CONFIG, new Cluster(3, List.of(), Map.of(), Map.of())))
        .singleElement()
        .satisfies(finding -> assertThat(finding.what()).contains("ZooKeeper"));
  }

  @Test
  void shouldTellOfAnUpgradeThatWasNotFinished() {
    assertThat(
            cluster(
                CONFIG,
                new Cluster(
                    3,
                    List.of(),
                    Map.of("metadata.version", 27, "transaction.version", 2),
                    Map.of("metadata.version", 30))))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.severity()).isEqualTo(Severity.ADVICE);
              assertThat(finding.what()).contains("level 27 of 30");
            });
  }

  @Test
  void shouldWarnOfTransactionsThatMayHang() {
    assertThat(
            cluster(
                CONFIG,
                new Cluster(
                    3, List.of(), Map.of("metadata.version", 30, "transaction.version", 1), TODAY)))
        .singleElement()
        .satisfies(finding -> assertThat(finding.where()).isEqualTo("transaction.version"));
  }

  @Test
  void shouldRefuseTheStreamsProtocolWhereItIsOff() {
    assertThat(
            cluster(
                BeckonConfig.of(
                    Map.of("group.protocol", "streams", "topics.replication.factor", "3")),
                new Cluster(
                    3, List.of(), Map.of("metadata.version", 30, "transaction.version", 2), TODAY)))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.severity()).isEqualTo(Severity.ERROR);
              assertThat(finding.mend()).contains("--feature streams.version=1");
            });
  }

  @Test
  void shouldRefuseMoreCopiesThanBrokersAndTellWhichAreOut() {
    assertThat(cluster(CONFIG, new Cluster(2, List.of(3), TODAY, TODAY)))
        .extracting(Finding::severity, Finding::what)
        .satisfiesExactly(
            first -> {
              assertThat(first.toList().get(0)).isEqualTo(Severity.ERROR);
              assertThat(first.toList().get(1)).asString().contains("2 brokers are there");
            },
            second -> assertThat(second.toList().get(1)).asString().contains("[3]"));
  }

  @Test
  void shouldFindNothingInTheBrokersUsualTimeouts() {
    assertThat(timeouts(Map.of(), USUAL, 3)).isEmpty();
    assertThat(timeouts(Map.of(), Map.of(), 3)).isEmpty();
  }

  @Test
  void shouldRefuseTransactionsThatBrokersAbort() {
    assertThat(
            timeouts(
                Map.of("transaction.timeout", "15m"),
                with("transaction.max.timeout.ms", "60000"),
                3))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.severity()).isEqualTo(Severity.ERROR);
              assertThat(finding.what()).contains("it is 15m, but the brokers allow 1m");
            });
  }

  @Test
  void shouldRefuseSessionsThatBrokersDoNotGrant() {
    assertThat(timeouts(Map.of(), with("group.max.session.timeout.ms", "30000"), 3))
        .singleElement()
        .satisfies(finding -> assertThat(finding.where()).isEqualTo("session.timeout"));
    assertThat(
            timeouts(
                Map.of("session.timeout", "10s"), with("group.min.session.timeout.ms", "15000"), 3))
        .singleElement()
        .satisfies(finding -> assertThat(finding.severity()).isEqualTo(Severity.ERROR));
    assertThat(
            timeouts(
                Map.of("group.protocol", "streams"),
                with("group.max.session.timeout.ms", "30000"),
                3))
        .isEmpty();
  }

  @Test
  void shouldWarnOfBrokersThatForgetSoon() {
    assertThat(timeouts(Map.of(), with("offsets.retention.minutes", "1440"), 3))
        .singleElement()
        .satisfies(finding -> assertThat(finding.what()).contains("after 1d"));
  }

  @Test
  void shouldWarnOfSingleCopiesOnManyBrokersOnly() {
    Map<String, String> single = with("transaction.state.log.replication.factor", "1");
    assertThat(timeouts(Map.of(), single, 3))
        .singleElement()
        .satisfies(finding -> assertThat(finding.severity()).isEqualTo(Severity.WARNING));
    assertThat(timeouts(Map.of(), single, 1)).isEmpty();
    assertThat(timeouts(Map.of(), with("offsets.topic.replication.factor", "1"), 3)).hasSize(1);
  }

  @Test
  void shouldAdviseAgainstTopicsThatMakeThemselves() {
    assertThat(timeouts(Map.of(), with("auto.create.topics.enable", "true"), 3))
        .singleElement()
        .satisfies(finding -> assertThat(finding.severity()).isEqualTo(Severity.ADVICE));
  }

  @Test
  void shouldSayWhichRightsAreMissingAndHowTheyAreGiven() {
    Set<AclOperation> needed =
        Set.of(AclOperation.READ, AclOperation.DESCRIBE, AclOperation.DESCRIBE_CONFIGS);
    assertThat(AccessCheck.missing("topic", "flows", needed, Set.of(AclOperation.DESCRIBE), "why"))
        .hasValueSatisfying(
            finding -> {
              assertThat(finding.severity()).isEqualTo(Severity.ERROR);
              assertThat(finding.what())
                  .isEqualTo("the user lacks Read, DescribeConfigs on the topic flows: why.");
              assertThat(finding.mend())
                  .isEqualTo(
                      "kafka-acls.sh --bootstrap-server BROKER --add --allow-principal User:NAME"
                          + " --topic flows --operation Read --operation DescribeConfigs");
            });
    assertThat(AccessCheck.missing("topic", "flows", needed, needed, "why")).isEmpty();
    assertThat(AccessCheck.missing("topic", "flows", needed, Set.of(AclOperation.ALL), "why"))
        .isEmpty();
    assertThat(
            AccessCheck.missing(
                "topic", "flows", needed, Set.of(AclOperation.READ, AclOperation.DESCRIBE), "why"))
        .hasValueSatisfying(finding -> assertThat(finding.severity()).isEqualTo(Severity.WARNING));
  }

  private static List<Finding> cluster(BeckonConfig config, Cluster cluster) {
    return ClusterCheck.judge(config, cluster);
  }

  private static List<Finding> timeouts(
      Map<String, String> ours, Map<String, String> theirs, int brokers) {
    return TimeoutsCheck.judge(BeckonConfig.of(ours).processing(), theirs, brokers);
  }

  private static Map<String, String> with(String setting, String value) {
    Map<String, String> settings = new java.util.HashMap<>(USUAL);
    settings.put(setting, value);
    return settings;
  }
}
