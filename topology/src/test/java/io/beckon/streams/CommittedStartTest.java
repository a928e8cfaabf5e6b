package io.beckon.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class CommittedStartTest {

  private static final TopicPartition READ = new TopicPartition("events", 0);
  private static final TopicPartition FRESH = new TopicPartition("events", 1);
  private static final TopicPartition FOREIGN = new TopicPartition("events", 2);

  private final MockConsumer<byte[], byte[]> mock = new MockConsumer<>("earliest");
  private final Consumer<byte[], byte[]> consumer = CommittedStart.settingBack(mock);

  @Test
  void shouldGoBackToWhatWasCommittedWhenATaskBegins() {
    mock.assign(List.of(READ, FRESH));
    mock.updateBeginningOffsets(Map.of(READ, 0L, FRESH, 0L));
    mock.commitSync(Map.of(READ, new OffsetAndMetadata(2)));
    mock.seek(READ, 6);
    mock.seek(FRESH, 4);

    assertThat(consumer.position(READ)).isEqualTo(6);
    assertThat(consumer.committed(Set.of(READ, FRESH)))
        .containsEntry(READ, new OffsetAndMetadata(2));

    assertThat(consumer.position(READ)).isEqualTo(2);
    assertThat(consumer.position(FRESH)).isZero();
  }

  @Test
  void shouldLeaveAloneWhatIsNotAssigned() {
    mock.assign(List.of(READ));
    mock.seek(READ, 6);

    consumer.committed(Set.of(FOREIGN), Duration.ofSeconds(1));

    assertThat(consumer.position(READ)).isEqualTo(6);
  }

  @Test
  void shouldThrowWhatTheConsumerThrows() {
    assertThatThrownBy(() -> consumer.position(READ)).isInstanceOf(IllegalArgumentException.class);
  }
}
