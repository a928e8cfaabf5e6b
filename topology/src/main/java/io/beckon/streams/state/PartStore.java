package io.beckon.streams.state;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * The store of one part. Changes are staged and then written in one batch, which costs RocksDB half
 * of what single puts do.
 */
final class PartStore<P> {

  private final Part part;
  private final KeyValueStore<String, byte[]> store;
  private final PartCodec<P> codec;
  private final StoreCounters counters;
  private final List<KeyValue<String, byte[]>> staged = new ArrayList<>();

  PartStore(
      Part part, KeyValueStore<String, byte[]> store, PartCodec<P> codec, StoreCounters counters) {
    this.part = part;
    this.store = store;
    this.codec = codec;
    this.counters = counters;
  }

  /** What is stored for a shopper, null when nothing is. */
  @Nullable P read(String id) {
    counters.read(part);
    byte[] row = store.get(id);
    return row == null ? null : decode(id, row);
  }

  /** Reads a row. */
  P decode(String id, byte[] row) {
    try {
      return codec.decode(row);
    } catch (RuntimeException e) {
      throw new CorruptStateException(part.store(), id, e);
    }
  }

  KeyValueStore<String, byte[]> rows() {
    return store;
  }

  /** Prepares a row to be put. */
  void stagePut(String id, P value) {
    byte[] row;
    try {
      row = codec.encode(value);
    } catch (RuntimeException e) {
      throw new UnwritableStateException(part.store(), id, e);
    }
    staged.add(KeyValue.pair(id, row));
    counters.write(part, (long) id.length() + row.length);
  }

  /**
   * Prepares a row to be deleted. A delete call would read the row first: a null value does not.
   */
  @SuppressWarnings("NullAway") // Kafka's pairs carry null for a deletion
  void stageDelete(String id) {
    staged.add(KeyValue.pair(id, null));
    counters.write(part, id.length());
  }

  /** Writes what is staged. */
  void writeStaged() {
    if (!staged.isEmpty()) {
      store.putAll(staged);
      staged.clear();
    }
  }

  /** Forgets what is staged. */
  void unstage() {
    staged.clear();
  }
}
