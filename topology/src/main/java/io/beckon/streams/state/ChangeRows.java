package io.beckon.streams.state;

import io.beckon.contract.ProductChanged;
import io.beckon.engine.interest.PendingChange;
import io.beckon.engine.interest.ProductWatch;
import io.beckon.schemas.StateCodec;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * The changes of products that not everybody was told of, so that a task that starts goes on where
 * the last commit left off: one row when a change is read, one for each commit that told somebody,
 * and none are left when everybody was told.
 *
 * <p>Key: {@link #CHANGE} and the number of the change; or {@link #PROGRESS}, the number, and a
 * number that rises. Value of a change: time and mark (8 bytes each), its id (length in 2 bytes,
 * UTF-8) and the change. Value of a progress: how far they were gone through (4 bytes), and 8 bytes
 * for each shopper who was told before their turn.
 */
public final class ChangeRows {

  static final byte CHANGE = 2;
  static final byte PROGRESS = 3;
  private static final int CHANGE_KEY_BYTES = 1 + Long.BYTES;

  private final KeyValueStore<Bytes, byte[]> store;
  private final StoreCounters counters;
  private final StateCodec<ProductChanged> codec = StateCodec.of(ProductChanged.class);
  private @Nullable ProductWatch watch;
  private int rows;

  ChangeRows(KeyValueStore<Bytes, byte[]> store, StoreCounters counters) {
    this.store = store;
    this.counters = counters;
  }

  /**
   * Resumes what is stored, and keeps up from now on what a watch does.
   *
   * @param corrupt receives a row that can't be read; the rest goes on
   */
  public void follow(ProductWatch followed, Consumer<CorruptStateException> corrupt) {
    watch = followed;
    Map<Long, List<Long>> early = new LinkedHashMap<>();
    Map<Long, Integer> places = new LinkedHashMap<>();
    each(PROGRESS, (key, value) -> progress(key, value, places, early));
    each(
        CHANGE,
        (key, value) -> {
          long number = key.getLong();
          try {
            resume(
                followed,
                number,
                value,
                places.getOrDefault(number, 0),
                early.getOrDefault(number, List.of()));
          } catch (RuntimeException e) {
            corrupt.accept(
                new CorruptStateException(StoreNames.PRODUCT_INTEREST, "of change " + number, e));
          }
        });
  }

  private void progress(
      ByteBuffer key, byte[] value, Map<Long, Integer> places, Map<Long, List<Long>> early) {
    long number = key.getLong();
    rows = Math.max(rows, key.getInt() + 1);
    ByteBuffer bytes = ByteBuffer.wrap(value);
    places.merge(number, bytes.getInt(), Math::max);
    List<Long> hashes = early.computeIfAbsent(number, n -> new ArrayList<>());
    while (bytes.remaining() >= Long.BYTES) {
      hashes.add(bytes.getLong());
    }
  }

  private void resume(
      ProductWatch followed, long number, byte[] value, int place, List<Long> early) {
    ByteBuffer bytes = ByteBuffer.wrap(value);
    long at = bytes.getLong();
    long mark = bytes.getLong();
    byte[] id = new byte[Short.toUnsignedInt(bytes.getShort())];
    bytes.get(id);
    byte[] change = new byte[bytes.remaining()];
    bytes.get(change);
    followed.resume(
        number,
        new String(id, StandardCharsets.UTF_8),
        at,
        mark,
        codec.decode(change),
        place,
        early);
  }

  boolean isDirty() {
    return watch != null
        && (watch.hasOver()
            || watch.pending().stream().anyMatch(change -> !change.isStored() || change.isMoved()));
  }

  /** Is nobody left to be told of anything? */
  boolean isSettled() {
    return watch == null || watch.pending().isEmpty();
  }

  /** Writes what happened since the last time. */
  void flush() {
    if (watch == null) {
      return;
    }
    for (long number : watch.takeOver()) {
      forget(number);
    }
    for (PendingChange change : watch.pending()) {
      if (!change.isStored()) {
        put(key(CHANGE, change.number()).array(), value(change));
      }
      if (change.isMoved()) {
        List<Long> early = change.takeEarly();
        ByteBuffer value = ByteBuffer.allocate(Integer.BYTES + Long.BYTES * early.size());
        value.putInt(change.place());
        early.forEach(value::putLong);
        ByteBuffer key = ByteBuffer.allocate(CHANGE_KEY_BYTES + Integer.BYTES);
        put(key.put(key(PROGRESS, change.number()).array()).putInt(rows++).array(), value.array());
      }
      change.stored();
    }
  }

  private byte[] value(PendingChange change) {
    byte[] id = change.id().getBytes(StandardCharsets.UTF_8);
    byte[] encoded = codec.encode(change.change());
    return ByteBuffer.allocate(2 * Long.BYTES + Short.BYTES + id.length + encoded.length)
        .putLong(change.at())
        .putLong(change.mark())
        .putShort((short) id.length)
        .put(id)
        .put(encoded)
        .array();
  }

  private void forget(long number) {
    List<Bytes> keys = new ArrayList<>();
    keys.add(Bytes.wrap(key(CHANGE, number).array()));
    try (KeyValueIterator<Bytes, byte[]> found =
        store.range(
            Bytes.wrap(key(PROGRESS, number).array()),
            Bytes.wrap(key(PROGRESS, number + 1).array()))) {
      found.forEachRemaining(row -> keys.add(row.key));
    }
    keys.forEach(this::delete);
  }

  private interface Row {
    void read(ByteBuffer key, byte[] value);
  }

  private void each(byte kind, Row row) {
    try (KeyValueIterator<Bytes, byte[]> found =
        store.range(Bytes.wrap(new byte[] {kind}), Bytes.wrap(new byte[] {(byte) (kind + 1)}))) {
      while (found.hasNext()) {
        KeyValue<Bytes, byte[]> next = found.next();
        ByteBuffer key = ByteBuffer.wrap(Objects.requireNonNull(next.key.get()));
        if (key.get() == kind) {
          row.read(key, next.value);
        }
      }
    }
  }

  private void put(byte[] key, byte[] value) {
    counters.interestWrite(key.length + value.length);
    store.put(Bytes.wrap(key), value);
  }

  @SuppressWarnings("NullAway") // Kafka's stores delete by a null value
  private void delete(Bytes key) {
    counters.interestWrite(key.get().length);
    store.put(key, null);
  }

  private static ByteBuffer key(byte kind, long number) {
    return ByteBuffer.allocate(CHANGE_KEY_BYTES).put(kind).putLong(number);
  }
}
