package io.beckon.streams.state;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * In which hour a shopper must be looked at: coarse, so that a wait costs one small row however
 * often its exact time moves, and ordered by time, so that reading costs what is due and not what
 * waits. Key: hours since 1970 (4 bytes, big endian), then the shopper id in UTF-8.
 */
public final class TimerIndex {

  /** Receives the shoppers of an hour. */
  @FunctionalInterface
  public interface Due {

    /** A shopper must be looked at in an hour (since 1970), or has an entry that is out of date. */
    void accept(long hour, String shopperId);
  }

  /** No hour: the shopper waits for nothing. */
  static final long NONE = -1;

  private static final long HOUR_MS = 60L * 60 * 1000;
  private static final byte[] PRESENT = {0};

  private final KeyValueStore<Bytes, byte[]> store;
  private final StoreCounters counters;

  TimerIndex(KeyValueStore<Bytes, byte[]> store, StoreCounters counters) {
    this.store = store;
    this.counters = counters;
  }

  /** The hour of a time (epoch milliseconds), bounded to what a key can hold. */
  public static long hourOf(long timeMs) {
    return Math.max(0, Math.min(Integer.MAX_VALUE - 1L, Math.floorDiv(timeMs, HOUR_MS)));
  }

  /** The time at which an hour begins, epoch milliseconds. */
  public static long startOf(long hour) {
    return hour * HOUR_MS;
  }

  /** Marks a shopper in the hour of a time; twice is as good as once. */
  public void index(String id, long dueMs) {
    counters.timerWrite();
    store.put(key(hourOf(dueMs), id), PRESENT);
  }

  /** Takes a shopper's mark out of an hour. */
  @SuppressWarnings("NullAway") // Kafka's stores delete by a null value
  public void unindex(long hour, String id) {
    counters.timerWrite();
    store.put(key(hour, id), null);
  }

  /**
   * Gives the shoppers marked in the hours from one to another, both included, in order of hours.
   * The marks stay until the shopper's wait is over or moves, so that a crash loses none.
   */
  public void loadDue(long fromHour, long toHour, Due due) {
    if (toHour < fromHour) {
      return;
    }
    try (KeyValueIterator<Bytes, byte[]> rows =
        store.range(key(fromHour, ""), key(toHour + 1, ""))) {
      while (rows.hasNext()) {
        KeyValue<Bytes, byte[]> row = rows.next();
        byte[] key = row.key.get();
        long hour = Integer.toUnsignedLong(ByteBuffer.wrap(key).getInt());
        if (hour <= toHour) {
          due.accept(hour, new String(key, Integer.BYTES, key.length - 4, StandardCharsets.UTF_8));
        }
      }
    }
  }

  private static Bytes key(long hour, String id) {
    byte[] utf8 = id.getBytes(StandardCharsets.UTF_8);
    return Bytes.wrap(
        ByteBuffer.allocate(Integer.BYTES + utf8.length).putInt((int) hour).put(utf8).array());
  }
}
