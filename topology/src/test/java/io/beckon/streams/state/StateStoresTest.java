package io.beckon.streams.state;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.streams.state.StoreBuilder;
import org.junit.jupiter.api.Test;

class StateStoresTest {

  @Test
  void shouldBuildTheStoresWhoseNamesArePartOfTheChangelogs() {
    assertThat(StateStores.names())
        .containsExactly(
            "browse-history",
            "activity",
            "carts",
            "profiles",
            "last-sends",
            "journeys",
            "send-queue",
            "contacts",
            "offer-codes",
            "rules",
            "timers",
            "product-interest",
            "commit-hook");
  }

  @Test
  void shouldLogEveryStoreButTheHookAndTakeAnyRecordTime() {
    for (StoreBuilder<?> builder : StateStores.builders()) {
      if (builder.name().equals(StoreNames.COMMIT_HOOK)) {
        assertThat(builder.loggingEnabled()).isFalse();
      } else {
        assertThat(builder.loggingEnabled()).isTrue();
        assertThat(builder.logConfig())
            .containsEntry("cleanup.policy", "compact")
            .containsEntry("message.timestamp.after.max.ms", Long.toString(Long.MAX_VALUE));
      }
    }
  }
}
