package io.beckon.app.doctor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.beckon.app.config.BeckonConfig;
import io.beckon.app.doctor.ClockCheck.Clocks;
import io.beckon.app.doctor.KeysCheck.Keyed;
import io.beckon.app.doctor.ProgressCheck.Partition;
import io.beckon.app.topics.Finding.Severity;
import io.beckon.streams.Partitions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.apache.kafka.common.utils.Bytes;
import org.junit.jupiter.api.Test;

/** Clocks, keys and progress: what the log tells. */
class LogChecksTest {

  private static final long NOW = 1_800_000_000_000L;
  private static final OptionalLong NONE = OptionalLong.empty();
  private static final BeckonConfig CONFIG =
      BeckonConfig.of(Map.of("application.id", "beckon", "kafka.bootstrap.servers", "broker:9092"));
  private static final Reading MAIN_JOB = Reading.ofMainJob(CONFIG);

  @Property(tries = 200)
  void shouldFindNothingWhenKeysLieWhereKafkaPutsThem(
      @ForAll @Size(max = 50) List<@StringLength(min = 1, max = 40) String> ids,
      @ForAll @IntRange(min = 1, max = 64) int partitions) {
    List<Keyed> sample = new ArrayList<>();
    for (String id : ids) {
      byte[] key = ("c" + id).getBytes(UTF_8);
      sample.add(new Keyed(Partitions.of(key, partitions), Bytes.wrap(key)));
    }
    assertThat(KeysCheck.judge("log", partitions, sample)).isEmpty();
  }

  @Test
  void shouldHashAsLibrdkafkaDoes() {
    // librdkafka: crc32(key) % partitions. The CRC of "123456789" is the check value of the
    // polynomial, 0xCBF43926.
    assertThat(KeysCheck.librdkafka("123456789".getBytes(UTF_8), 8)).isEqualTo(0x26 & 7);
    assertThat(KeysCheck.librdkafka("123456789".getBytes(UTF_8), 1000))
        .isEqualTo((int) (0xCBF43926L % 1000));
  }

  @Test
  void shouldKnowTheHandOfLibrdkafka() {
    List<Keyed> sample = new ArrayList<>();
    int strays = 0;
    for (int i = 0; i < 100; i++) {
      byte[] key = ("c-" + i).getBytes(UTF_8);
      int theirs = KeysCheck.librdkafka(key, 8);
      strays += theirs == Partitions.of(key, 8) ? 0 : 1;
      sample.add(new Keyed(theirs, Bytes.wrap(key)));
    }
    String expected = strays + " of 100 keys lie in a partition that is not theirs";
    assertThat(KeysCheck.judge("shopper-events", 8, sample))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.severity()).isEqualTo(Severity.WARNING);
              assertThat(finding.what()).startsWith(expected);
              assertThat(finding.mend())
                  .contains("All of them lie where librdkafka's", "murmur2_random");
            });
  }

  @Test
  void shouldNotBlameLibrdkafkaForAnothersHand() {
    byte[] key = "c-1".getBytes(UTF_8);
    int stray = 0;
    while (stray == Partitions.of(key, 8) || stray == KeysCheck.librdkafka(key, 8)) {
      stray++;
    }
    String where = "found in " + stray;
    assertThat(KeysCheck.judge("log", 8, List.of(new Keyed(stray, Bytes.wrap(key)))))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.what()).contains(where);
              assertThat(finding.mend()).startsWith("Find the producer");
            });
  }

  @Test
  void shouldRefuseKeysThatARegistrysSerializerWrote() {
    byte[] key = {0, 0, 0, 0, 7, 4, 'c', '1'};
    assertThat(KeysCheck.judge("log", 1, List.of(new Keyed(0, Bytes.wrap(key)))))
        .singleElement()
        .satisfies(finding -> assertThat(finding.severity()).isEqualTo(Severity.ERROR));
  }

  @Test
  void shouldFindNothingWhenClocksAgree() {
    assertThat(clocks(OptionalLong.of(NOW + 40), OptionalLong.of(NOW - 900_000))).isEmpty();
    assertThat(clocks(OptionalLong.of(NOW - 2_000), OptionalLong.of(NOW + 2_100))).isEmpty();
    assertThat(clocks(NONE, NONE)).isEmpty();
  }

  @Test
  void shouldTellClocksThatDoNotAgree() {
    assertThat(clocks(OptionalLong.of(NOW - 5_000), NONE))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.severity()).isEqualTo(Severity.WARNING);
              assertThat(finding.what())
                  .startsWith("the cluster's controller is 5 s behind this machine's clock");
            });
    assertThat(clocks(OptionalLong.of(NOW + 100 + 61_000), NONE))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.severity()).isEqualTo(Severity.ERROR);
              assertThat(finding.what()).contains("61 s ahead of");
            });
    assertThat(clocks(NONE, OptionalLong.of(NOW + 100 + 3_000)))
        .singleElement()
        .satisfies(
            finding -> assertThat(finding.what()).startsWith("the latest record of log is 3 s"));
  }

  @Test
  void shouldFindNothingWhenTheLogIsReadToItsEnd() {
    assertThat(progress(1, partition(0, 10, 500, 500, NONE, true))).isEmpty();
    assertThat(progress(1, partition(0, 10, 500, 420, OptionalLong.of(NOW - 60_000), true)))
        .isEmpty();
  }

  @Test
  void shouldTellAnApplicationThatNeverRan() {
    assertThat(progress(0, new Partition(0, 0, 100, NONE, NONE, false)))
        .singleElement()
        .satisfies(finding -> assertThat(finding.severity()).isEqualTo(Severity.ADVICE));
  }

  @Test
  void shouldWarnWhenNobodyReads() {
    assertThat(
            progress(
                0,
                partition(0, 0, 100, 90, OptionalLong.of(NOW - 600_000), false),
                new Partition(1, 0, 7, NONE, NONE, false)))
        .singleElement()
        .satisfies(
            finding ->
                assertThat(finding.what()).startsWith("no instance runs, and 17 records wait"));
    assertThat(progress(0, partition(0, 0, 100, 100, NONE, false)))
        .singleElement()
        .satisfies(finding -> assertThat(finding.what()).startsWith("no instance runs."));
  }

  @Test
  void shouldRefuseToBeSilentAboutRecordsThatWereDeletedUnread() {
    assertThat(
            progress(
                1,
                partition(0, 100, 200, 200, NONE, true),
                partition(3, 100, 200, 58, OptionalLong.of(NOW), true)))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.severity()).isEqualTo(Severity.ERROR);
              assertThat(finding.what()).startsWith("42 records were deleted").contains("[3]");
            });
  }

  @Test
  void shouldWarnOfPartitionsWithoutAReader() {
    assertThat(
            progress(
                2,
                partition(0, 0, 5, 5, NONE, true),
                partition(1, 0, 5, 5, NONE, false),
                partition(2, 0, 5, 5, NONE, false)))
        .singleElement()
        .satisfies(finding -> assertThat(finding.what()).endsWith("now: [1, 2]."));
  }

  @Test
  void shouldWarnWhenItDoesNotKeepUpAndRefuseWhenRetentionComesNear() {
    assertThat(progress(1, partition(0, 0, 100, 10, OptionalLong.of(NOW - 301_000), true)))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.severity()).isEqualTo(Severity.WARNING);
              assertThat(finding.what()).contains("5m1s old");
            });
    long days = Duration.ofDays(4).toMillis();
    assertThat(progress(1, partition(0, 0, 100, 10, OptionalLong.of(NOW - days), true)))
        .singleElement()
        .satisfies(finding -> assertThat(finding.severity()).isEqualTo(Severity.ERROR));
  }

  @Test
  void shouldSpeakOfFiguresAndNotOfCartsWhenMeasurementLosesOutcomes() {
    List<Finding> found =
        ProgressCheck.judge(
            Reading.ofMeasurement(CONFIG),
            0,
            List.of(partition(0, 100, 200, 58, OptionalLong.of(NOW), false)),
            NOW,
            Duration.ofDays(90));
    assertThat(found).extracting(Finding::where).containsOnly("beckon-measurement");
    assertThat(found.get(0).what())
        .isEqualTo(
            "42 records were deleted before they were read (partitions [0]): the figures of those"
                + " days lack them for good.");
    assertThat(found.get(1).what()).contains("Figures stand still").doesNotContain("sent");
  }

  private static List<Finding> clocks(OptionalLong controller, OptionalLong appended) {
    return ClockCheck.judge("log", new Clocks(NOW, NOW + 100, controller, appended));
  }

  private static List<Finding> progress(int members, Partition... partitions) {
    return ProgressCheck.judge(MAIN_JOB, members, List.of(partitions), NOW, Duration.ofDays(7));
  }

  private static Partition partition(
      int number, long begin, long end, long committed, OptionalLong waiting, boolean assigned) {
    return new Partition(number, begin, end, OptionalLong.of(committed), waiting, assigned);
  }
}
