package io.beckon.streams.state;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Takes shoppers who were erased out of an index that names many in a row and has no way to look
 * one up: it goes once through all rows, a few at a time, for all who were erased before it began.
 * Who is to be taken out stands in the store until that is done, so that a task that starts goes
 * through them again. Who has come back by then, and is needed in the index, stays.
 */
final class GoneShoppers {

  /** Writes a row, or deletes it when there is no value. */
  interface Put {
    void row(Bytes key, byte @Nullable [] value);
  }

  /** Read at once: some milliseconds, a few times a second. */
  private static final int ROWS = 2_000;

  private static final int BYTES = 256 * 1024;

  private static final byte[] MARK = {1};
  private static final Bytes FIRST_GONE = Bytes.wrap(new byte[] {PackedIndex.GONE});

  private final PackedIndex index;
  private final KeyValueStore<Bytes, byte[]> store;
  private final Put put;
  private final Set<Bytes> asked = new HashSet<>();
  private final Set<Bytes> next = new HashSet<>();
  private Set<Bytes> sought = Set.of();
  private @Nullable Bytes position;

  GoneShoppers(PackedIndex index, KeyValueStore<Bytes, byte[]> store, Put put) {
    this.index = index;
    this.store = store;
    this.put = put;
    try (KeyValueIterator<Bytes, byte[]> marks = store.range(FIRST_GONE, null)) {
      while (marks.hasNext()) {
        next.add(Bytes.wrap(PackedIndex.idOf(marks.next().key.get())));
      }
    }
  }

  /** A shopper was erased. */
  void add(String id) {
    asked.add(Bytes.wrap(id.getBytes(StandardCharsets.UTF_8)));
  }

  boolean isDirty() {
    return !asked.isEmpty();
  }

  /** Writes who was erased; to be called when all that was noted before is written. */
  void flush() {
    for (Bytes id : asked) {
      put.row(PackedIndex.gone(id.get()), MARK);
      next.add(id);
    }
    asked.clear();
  }

  /**
   * Goes through some rows.
   *
   * @param needed is a shopper needed in the index by now?
   * @return was anything written, so that a commit is wanted?
   */
  boolean advance(Predicate<String> needed) {
    if (position == null) {
      if (next.isEmpty()) {
        return false;
      }
      sought = Set.copyOf(next);
      next.clear();
      position = Bytes.wrap(new byte[0]);
    }
    List<KeyValue<Bytes, byte[]>> found = new ArrayList<>();
    boolean over = read(position, found);
    boolean written = false;
    for (KeyValue<Bytes, byte[]> row : found) {
      written |= without(row, needed);
    }
    if (!over) {
      position = Bytes.wrap(behind(found.get(found.size() - 1).key.get()));
      return written;
    }
    for (Bytes id : sought) {
      if (!next.contains(id) && !asked.contains(id)) {
        put.row(PackedIndex.gone(id.get()), null);
      }
    }
    sought = Set.of();
    position = null;
    return true;
  }

  /** Returns whether these were the last. */
  private boolean read(Bytes from, List<KeyValue<Bytes, byte[]>> found) {
    int bytes = 0;
    try (KeyValueIterator<Bytes, byte[]> all = store.range(from, FIRST_GONE)) {
      while (all.hasNext() && found.size() < ROWS && bytes < BYTES) {
        KeyValue<Bytes, byte[]> row = all.next();
        if (PackedIndex.isGone(row.key.get())) {
          return true;
        }
        found.add(row);
        bytes += row.value.length;
      }
      return found.isEmpty() || !all.hasNext();
    }
  }

  private boolean without(KeyValue<Bytes, byte[]> row, Predicate<String> needed) {
    if (!index.isRow(row.key.get())) {
      return false;
    }
    ByteBuffer left = ByteBuffer.allocate(row.value.length);
    try {
      index.entries(
          row.value,
          (id, entry) -> {
            if (!sought.contains(Bytes.wrap(id))
                || needed.test(new String(id, StandardCharsets.UTF_8))) {
              left.put(entry);
            }
          });
    } catch (BufferUnderflowException e) {
      return false; // whoever reads the row for its entries reports it
    }
    if (left.position() == row.value.length) {
      return false;
    }
    byte[] value = new byte[left.position()];
    left.flip().get(value);
    put.row(row.key, value.length == 0 ? null : value);
    return true;
  }

  private static byte[] behind(byte[] key) {
    return ByteBuffer.allocate(key.length + 1).put(key).array();
  }
}
