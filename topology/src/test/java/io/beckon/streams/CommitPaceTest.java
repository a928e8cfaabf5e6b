package io.beckon.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class CommitPaceTest {

  private static final long EVERY = Duration.ofMillis(250).toNanos();
  private static final long IN_TIME = CommitPace.BEHIND_MS;
  private static final long LATE = CommitPace.BEHIND_MS + 1;

  private final CommitPace pace = new CommitPace(Duration.ofMillis(250), 0);

  @Test
  void shouldAskWhenTheTimeHasComeAndSomethingWasRead() {
    assertThat(pace.isDue(0, 10 * EVERY, 0)).as("nothing read").isFalse();

    pace.read(0);

    assertThat(pace.isDue(0, EVERY - 1, IN_TIME)).isFalse();
    assertThat(pace.isDue(0, EVERY, IN_TIME)).isTrue();
  }

  @Test
  void shouldAskForWorkThatNoRecordBrought() {
    pace.worked(0);

    assertThat(pace.isDue(0, EVERY, 0)).isTrue();
  }

  @Test
  void shouldLeaveItToKafkaStreamsWhileTheTaskIsBehind() {
    pace.read(0);

    assertThat(pace.isDue(0, 100 * EVERY, LATE)).isFalse();
    assertThat(pace.isDue(0, 100 * EVERY, IN_TIME)).as("caught up").isTrue();
  }

  @Test
  void shouldTellABacklogFromALogThatIsOldBecauseNothingComes() {
    pace.read(0);

    assertThat(pace.isBehind(1, LATE)).isTrue();
    assertThat(pace.isBehind(CommitPace.QUIET_NANOS, LATE)).as("a turn of others").isTrue();
    assertThat(pace.isBehind(1 + CommitPace.QUIET_NANOS, LATE)).as("nothing comes").isFalse();

    pace.read(0);
    assertThat(pace.isBehind(3 * CommitPace.QUIET_NANOS, LATE)).isTrue();
    assertThat(pace.isBehind(3 * CommitPace.QUIET_NANOS, IN_TIME)).isFalse();
  }

  @Test
  void shouldCountFromTheLastCommitWhoeverAskedForIt() {
    pace.read(0);
    assertThat(pace.isDue(1, EVERY, 0)).as("another task's commit was this one's too").isFalse();

    pace.read(1);
    assertThat(pace.isDue(1, 2 * EVERY - 1, 0)).isFalse();
    assertThat(pace.isDue(1, 2 * EVERY, 0)).isTrue();
  }

  @Test
  void shouldAskForWhatWasDoneAfterACommitThatWasNotSeenYet() {
    pace.read(0);
    // Another task's commit; then this one's timers fire, before it looks again.
    pace.worked(1);

    assertThat(pace.isDue(1, EVERY, 0)).as("counted from the commit").isFalse();
    assertThat(pace.isDue(1, 2 * EVERY, 0)).isTrue();
  }

  @Test
  void shouldLookAtTheClockForSomeRecordsOnly() {
    int looks = 0;
    for (int i = 0; i < 80; i++) {
      looks += pace.read(0) ? 1 : 0;
    }

    assertThat(looks).isEqualTo(10);
  }
}
