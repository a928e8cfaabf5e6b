package io.beckon.bench.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.junit.jupiter.api.Test;

class CommitWhenQuietTest {

  private final CommitWhenQuiet commits = new CommitWhenQuiet();
  private final MockProcessorContext<String, String> one = new MockProcessorContext<>();
  private final MockProcessorContext<String, String> other = new MockProcessorContext<>();
  private final CommitWhenQuiet.Task first = commits.watch(one);
  private final CommitWhenQuiet.Task second = commits.watch(other);

  @Test
  void shouldCommitWhenNothingWasReadBetweenTwoLooks() {
    first.read();

    assertThat(commitsOnLook(one)).isFalse();
    assertThat(commitsOnLook(one)).isTrue();
  }

  @Test
  void shouldCommitWhatIsDoneOfItLater() {
    first.read();
    commitsOnLook(one);
    commitsOnLook(one);

    assertThat(commitsOnLook(one)).isTrue();
  }

  @Test
  void shouldNotCommitBeforeAnythingWasRead() {
    commitsOnLook(one);

    assertThat(commitsOnLook(one)).isFalse();
  }

  @Test
  void shouldNotCommitForATaskThatWaitsForItsTurn() {
    first.read();
    commitsOnLook(one);
    second.read();

    assertThat(commitsOnLook(one)).isFalse();
  }

  private static boolean commitsOnLook(MockProcessorContext<String, String> context) {
    context.resetCommit();
    context.scheduledPunctuators().forEach(look -> look.getPunctuator().punctuate(0));
    return context.committed();
  }
}
