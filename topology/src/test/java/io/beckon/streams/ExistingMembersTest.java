package io.beckon.streams;

import static io.beckon.engine.People.known;
import static io.beckon.engine.People.ordered;
import static io.beckon.engine.People.says;
import static io.beckon.model.Events.pageViewed;
import static org.assertj.core.api.Assertions.assertThat;

import io.beckon.contract.Decision;
import io.beckon.contract.Outcome;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The walk over all shoppers, in the topology, with its real stores and ticks. */
class ExistingMembersTest {

  private static final long SECOND = 1_000;
  private static final long HOUR = 3_600 * SECOND;
  private static final String VIP =
      """
      segment: vip
      title: Spent more than 500
      when: shopper.spent > 50000
      """;
  private static final String WELCOME =
      """
      flow: welcome
      title: Welcome to the club
      purpose: marketing
      trigger: {on: segment-entered, segment: vip}
      entry: {existing: {rate: 1/h}}
      steps:
        - send: {id: hello, channel: email, template: t}
      """;
  private static final String CONTRACT =
      """
      flow: contract
      title: It ends
      purpose: marketing
      trigger: {on: date, attribute: ends_in_seconds}
      steps:
        - send: {id: hello, channel: email, template: t}
      """;

  private Partition partition;

  @BeforeEach
  void open(@TempDir Path dir) {
    partition = new Partition(dir);
  }

  @AfterEach
  void close() {
    partition.close();
  }

  @Test
  void shouldLetMembersWhoSleepEnterOneByOne() {
    for (String shopper : List.of("bob", "ann")) {
      partition.append(known(shopper), 0);
      partition.append(ordered("o-" + shopper, 60_000, shopper), 0);
    }
    partition.activate("segment:vip", 1, VIP, "v");
    partition.activate("welcome", 1, WELCOME, "w");
    partition.append(pageViewed("zoe"), SECOND);
    partition.append(pageViewed("zoe"), 2 * SECOND);
    assertThat(entered()).containsExactly("ann");

    partition.wallClock(HOUR + SECOND);
    partition.wallClock(HOUR + 2 * SECOND);

    assertThat(entered()).containsExactly("bob");
    assertThat(partition.deadLetters()).isEmpty();
  }

  @Test
  void shouldFindADateOfSomebodyWhoSleeps() {
    long due = (Partition.START + 10 * SECOND) / 1_000;
    partition.append(says("ends_in_seconds", due, "ann"), 0);
    partition.activate("contract", 1, CONTRACT, "c");
    partition.append(pageViewed("zoe"), SECOND);
    partition.append(pageViewed("zoe"), 41 * SECOND);

    assertThat(entered()).containsExactly("ann");
  }

  private List<String> entered() {
    return partition.decisions().stream()
        .filter(decision -> decision.getOutcome() == Outcome.ENTERED)
        .map(Decision::getShopperId)
        .toList();
  }
}
