package io.beckon.measurement.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.beckon.app.CommandFailedException;
import io.beckon.app.config.BeckonConfig;
import io.beckon.app.doctor.Area;
import io.beckon.app.doctor.Diagnosis.Examined;
import io.beckon.app.doctor.Examination;
import io.beckon.app.doctor.Finding;
import io.beckon.app.topics.Finding.Severity;
import io.beckon.app.topics.StartCheck;
import io.beckon.broker.EmbeddedBroker;
import io.beckon.contract.OrderSeen;
import io.beckon.contract.OutcomeEvent;
import io.beckon.contract.TimeMark;
import io.beckon.measurement.app.MeasureApplication;
import io.beckon.schemas.ContractTrust;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigOp.OpType;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** What the doctor says of a measurement that ran on a real broker, and was broken since. */
@SuppressWarnings("NullAway.Init")
final class MeasurementDoctorIT {

  private static EmbeddedBroker broker;
  private static int clusters;

  @TempDir private static Path folder;
  private static Cluster shared;
  private Cluster cluster;

  @BeforeAll
  static void start() {
    ContractTrust.grant(); // an order has defaults, and Avro reads classes out of these
    broker = EmbeddedBroker.start();
    shared = measured();
  }

  @AfterAll
  static void stop() {
    shared.close();
    broker.close();
  }

  /** What can't be mended again is broken apart. */
  @BeforeEach
  void choose(TestInfo test) {
    cluster =
        test.getTags().contains("new")
            ? cluster()
            : test.getTags().contains("broken") ? measured() : shared;
  }

  @AfterEach
  void close() {
    if (cluster != shared) {
      cluster.close();
    }
  }

  private static Cluster cluster() {
    return new Cluster(
        broker.bootstrapServers(),
        "doctor" + ++clusters,
        folder,
        Map.of("log.timestamps", "append"));
  }

  /** A cluster on which measurement ran, and stopped. */
  private static Cluster measured() {
    Cluster cluster = cluster();
    tell(cluster, 20);
    try (MeasureApplication application =
        MeasureApplication.create(cluster.config(), new SimpleMeterRegistry())) {
      application.start();
      Cluster.await(() -> cluster.lag() == 0, () -> "all is measured");
      assertThat(findings(cluster.config())).as("while it runs").isEmpty();
    }
    return cluster;
  }

  @Test
  @Tag("new")
  void shouldLookAtNothingBeforeItHasRun() {
    Examined area = examined(cluster.config());
    assertThat(area.skipped()).hasValueSatisfying(why -> assertThat(why).contains("has not run"));
    assertThat(area.findings()).isEmpty();
    StartCheck.runMeasurement(cluster.config());
  }

  @Test
  void shouldSayThatNobodyMeasuresAndHowMuchWaits() {
    tell(cluster, 7);
    assertThat(findings())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.severity()).isEqualTo(Severity.WARNING);
              assertThat(finding.where()).isEqualTo(id());
              assertThat(finding.what())
                  .startsWith("no instance runs, and ")
                  .contains("records wait. Figures stand still until one does");
            });
    StartCheck.runMeasurement(cluster.config());
  }

  @Test
  void shouldNameEachChangelogThatIsKeptForShorterThanWindowsGrew() {
    BeckonConfig longer = config("measure.window.email", "opened 5d, clicked 20d");
    List<Finding> found = besideThatNobodyRuns(longer);
    assertThat(found)
        .extracting(Finding::where)
        .containsExactlyInAnyOrder(
            id() + "-touched-this-join-store-changelog",
            id() + "-touched-other-join-store-changelog",
            id() + "-sums-changelog");
    long needed = Duration.ofDays(20 + 2 + 90).plusHours(1).toMillis();
    assertThat(found)
        .filteredOn(finding -> finding.where().contains("touched-this"))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.severity()).isEqualTo(Severity.WARNING);
              assertThat(finding.what()).contains("keeps records 97d1h, and", "ask for 112d1h");
              assertThat(finding.mend()).endsWith("--add-config retention.ms=" + needed);
            });
    alter(id() + "-touched-this-join-store-changelog", "retention.ms", Long.toString(needed));
    assertThat(besideThatNobodyRuns(longer)).hasSize(2);
    assertThat(besideThatNobodyRuns(cluster.config())).isEmpty();
  }

  @Test
  void shouldRefuseTopicsOfTheStateThatForgetWhatIsNeeded() {
    alter(id() + "-ledgers-changelog", "cleanup.policy", "delete");
    assertThat(only(Severity.ERROR).what())
        .contains("cleanup.policy is delete, but must be compact");
    assertThatThrownBy(() -> StartCheck.runMeasurement(cluster.config()))
        .isInstanceOf(CommandFailedException.class)
        .hasMessageContaining("ledgers-changelog");
    alter(id() + "-ledgers-changelog", "cleanup.policy", "compact");

    alter(id() + "-amounts-repartition", "retention.ms", "86400000");
    Finding amounts = only(Severity.ERROR);
    assertThat(amounts.what()).contains("amounts-repartition keeps records 1d: ");
    assertThat(amounts.mend()).endsWith("--add-config retention.ms=-1");
    alter(id() + "-amounts-repartition", "retention.ms", "-1");
  }

  @Test
  void shouldWarnOfOutcomesThatAreGoneBeforeTheirWindowsAreOver() {
    alter(cluster.config().topics().outcomes(), "retention.ms", "86400000");
    assertThat(only(Severity.WARNING).what())
        .contains(" keeps records 1d, and windows with what is told late last 7d1h");
    alter(cluster.config().topics().outcomes(), "retention.ms", "7776000000");
  }

  @Test
  void shouldWarnWhenTheMainJobIsToldToTellNothing() {
    assertThat(only(config("outcomes.enabled", "false"), Severity.WARNING).what())
        .startsWith("outcomes.enabled is false");
  }

  @Test
  @Tag("broken")
  void shouldCountWhatWasDeletedBeforeItWasMeasured() throws Exception {
    int partition = 1;
    for (int i = 0; i < 5; i++) {
      cluster.write(List.of(order(Cluster.shopperIn(partition, "late"), i)));
    }
    TopicPartition gone = new TopicPartition(cluster.config().topics().outcomes(), partition);
    cluster.admin().deleteRecords(Map.of(gone, RecordsToDelete.beforeOffset(-1))).all().get();

    Finding lost = only(Severity.ERROR);
    assertThat(lost.what())
        .contains("records were deleted before they were read (partitions [1])")
        .endsWith("the figures of those days lack them for good.");
    assertThat(lost.mend()).startsWith("Raise topics.retention.outcomes");
  }

  @Test
  @Tag("broken")
  void shouldNoticeThatAChangelogIsGone() throws Exception {
    String ledgers = id() + "-ledgers-changelog";
    cluster.admin().deleteTopics(List.of(ledgers)).all().get();
    Finding missing = only(Severity.WARNING);
    assertThat(missing.where()).isEqualTo(ledgers);
    assertThat(missing.what()).startsWith("there is no topic " + ledgers + ", and others");
  }

  @Test
  @Tag("broken")
  void shouldNotStartOverATopicOfOtherPartitions() throws Exception {
    String outcomes = cluster.config().topics().outcomes();
    cluster.admin().createPartitions(Map.of(outcomes, NewPartitions.increaseTo(4))).all().get();
    Cluster.await(
        () -> findings().stream().anyMatch(finding -> finding.severity() == Severity.ERROR),
        () -> "the broker shows the new partition");

    Finding other = only(Severity.ERROR);
    assertThat(other.what())
        .startsWith(outcomes + " has 4 partitions, but the state of measurement lives in 3 (");
    assertThat(other.mend()).startsWith("Measure anew: under another measure.application.id");
    assertThatThrownBy(() -> StartCheck.runMeasurement(config("topics.partitions", "4")))
        .isInstanceOf(CommandFailedException.class)
        .hasMessageContaining("the state of measurement lives in 3");
  }

  /** The only finding but that nobody runs. */
  private Finding only(Severity severity) {
    return only(cluster.config(), severity);
  }

  private Finding only(BeckonConfig config, Severity severity) {
    List<Finding> found = besideThatNobodyRuns(config);
    assertThat(found).hasSize(1);
    assertThat(found.get(0).severity()).isEqualTo(severity);
    return found.get(0);
  }

  private static List<Finding> besideThatNobodyRuns(BeckonConfig config) {
    return findings(config).stream()
        .filter(finding -> !finding.what().startsWith("no instance runs"))
        .toList();
  }

  private List<Finding> findings() {
    return examined(cluster.config()).findings();
  }

  private static List<Finding> findings(BeckonConfig config) {
    return examined(config).findings();
  }

  private static Examined examined(BeckonConfig config) {
    return Examination.of(config, false).examined().stream()
        .filter(area -> area.area() == Area.MEASUREMENT)
        .findFirst()
        .orElseThrow();
  }

  private BeckonConfig config(String key, String value) {
    Map<String, String> settings = new HashMap<>(cluster.settings());
    settings.put(key, value);
    return BeckonConfig.of(settings);
  }

  private String id() {
    return cluster.config().measure().applicationId();
  }

  private static void tell(Cluster cluster, int orders) {
    for (int i = 0; i < orders; i++) {
      cluster.write(List.of(order("c-" + i, i)));
    }
    long now = System.currentTimeMillis();
    cluster.write(
        List.of(
            new OutcomeEvent(now, now, "", false, List.of(), new TimeMark(0), List.of(), null)));
  }

  private static OutcomeEvent order(String shopper, int number) {
    long now = System.currentTimeMillis();
    OrderSeen order =
        OrderSeen.newBuilder()
            .setOrderId("o-" + number)
            .setValue(100L)
            .setCurrency("EUR")
            .setOrdinal(1)
            .build();
    return new OutcomeEvent(now, now, shopper, false, List.of(), order, List.of(), null);
  }

  private void alter(String topic, String setting, String value) {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    try {
      cluster
          .admin()
          .incrementalAlterConfigs(
              Map.of(
                  resource,
                  List.of(new AlterConfigOp(new ConfigEntry(setting, value), OpType.SET))))
          .all()
          .get();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
    Cluster.await(() -> shows(resource, setting, value), () -> topic + " has its new setting");
  }

  private boolean shows(ConfigResource resource, String setting, String value) {
    try {
      return cluster
          .admin()
          .describeConfigs(List.of(resource))
          .all()
          .get()
          .get(resource)
          .get(setting)
          .value()
          .equals(value);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
