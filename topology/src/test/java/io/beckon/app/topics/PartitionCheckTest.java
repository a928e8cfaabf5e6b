package io.beckon.app.topics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PartitionCheckTest {

  private static final Map<String, Integer> NO_STATE = Map.of();
  private static final Map<String, Integer> STATE_IN_8 =
      Map.of("beckon-cart-changelog", 8, "beckon-browse-changelog", 8);

  @Test
  void shouldFindNothingWhenAllAgree() {
    assertThat(PartitionCheck.check("beckon", log(8), 8, NO_STATE)).isEmpty();
    assertThat(PartitionCheck.check("beckon", log(8), 8, STATE_IN_8)).isEmpty();
  }

  @Test
  void shouldPointAtTheConfigurationWhenOnlyItDiffers() {
    assertThat(message(PartitionCheck.check("beckon", log(8), 12, STATE_IN_8)))
        .isEqualTo(
            """
            shopper-events and the state have 8 partitions, but topics.partitions is 12.
                Set topics.partitions=8.""");
  }

  @Test
  void shouldLeaveTheChoiceWhenThereIsNoStateYet() {
    assertThat(message(PartitionCheck.check("beckon", log(1), 8, NO_STATE)))
        .isEqualTo(
            """
            shopper-events has 1 partition, but topics.partitions is 8.
                There is no state yet. Either set topics.partitions=1, or, while the topic is empty, \
            delete it and run 'beckon topics create'.""");
  }

  /** Whatever the configuration says: adapting it to the raised log would strand the state. */
  @Test
  void shouldShowTheWayOutWhenSomeoneRaisedTheLog() {
    String expected =
        """
        shopper-events has 12 partitions, but the state lives in 8 (beckon-browse-changelog): \
        someone raised it. Shoppers' new events may go to another partition than the one that holds \
        their state.
            Kafka can't take partitions away, and raising the changelogs by hand loses carts in \
        silence. The way out is a new log and a new application beside the old, with all state and \
        the events that were not read: 'beckon reshard --from beckon --to beckon-p12 --partitions 12' \
        (docs/operations/reshard.md).""";

    assertThat(message(PartitionCheck.check("beckon", log(12), 8, STATE_IN_8))).isEqualTo(expected);
    assertThat(message(PartitionCheck.check("beckon", log(12), 12, STATE_IN_8)))
        .isEqualTo(expected);
  }

  @Test
  void shouldSeeAStrandedStateWhenOneChangelogWasRaisedWithTheLog() {
    assertThat(
            message(
                PartitionCheck.check(
                    "beckon",
                    log(12),
                    12,
                    Map.of("beckon-browse-changelog", 12, "beckon-cart-changelog", 8))))
        .startsWith(
            "shopper-events has 12 partitions, but the state lives in 8 (beckon-cart-changelog)");
  }

  @Test
  void shouldSaySoWhenTheLogIsNotTheOneOfTheState() {
    assertThat(message(PartitionCheck.check("beckon", log(4), 4, STATE_IN_8)))
        .contains("the log is not the one that the state was made from.")
        .contains("If it was deleted and made anew by mistake, restore it;");
  }

  private static FoundTopic log(int partitions) {
    return new FoundTopic("shopper-events", partitions, 3, Optional.empty());
  }

  private static String message(Optional<Finding> finding) {
    return finding.orElseThrow().message();
  }
}
