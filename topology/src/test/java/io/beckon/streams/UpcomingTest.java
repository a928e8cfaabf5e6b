package io.beckon.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** What was polled and is not processed yet, by partition. */
class UpcomingTest {

  private static final TopicPartition ONE = new TopicPartition("log", 1);
  private static final TopicPartition TWO = new TopicPartition("log", 2);

  private final Upcoming upcoming = new Upcoming();

  @Test
  void shouldGiveTheNextRecordsOverSeveralPolls() {
    poll(ONE, 0, 1, 2);
    poll(ONE, 3, 4, 5);

    assertThat(next(ONE, 1, 4)).containsExactly(1L, 2L, 3L, 4L);
    assertThat(next(ONE, 5, 4)).containsExactly(5L);
    assertThat(next(ONE, 6, 4)).isEmpty();
    assertThat(upcoming.size(ONE)).isZero();
  }

  @Test
  void shouldPassOverGapsThatTransactionsLeave() {
    poll(ONE, 0, 1, 5, 9);
    poll(ONE, 20, 40);

    assertThat(next(ONE, 3, 9)).containsExactly(5L, 9L, 20L, 40L);
    assertThat(next(ONE, 10, 9)).containsExactly(20L, 40L);
  }

  @Test
  void shouldKeepPartitionsApart() {
    poll(ONE, 0, 1);
    poll(TWO, 7, 8);
    poll(ONE, 2);

    assertThat(next(ONE, 1, 9)).containsExactly(1L, 2L);
    assertThat(next(TWO, 0, 9)).containsExactly(7L, 8L);
  }

  @Test
  void shouldBeginAnewWhenTheLogIsReadFromAnEarlierOffset() {
    poll(ONE, 10, 11, 12);
    poll(ONE, 4, 5);

    assertThat(next(ONE, 4, 9)).containsExactly(4L, 5L);
  }

  @Test
  void shouldForgetAPartitionOfATaskThatIsClosed() {
    poll(ONE, 0, 1);
    poll(TWO, 0, 1);
    upcoming.forget(ONE);

    assertThat(next(ONE, 0, 9)).isEmpty();
    assertThat(next(TWO, 0, 9)).containsExactly(0L, 1L);
  }

  @Test
  void shouldHoldAFewThousandWhenNobodyAsksAndRecoverWhenSomebodyDoes() {
    for (int poll = 0; poll < 100; poll++) {
      poll(ONE, LongStream.range(poll * 1000L, poll * 1000L + 1000).toArray());
    }
    assertThat(upcoming.size(ONE)).isBetween(1000, 4000);

    assertThat(next(ONE, 100_000, 9)).isEmpty();
    poll(ONE, 100_000, 100_001);
    assertThat(next(ONE, 100_000, 9)).containsExactly(100_000L, 100_001L);
  }

  @Property(tries = 300)
  void shouldGiveWhatAListGivesWhateverThePollsAndTheGaps(
      @ForAll @Size(max = 40)
          List<@Size(min = 1, max = 9) List<@IntRange(min = 1, max = 5) Integer>> polls,
      @ForAll @Size(max = 60) List<@IntRange(max = 20) Integer> steps) {
    Upcoming held = new Upcoming();
    List<Long> all = new ArrayList<>();
    long offset = 0;
    for (List<Integer> gaps : polls) {
      long[] offsets = new long[gaps.size()];
      for (int i = 0; i < offsets.length; i++) {
        offset += gaps.get(i);
        offsets[i] = offset;
        all.add(offset);
      }
      held.polled(ONE, records(ONE, offsets));
    }
    long at = 0;
    for (int step : steps) {
      at += step;
      long from = at;
      assertThat(next(held, ONE, at, 8))
          .isEqualTo(all.stream().filter(each -> each >= from).limit(8).toList());
    }
  }

  private void poll(TopicPartition partition, long... offsets) {
    upcoming.polled(partition, records(partition, offsets));
  }

  private List<Long> next(TopicPartition partition, long offset, int most) {
    return next(upcoming, partition, offset, most);
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private static List<Long> next(
      Upcoming upcoming, TopicPartition partition, long offset, int most) {
    ConsumerRecord<byte[], byte[]>[] into = new ConsumerRecord[most];
    int count = upcoming.next(partition, offset, into);
    assertThat(Arrays.stream(into).filter(Objects::nonNull)).hasSize(count);
    return Arrays.stream(into).limit(count).map(ConsumerRecord::offset).toList();
  }

  private static List<ConsumerRecord<byte[], byte[]>> records(
      TopicPartition partition, long... offsets) {
    return LongStream.of(offsets)
        .mapToObj(
            offset ->
                new ConsumerRecord<>(
                    partition.topic(), partition.partition(), offset, new byte[1], new byte[1]))
        .toList();
  }
}
