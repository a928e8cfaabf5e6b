package io.beckon.streams.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Map;
import org.apache.kafka.streams.processor.internals.ProcessorStateManager;
import org.apache.kafka.streams.state.internals.CachedStateStore;
import org.junit.jupiter.api.Test;

/** Fails loudly when a new Kafka takes away what the hook leans on. */
class CommitHookTest {

  private static final String MENDING =
      "This Kafka no longer has the internal call that CommitHook leans on. Find what now runs"
          + " before a transaction is sealed (StreamTask.prepareCommit) and move CommitHook there;"
          + " without it shoppers' state is lost in silence.";

  @Test
  void shouldFindTheInternalInterfaceOfKafka() {
    assertThat(CachedStateStore.class.isInterface()).as(MENDING).isTrue();
    assertThat(Arrays.stream(CachedStateStore.class.getMethods()).map(m -> m.getName()))
        .as(MENDING)
        .containsExactlyInAnyOrder("flushCache", "clearCache", "setFlushListener");
    assertThat(Arrays.stream(ProcessorStateManager.class.getMethods()).map(m -> m.getName()))
        .as(MENDING)
        .contains("flushCache");
  }

  @Test
  void shouldBeCalledOncePerCommitAndLogWhatItWrites() {
    try (StoreHarness harness = new StoreHarness(3)) {
      harness.change("s", shopper -> shopper.head(shopper.head().activeAt(5)));

      assertThat(harness.store().counters().flushes()).as(MENDING).isEqualTo(1);
      assertThat(harness.rows(Part.HISTORY).get("s")).as(MENDING).isNotNull();
      assertThat(harness.changelogs()).as(MENDING).containsOnlyKeys(StoreNames.BROWSE_HISTORY);
    }
  }

  @Test
  void shouldRefuseToGoOnWhenATransactionWasSealedWithoutIt() {
    CommitHook hook = CommitHook.builder().build();
    hook.onCommit(() -> {}, () -> true);

    assertThatThrownBy(() -> hook.commit(Map.of()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("sealed a transaction");
    hook.clearCache();
    hook.commit(Map.of());
  }

  @Test
  void shouldRefuseToCommitWhenNobodySaidWhatToDo() {
    CommitHook hook = CommitHook.builder().build();

    assertThatThrownBy(hook::flushCache).hasMessageContaining("init must call onCommit");
  }
}
