package io.beckon.streams;

import static io.beckon.model.Events.added;
import static io.beckon.model.Events.pageViewed;
import static org.assertj.core.api.Assertions.assertThat;

import io.beckon.contract.OutcomeEvent;
import io.beckon.contract.TimeMark;
import io.beckon.contract.TriggerSeen;
import io.beckon.model.Touches;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TimeMarksTest {

  private static final long MINUTE = Duration.ofMinutes(1).toMillis();

  @TempDir private Path state;
  private Partition partition;

  @BeforeEach
  void open() {
    partition = new Partition(state);
    partition.append(Touches.occurred(Partition.START, pageViewed("zoe")), 0);
    assertThat(partition.outcomes()).hasSize(1);
  }

  @AfterEach
  void close() {
    partition.close();
  }

  @Test
  void shouldMarkTheTimeWhenAnybodysRecordMovesItOn() {
    partition.append(Touches.occurred(Partition.START, pageViewed("ann")), 0);
    partition.append(Touches.occurred(Partition.START, pageViewed("ann")), 1_000);
    assertThat(partition.outcomes()).isEmpty();

    partition.append(Touches.occurred(Partition.START, pageViewed("bob")), 5 * MINUTE + 1);

    List<OutcomeEvent> marks = partition.outcomes();
    assertThat(marks).hasSize(1);
    assertThat(marks.get(0).getAt()).isEqualTo(Partition.START + 5 * MINUTE);
    assertThat(marks.get(0).getFact()).isInstanceOf(TimeMark.class);
    assertThat(marks.get(0).getShopperId()).isEmpty();
  }

  @Test
  void shouldStandBehindEveryEarlierOutcome() {
    partition.append(Touches.occurred(Partition.START, added("ann", "shoes")), 0);

    partition.append(Touches.occurred(Partition.START, pageViewed("bob")), 120 * MINUTE);

    List<OutcomeEvent> told = partition.outcomes();
    assertThat(told.get(0).getFact()).isInstanceOf(TriggerSeen.class);
    assertThat(told.get(told.size() - 1).getFact()).isInstanceOf(TimeMark.class);
    assertThat(told.get(0).getAt()).isLessThan(told.get(told.size() - 1).getAt());
  }

  @Test
  void shouldNotMarkATimeAgainAfterARestart() {
    partition.append(Touches.occurred(Partition.START, pageViewed("ann")), 0);
    partition.append(Touches.occurred(Partition.START, pageViewed("ann")), MINUTE);
    assertThat(partition.outcomes()).hasSize(1);

    partition.restart();
    partition.append(Touches.occurred(Partition.START, pageViewed("ann")), MINUTE + 2);
    assertThat(partition.outcomes()).isEmpty();

    partition.append(Touches.occurred(Partition.START, pageViewed("ann")), 2 * MINUTE);
    assertThat(partition.outcomes()).hasSize(1);
  }
}
