package io.beckon.app.reshard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class UnsafeTest {

  private static final long NOW = 1_790_000_000_000L;

  private int partitions = 2;
  private int wanted = 2;
  private int state = 2;
  private int members = 3;
  private Map<Integer, Long> unread = Map.of(0, 0L, 1, 100L);
  private Map<String, Integer> others = Map.of();
  private Map<String, Long> ticks = Map.of();
  private Optional<String> movedTo = Optional.empty();
  private Optional<String> unfinished = Optional.empty();
  private Set<String> beside = Set.of();

  @Test
  void shouldLetAnApplicationTakeOverThatRunsAndHasCaughtUp() {
    assertThat(reasons()).isEmpty();
    ticks = Map.of("blue", NOW - 61_000, "green", NOW - 1_000);
    assertThat(reasons()).as("its own ticks, and those of one that is gone").isEmpty();
  }

  @Test
  void shouldRefuseWithoutLogOrApplication() {
    partitions = 0;
    assertThat(reasons()).singleElement().asString().contains("there is no topic shopper-events");
    partitions = 2;
    state = 0;
    members = 0;
    assertThat(reasons()).singleElement().asString().contains("there is no application green");
  }

  @Test
  void shouldRefuseWhenPartitionsDiffer() {
    wanted = 3;
    assertThat(reasons()).singleElement().asString().contains("they must be one number");
    wanted = 2;
    state = 4;
    assertThat(reasons()).singleElement().asString().contains("the state of green 4");
  }

  @Test
  void shouldRefuseWhatBelongsToAResharding() {
    movedTo = Optional.of("greener");
    assertThat(reasons()).singleElement().asString().contains("greener has taken over");
    movedTo = Optional.empty();
    unfinished = Optional.of("'beckon reshard --activate'");
    assertThat(reasons()).singleElement().asString().contains("use 'beckon reshard --activate'");
  }

  @Test
  void shouldRefuseWhatDoesNotRunOrIsBehind() {
    members = 0;
    assertThat(reasons()).singleElement().asString().contains("does not run");
    members = 1;
    unread = Map.of(0, 1_001L, 1, 1_000L);
    assertThat(reasons()).singleElement().asString().contains("{0=1001}", "--max-unread");
    unread = Map.of(1, 0L);
    assertThat(reasons()).singleElement().asString().contains("nothing of partitions [0]");
  }

  @Test
  void shouldRefuseWhileAnotherOneMaySend() {
    others = Map.of("blue", 2);
    assertThat(reasons()).singleElement().asString().contains("blue is alive (2 members");
    ticks = Map.of("blue", NOW - 1_000);
    assertThat(reasons()).as("said once").hasSize(1);
    ticks = Map.of();
    beside = Set.of("blue");
    assertThat(reasons()).isEmpty();
    // It says that it is in the shadow, but it has written a tick.
    ticks = Map.of("blue", NOW - 59_000);
    assertThat(reasons()).singleElement().asString().contains("blue works", "59s ago");
    others = Map.of();
    beside = Set.of();
    assertThat(reasons()).as("where the log is copied from").hasSize(1);
  }

  private List<String> reasons() {
    Standing standing =
        new Standing(
            "green",
            "shopper-events",
            partitions,
            wanted,
            state,
            members,
            new TreeMap<>(unread),
            new TreeMap<>(others),
            ticks,
            movedTo,
            unfinished);
    return Unsafe.of(standing, 1_000, beside, NOW);
  }
}
