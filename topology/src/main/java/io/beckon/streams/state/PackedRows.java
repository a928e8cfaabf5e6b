package io.beckon.streams.state;

import java.nio.ByteBuffer;
import java.util.TreeMap;

/**
 * Entries put together into rows of bounded size, by what their keys begin with.
 *
 * @param <P> what rows share that hold entries together
 */
final class PackedRows<P extends Comparable<P>> {

  /** Receives a row that is full, or the last. */
  interface Full<P> {
    void row(P place, byte[] value);
  }

  private static final int ROW_BYTES = 16 * 1024;

  private final TreeMap<P, ByteBuffer> open = new TreeMap<>();
  private final Full<P> full;

  PackedRows(Full<P> full) {
    this.full = full;
  }

  void add(P place, byte[] entry) {
    ByteBuffer row = open.computeIfAbsent(place, p -> ByteBuffer.allocate(64));
    if (row.remaining() < entry.length) {
      row = ByteBuffer.allocate(2 * (row.position() + entry.length)).put(row.flip());
      open.put(place, row);
    }
    row.put(entry);
    if (row.position() >= ROW_BYTES) {
      open.remove(place);
      full.row(place, bytes(row));
    }
  }

  void close() {
    open.forEach((place, row) -> full.row(place, bytes(row)));
    open.clear();
  }

  private static byte[] bytes(ByteBuffer row) {
    byte[] bytes = new byte[row.position()];
    row.flip().get(bytes);
    return bytes;
  }
}
