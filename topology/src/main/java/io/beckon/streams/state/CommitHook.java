package io.beckon.streams.state;

import java.util.Map;
import java.util.function.BooleanSupplier;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.internals.CacheFlushListener;
import org.apache.kafka.streams.state.internals.CachedStateStore;
import org.jspecify.annotations.Nullable;

/**
 * Calls back once per commit, just before the transaction is sealed: what is then written to the
 * task's stores is in the transaction. A store without data, because only stores are called.
 *
 * <p>This leans on an interface internal to Kafka Streams ({@code CachedStateStore}), because
 * public ones come too late ({@code StateStore.commit}) or too often. Checked against Kafka 4.3.1;
 * {@link #commit} notices when Kafka stops calling it.
 */
public final class CommitHook implements StateStore, CachedStateStore<Bytes, byte[]> {

  private final String name;
  private boolean open;
  private @Nullable Runnable flush;
  private BooleanSupplier pending = () -> false;

  private CommitHook(String name) {
    this.name = name;
  }

  /** Builds the hook of each task; to be attached to the processor that uses it. */
  public static StoreBuilder<CommitHook> builder() {
    return new Builder();
  }

  /**
   * Sets what to do before each commit, in the processor's {@code init}; replaces what an earlier
   * life of the task has set.
   *
   * @param flushAction writes what is pending; an exception fails the task, and nothing is
   *     committed
   * @param isPending is anything not written yet?
   */
  public void onCommit(Runnable flushAction, BooleanSupplier isPending) {
    this.flush = flushAction;
    this.pending = isPending;
  }

  @Override
  public void flushCache() {
    if (flush == null) {
      throw new IllegalStateException(
          "No action is set for the commits of this task: the processor's init must call onCommit.");
    }
    flush.run();
  }

  /** The task becomes a standby: its processors, and what they remember, are gone. */
  @Override
  public void clearCache() {
    forget();
  }

  @Override
  public boolean setFlushListener(
      CacheFlushListener<Bytes, byte[]> listener, boolean sendOldValues) {
    return false;
  }

  /**
   * Comes after the transaction was sealed.
   *
   * @throws IllegalStateException when something is still pending: Kafka has not called the hook
   */
  @Override
  public void commit(Map<TopicPartition, Long> changelogOffsets) {
    if (pending.getAsBoolean()) {
      throw new IllegalStateException(
          "Kafka Streams has sealed a transaction without flushing caches first, so shoppers' state"
              + " was not in it. This version of kafka-streams does not work with Beckon: use the"
              + " version in Beckon's pom.xml.");
    }
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void init(StateStoreContext context, StateStore root) {
    forget();
    open = true;
    context.register(root, (key, value) -> {});
  }

  @Override
  public void close() {
    forget();
    open = false;
  }

  @Override
  public boolean persistent() {
    return false;
  }

  @Override
  public boolean isOpen() {
    return open;
  }

  private void forget() {
    flush = null;
    pending = () -> false;
  }

  private static final class Builder implements StoreBuilder<CommitHook> {

    @Override
    public StoreBuilder<CommitHook> withCachingEnabled() {
      return this;
    }

    @Override
    public StoreBuilder<CommitHook> withCachingDisabled() {
      return this;
    }

    @Override
    public StoreBuilder<CommitHook> withLoggingEnabled(Map<String, String> config) {
      throw new UnsupportedOperationException("the hook has no data to log");
    }

    @Override
    public StoreBuilder<CommitHook> withLoggingDisabled() {
      return this;
    }

    @Override
    public CommitHook build() {
      return new CommitHook(StoreNames.COMMIT_HOOK);
    }

    @Override
    public Map<String, String> logConfig() {
      return Map.of();
    }

    @Override
    public boolean loggingEnabled() {
      return false;
    }

    @Override
    public String name() {
      return StoreNames.COMMIT_HOOK;
    }
  }
}
