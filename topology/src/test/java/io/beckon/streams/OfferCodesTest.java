package io.beckon.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.beckon.contract.CodesAdded;
import io.beckon.contract.CustomEvent;
import io.beckon.contract.SendCommand;
import io.beckon.engine.People;
import io.beckon.engine.code.CodePools;
import io.beckon.engine.flow.load.RuleLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Codes of a pool, as a task gives them. */
@SuppressWarnings("NullAway.Init")
class OfferCodesTest {

  private static final String FLOW =
      """
      flow: hello
      title: Hello
      purpose: transactional
      trigger: {on: event, event: Asked}
      steps:
        - send:
            id: hello
            channel: email
            template: t
            offer: {percent: 10, pool: summer, validFor: 1d}
      """;

  @TempDir Path dir;

  @Test
  void shouldGiveEachCodeOnceAcrossRestartsAndTellItInTheLog() {
    try (Partition partition = opened(0)) {
      partition.event("", new CodesAdded("summer", List.of("S1", "S2", "S3"), null), 0);
      assertThat(left(partition)).isEqualTo(3);
      ask(partition, "ann", 1_000);
      partition.restart();
      ask(partition, "bob", 600_000);
      partition.restart();
      partition.event("", new CodesAdded("summer", List.of("S1", "S2", "S3"), null), 1_000_000);
      ask(partition, "cat", 1_200_000);
      ask(partition, "dan", 1_800_000);

      assertThat(partition.commands().stream().map(OfferCodesTest::code))
          .containsExactly("S1", "S2", "S3", "none");
      assertThat(left(partition)).isZero();
      assertThat(partition.count("beckon.offers")).isEqualTo(2); // when decided, and when sent
    }
  }

  @Test
  void shouldTakeNoCodesThatBelongToAnotherPartition() {
    List<String> foreign =
        IntStream.range(0, 50)
            .mapToObj(i -> "S" + i)
            .filter(code -> home(code, 2) == 1)
            .limit(2)
            .toList();
    List<String> own =
        IntStream.range(0, 50)
            .mapToObj(i -> "S" + i)
            .filter(code -> home(code, 2) == 0)
            .limit(1)
            .toList();
    try (Partition partition = opened(2)) {
      partition.event("", new CodesAdded("summer", List.of(own.get(0), foreign.get(0)), null), 0);
      assertThat(partition.deadLetters())
          .singleElement()
          .satisfies(letter -> assertThat(letter.getReason()).isEqualTo("MISROUTED"));
      assertThat(left(partition)).isEqualTo(-1);

      partition.event("", new CodesAdded("summer", own, null), 10);
      assertThat(left(partition)).isEqualTo(1);
    }
  }

  private Partition opened(int partitions) {
    Partition partition = new Partition(dir, partitions, false).withReadyMadeFlows();
    partition.activate("hello", 1, FLOW, RuleLoader.hash(FLOW));
    return partition;
  }

  private static void ask(Partition partition, String shopper, long at) {
    partition.append(People.known(shopper), at);
    partition.event(shopper, new CustomEvent("Asked", Map.of()), at + 10);
    for (int tick = 1; tick <= 4; tick++) {
      partition.wallClock(at + 60_000 + tick * 1_000L);
    }
  }

  private static int home(String code, int partitions) {
    return Partitions.of(
        CodePools.key("summer", code).getBytes(StandardCharsets.UTF_8), partitions);
  }

  private static double left(Partition partition) {
    return partition.meters.find("beckon.codes.left").tag("pool", "summer").gauges().stream()
        .mapToDouble(gauge -> gauge.value())
        .reduce((a, b) -> a + b)
        .orElse(-1);
  }

  private static String code(SendCommand command) {
    return command.getOffer() == null ? "none" : command.getOffer().getCode();
  }
}
