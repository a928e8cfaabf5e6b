package io.beckon.streams.state;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.function.ToIntBiFunction;
import java.util.function.ToIntFunction;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * How much of something the rows of a part hold, all together. The rows that are there at the
 * beginning are looked at once, some at a time, in the order of their keys; whatever is written
 * meanwhile counts at once where the look has been, and where it has not, when it comes by.
 */
final class RowCount<P> {

  private final KeyValueStore<String, byte[]> rows;
  private final ToIntBiFunction<String, byte[]> held;
  private final ToIntFunction<P> count;
  private byte @Nullable [] seenUpTo;
  private String next = "";
  private boolean complete;
  private long total;

  /**
   * Nothing was looked at.
   *
   * @param held how much is held where there is a row, by id and row; nothing where there is none
   * @param count the same of a part in memory
   */
  RowCount(
      KeyValueStore<String, byte[]> rows,
      ToIntBiFunction<String, byte[]> held,
      ToIntFunction<P> count) {
    this.rows = rows;
    this.held = held;
    this.count = count;
  }

  /** A count of rows that say all of a part. */
  static <P> RowCount<P> of(PartStore<P> store, ToIntFunction<P> count) {
    return new RowCount<>(
        store.rows(), (id, row) -> count.applyAsInt(store.decode(id, row)), count);
  }

  /** The sum so far. */
  long total() {
    return total;
  }

  /** Was every row looked at? Then the sum is exact. */
  boolean isComplete() {
    return complete;
  }

  /** Looks at some more rows; one that can't be read holds nothing. */
  void advance(int most) {
    if (complete) {
      return;
    }
    try (KeyValueIterator<String, byte[]> found =
        seenUpTo == null ? rows.all() : rows.range(next, null)) {
      for (int i = 0; i < most && found.hasNext(); i++) {
        KeyValue<String, byte[]> row = found.next();
        total += held(row.key, row.value);
        next = row.key + '\0';
        seenUpTo = row.key.getBytes(UTF_8);
      }
      complete = !found.hasNext();
    }
    if (complete) {
      seenUpTo = null;
    }
  }

  private int held(String id, byte[] row) {
    try {
      return held.applyAsInt(id, row);
    } catch (CorruptStateException e) {
      return 0; // who reads the shopper reports it
    }
  }

  /** A row was written; the same value is no change. */
  @SuppressWarnings("ReferenceEquality") // parts are values, put in place of each other
  void written(String id, @Nullable P old, @Nullable P now) {
    if (old != now && isSeen(id)) {
      total += held(now) - held(old);
    }
  }

  private int held(@Nullable P part) {
    return part == null ? 0 : count.applyAsInt(part);
  }

  private boolean isSeen(String id) {
    return complete
        || (seenUpTo != null && Arrays.compareUnsigned(id.getBytes(UTF_8), seenUpTo) <= 0);
  }
}
