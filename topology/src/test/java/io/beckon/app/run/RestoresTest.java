package io.beckon.app.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class RestoresTest {

  private static final TopicPartition CARTS = new TopicPartition("beckon-carts-changelog", 3);
  private static final TopicPartition PROFILES = new TopicPartition("beckon-profiles-changelog", 1);

  private final Restores restores = new Restores();

  @Test
  void shouldTellHowFarEachStoreIs() {
    restores.onRestoreStart(CARTS, "carts", 100, 1_100);
    restores.onRestoreStart(PROFILES, "profiles", 0, 50);
    restores.onBatchRestored(CARTS, "carts", 499, 300);
    restores.onBatchRestored(CARTS, "carts", 699, 100);

    assertThat(restores.running())
        .containsExactly(
            new Restores.Restore("profiles", 1, 50, 0),
            new Restores.Restore("carts", 3, 1_000, 400));
    assertThat(restores.remaining()).isEqualTo(650);
  }

  @Test
  void shouldForgetWhatIsCompleteAndWhatWasGivenAway() {
    restores.onRestoreStart(CARTS, "carts", 0, 10);
    restores.onRestoreStart(PROFILES, "profiles", 0, 10);
    restores.onRestoreEnd(CARTS, "carts", 4);
    restores.onRestoreSuspended(PROFILES, "profiles", 2);
    restores.onBatchRestored(PROFILES, "profiles", 5, 1);

    assertThat(restores.running()).isEmpty();
    assertThat(restores.remaining()).isZero();
  }

  @Test
  void shouldNeverSayThatMoreIsDoneThanThereIs() {
    restores.onRestoreStart(CARTS, "carts", 0, 10);
    restores.onBatchRestored(CARTS, "carts", 9, 25);

    assertThat(restores.remaining()).isZero();
  }
}
