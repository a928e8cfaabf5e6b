package io.beckon.streams.state;

import io.beckon.engine.interest.InterestIndex;
import io.beckon.engine.interest.Names;
import io.beckon.engine.shopper.BrowseHistory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Who may be interested in what, as a task keeps it. Subjects share {@value #BUCKETS} buckets; each
 * commit adds one row to a bucket with all that was noted in it, so that an interest costs about
 * twenty bytes, and while a task catches up next to no record of its own. A change reads its
 * bucket. Rows go when all they hold is out of date, but not while somebody is still to be told of
 * a change.
 *
 * <p>Key of a row: {@link #ROW}, bucket (1 byte), period of ten days since 1970, incarnation of the
 * task, number of the row (4 bytes each, big endian). Value: for each interest the subject (6
 * bytes), the length of the id in UTF-8 (2 bytes) and the id. One more row, with a key of {@link
 * #POSITION}, holds the latest incarnation and the period up to which rows are gone.
 */
public final class InterestRows implements InterestIndex {

  static final int BUCKETS = 64;

  static final byte ROW = 1;
  static final Bytes POSITION = Bytes.wrap(new byte[] {0});
  private static final long PERIOD_MS = 10L * 24 * 60 * 60 * 1000;
  static final int SUBJECT_BYTES = 6;
  static final int KEY_BYTES = 2 + 3 * Integer.BYTES;

  /** A row is closed when it has so many bytes. */
  private static final int ROW_BYTES = 16 * 1024;

  /** Rows deleted in one commit. */
  private static final int DELETIONS = 2_000;

  private record Place(int bucket, int period) {}

  private final KeyValueStore<Bytes, byte[]> store;
  private final StoreCounters counters;
  private final Map<Integer, Map<Integer, ByteBuffer>> staged = new TreeMap<>();
  private final GoneShoppers gone;
  private final int incarnation;
  private boolean positionStale = true;
  private int rows;
  private int goneBefore;
  private int overBefore;

  InterestRows(KeyValueStore<Bytes, byte[]> store, StoreCounters counters) {
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
    gone = new GoneShoppers(PackedIndex.INTERESTS, store, this::put);
  }

  @Override
  public void note(long subject, String shopperId, long at) {
    byte[] id = shopperId.getBytes(StandardCharsets.UTF_8);
    int bucket = bucketOf(subject);
    int period = Math.max(overBefore, periodOf(at));
    Map<Integer, ByteBuffer> periods = staged.computeIfAbsent(bucket, b -> new TreeMap<>());
    ByteBuffer row = periods.computeIfAbsent(period, p -> ByteBuffer.allocate(256));
    int needed = SUBJECT_BYTES + Short.BYTES + id.length;
    if (row.remaining() < needed) {
      row = ByteBuffer.allocate(2 * (row.position() + needed)).put(row.flip());
      periods.put(period, row);
    }
    row.putShort((short) (subject >>> 32)).putInt((int) subject);
    row.putShort((short) id.length).put(id);
    if (row.position() >= ROW_BYTES) {
      write(new Place(bucket, period), row);
      periods.remove(period);
    }
  }

  @Override
  public long mark() {
    writeStaged();
    return (long) incarnation << 32 | rows;
  }

  @Override
  public Names noted(Set<Long> subjects, long mark) {
    Names names = new Names();
    Set<Integer> buckets = new TreeSet<>();
    subjects.forEach(subject -> buckets.add(bucketOf(subject)));
    for (int bucket : buckets) {
      try (KeyValueIterator<Bytes, byte[]> found =
          store.range(key(new Place(bucket, 0), 0, 0), key(new Place(bucket + 1, 0), 0, 0))) {
        while (found.hasNext()) {
          KeyValue<Bytes, byte[]> row = found.next();
          ByteBuffer key = ByteBuffer.wrap(row.key.get());
          if (key.remaining() == KEY_BYTES
              && key.get(1) == (byte) bucket
              && key.getLong(2 + Integer.BYTES) < mark) {
            read(row.value, subjects, names);
          }
        }
      }
    }
    return names;
  }

  /** What nobody can be interested in any more at a log time may go. */
  public void expire(long now) {
    overBefore = Math.max(overBefore, periodOf(now - BrowseHistory.MAX_AGE_MS));
  }

  boolean isDirty() {
    return !staged.isEmpty();
  }

  /** Shoppers who were erased, and are to be taken out. */
  GoneShoppers gone() {
    return gone;
  }

  /**
   * Writes what was noted.
   *
   * @param settled nobody is to be told of a change: rows that are out of date may go
   */
  void flush(boolean settled) {
    writeStaged();
    if (settled && overBefore > goneBefore) {
      deleteRows();
    }
    gone.flush();
  }

  private void writeStaged() {
    staged.forEach(
        (bucket, periods) ->
            periods.forEach((period, row) -> write(new Place(bucket, period), row)));
    staged.clear();
  }

  private void write(Place place, ByteBuffer row) {
    writePosition();
    byte[] value = new byte[row.position()];
    row.flip().get(value);
    put(key(place, incarnation, rows++), value);
  }

  /** Rows of an incarnation must never replace those of an earlier one. */
  private void writePosition() {
    if (positionStale) {
      positionStale = false;
      ByteBuffer position = ByteBuffer.allocate(2 * Integer.BYTES);
      put(POSITION, position.putInt(incarnation).putInt(goneBefore).array());
    }
  }

  private void deleteRows() {
    List<Bytes> keys = new ArrayList<>();
    for (int bucket = 0; bucket < BUCKETS && keys.size() < DELETIONS; bucket++) {
      try (KeyValueIterator<Bytes, byte[]> found =
          store.range(
              key(new Place(bucket, goneBefore), 0, 0), key(new Place(bucket, overBefore), 0, 0))) {
        while (found.hasNext() && keys.size() < DELETIONS) {
          Bytes key = found.next().key;
          if (ByteBuffer.wrap(key.get()).getInt(2) < overBefore) {
            keys.add(key);
          }
        }
      }
    }
    keys.forEach(key -> put(key, null));
    if (keys.size() < DELETIONS) {
      goneBefore = overBefore;
      positionStale = true;
      writePosition();
    }
  }

  @SuppressWarnings("NullAway") // Kafka's stores delete by a null value
  private void put(Bytes key, byte @Nullable [] value) {
    counters.interestWrite(key.get().length + (value == null ? 0 : value.length));
    store.put(key, value);
  }

  private static void read(byte[] value, Set<Long> subjects, Names names) {
    ByteBuffer bytes = ByteBuffer.wrap(value);
    while (bytes.remaining() >= SUBJECT_BYTES + Short.BYTES) {
      long subject =
          (long) Short.toUnsignedInt(bytes.getShort()) << 32
              | Integer.toUnsignedLong(bytes.getInt());
      int length = Short.toUnsignedInt(bytes.getShort());
      if (length > bytes.remaining()) {
        return;
      }
      if (subjects.contains(subject)) {
        names.add(value, bytes.position(), length);
      }
      bytes.position(bytes.position() + length);
    }
  }

  private static int bucketOf(long subject) {
    return (int) (subject & (BUCKETS - 1));
  }

  private static int periodOf(long at) {
    return (int) Math.max(0, Math.min(Integer.MAX_VALUE - 1L, Math.floorDiv(at, PERIOD_MS)));
  }

  private static Bytes key(Place place, int incarnation, int row) {
    return Bytes.wrap(
        ByteBuffer.allocate(KEY_BYTES)
            .put(ROW)
            .put((byte) place.bucket())
            .putInt(place.period())
            .putInt(incarnation)
            .putInt(row)
            .array());
  }
}
