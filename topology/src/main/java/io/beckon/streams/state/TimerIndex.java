package io.beckon.streams.state;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * When shoppers must be looked at, by the hour: what a task that starts reads instead of all of
 * them. Each commit adds to an hour one row with all shoppers whose next due time came to lie in
 * it; nobody is ever taken out but who was erased, because looking at a shopper for nothing costs
 * little, and rows go when their hour is over. So a wait costs a dozen bytes, and no record of its
 * own, however often its time moves within the hour.
 *
 * <p>Key of a row: hour since 1970, incarnation of the task, number of the row, 4 bytes each, big
 * endian. Value: for each shopper the minute of the hour (1 byte), the length of the id in UTF-8 (2
 * bytes) and the id. One more row, with a key of {@link #POSITION}, holds the latest incarnation
 * and the hour up to which rows are gone.
 */
public final class TimerIndex {

  /** Receives who must be looked at. */
  @FunctionalInterface
  public interface Due {

    /** A shopper must be looked at by a time, or has an entry that is out of date. */
    void accept(long timeMs, String shopperId);
  }

  private static final long HOUR_MS = 60L * 60 * 1000;
  private static final long MINUTE_MS = 60L * 1000;
  static final int KEY_BYTES = 3 * Integer.BYTES;

  /** A row is closed when it has so many bytes. */
  private static final int ROW_BYTES = 16 * 1024;

  /** Rows deleted in one commit: those of a busy hour may be thousands. */
  private static final int DELETIONS = 2_000;

  static final Bytes POSITION = Bytes.wrap(new byte[Integer.BYTES]);

  private final KeyValueStore<Bytes, byte[]> store;
  private final StoreCounters counters;
  private final Map<Long, Row> staged = new TreeMap<>();
  private final GoneShoppers gone;
  private final int incarnation;
  private boolean positionStale = true;
  private int rows;
  private long goneBefore;
  private long overBefore;

  TimerIndex(KeyValueStore<Bytes, byte[]> store, StoreCounters counters) {
    this.store = store;
    this.counters = counters;
    byte[] position = store.get(POSITION);
    if (position == null) {
      incarnation = 1;
    } else {
      ByteBuffer bytes = ByteBuffer.wrap(position);
      incarnation = bytes.getInt() + 1;
      goneBefore = bytes.getInt();
    }
    overBefore = goneBefore;
    gone = new GoneShoppers(PackedIndex.TIMERS, store, this::put);
  }

  /** The hour of a time (epoch milliseconds), bounded to what a key can hold. */
  public static long hourOf(long timeMs) {
    return Math.max(0, Math.min(Integer.MAX_VALUE - 1L, Math.floorDiv(timeMs, HOUR_MS)));
  }

  /** The first hour of which there may be rows. */
  public long firstHour() {
    return goneBefore;
  }

  /** Does an entry for one time wake a shopper in time for another? */
  static boolean covers(long entryMs, long dueMs) {
    return hourOf(entryMs) == hourOf(dueMs) && entryMs / MINUTE_MS <= dueMs / MINUTE_MS;
  }

  /** Notes, for the next commit, that a shopper must be looked at by a time. */
  public void note(String id, long dueMs) {
    long hour = Math.max(overBefore, hourOf(dueMs));
    long minute = Math.floorDiv(dueMs, MINUTE_MS) - hour * (HOUR_MS / MINUTE_MS);
    Row row = staged.computeIfAbsent(hour, h -> new Row());
    row.add((int) Math.max(0, Math.min(59, minute)), id);
    if (row.size >= ROW_BYTES) {
      write(hour, row);
      staged.remove(hour);
    }
  }

  /**
   * Everybody who was to be looked at before this hour has been, so its rows may go. Entries of
   * those who could not be must have been noted again.
   */
  public void overBefore(long hour) {
    overBefore = Math.max(overBefore, hour);
  }

  /** Writes what was noted, and deletes rows of hours that are over. */
  void flush() {
    if (!staged.isEmpty()) {
      staged.forEach(this::write);
      staged.clear();
    }
    if (overBefore > goneBefore) {
      deleteRows();
    }
    gone.flush();
  }

  /** Shoppers who were erased, and are to be taken out. */
  GoneShoppers gone() {
    return gone;
  }

  @SuppressWarnings("NullAway") // Kafka's stores delete by a null value
  private void put(Bytes key, byte @Nullable [] value) {
    counters.timerWrite();
    store.put(key, value);
  }

  /**
   * Gives those noted for the hours from one to another, both included, in order of hours.
   *
   * @param corrupt receives a row that can't be read; the rest goes on
   */
  public void loadDue(
      long fromHour, long toHour, Due due, Consumer<CorruptStateException> corrupt) {
    if (toHour < fromHour) {
      return;
    }
    try (KeyValueIterator<Bytes, byte[]> found =
        store.range(key(fromHour, 0, 0), key(toHour + 1, 0, 0))) {
      while (found.hasNext()) {
        KeyValue<Bytes, byte[]> row = found.next();
        ByteBuffer key = ByteBuffer.wrap(row.key.get());
        if (key.remaining() != KEY_BYTES) {
          continue;
        }
        long hour = key.getInt();
        try {
          read(hour, row.value, due);
        } catch (BufferUnderflowException e) {
          corrupt.accept(new CorruptStateException(StoreNames.TIMERS, "of hour " + hour, e));
        }
      }
    }
  }

  private static void read(long hour, byte[] value, Due due) {
    ByteBuffer bytes = ByteBuffer.wrap(value);
    while (bytes.hasRemaining()) {
      long minute = bytes.get();
      byte[] id = new byte[Short.toUnsignedInt(bytes.getShort())];
      bytes.get(id);
      due.accept(hour * HOUR_MS + minute * MINUTE_MS, new String(id, StandardCharsets.UTF_8));
    }
  }

  private void write(long hour, Row row) {
    writePosition();
    put(key(hour, incarnation, rows++), row.toBytes());
  }

  /** Rows of an incarnation must never replace those of an earlier one. */
  private void writePosition() {
    if (positionStale) {
      positionStale = false;
      put(
          POSITION,
          ByteBuffer.allocate(2 * Integer.BYTES)
              .putInt(incarnation)
              .putInt((int) goneBefore)
              .array());
    }
  }

  private void deleteRows() {
    List<Bytes> keys = new ArrayList<>();
    try (KeyValueIterator<Bytes, byte[]> found =
        store.range(key(goneBefore, 0, 0), key(overBefore, 0, 0))) {
      while (found.hasNext() && keys.size() < DELETIONS) {
        Bytes key = found.next().key;
        if (key.get().length == KEY_BYTES && ByteBuffer.wrap(key.get()).getInt() < overBefore) {
          keys.add(key);
        }
      }
    }
    keys.forEach(key -> put(key, null));
    long gone =
        keys.size() < DELETIONS
            ? overBefore
            : ByteBuffer.wrap(keys.get(keys.size() - 1).get()).getInt();
    if (gone > goneBefore) {
      goneBefore = gone;
      positionStale = true;
      writePosition();
    }
  }

  private static Bytes key(long hour, int incarnation, int row) {
    return Bytes.wrap(
        ByteBuffer.allocate(KEY_BYTES).putInt((int) hour).putInt(incarnation).putInt(row).array());
  }

  /** A row that grows. */
  private static final class Row {

    private byte[] bytes = new byte[64];
    private int size;

    void add(int minute, String id) {
      byte[] utf8 = id.getBytes(StandardCharsets.UTF_8);
      int needed = size + 1 + Short.BYTES + utf8.length;
      if (needed > bytes.length) {
        bytes = Arrays.copyOf(bytes, Math.max(needed, 2 * bytes.length));
      }
      ByteBuffer.wrap(bytes, size, needed - size)
          .put((byte) minute)
          .putShort((short) utf8.length)
          .put(utf8);
      size = needed;
    }

    byte[] toBytes() {
      return Arrays.copyOf(bytes, size);
    }
  }
}
