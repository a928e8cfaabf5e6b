package io.beckon.streams.state;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.apache.kafka.common.utils.Bytes;

/**
 * How a partition's index of shoppers lies in its store: rows that hold many entries, and a row
 * that says where the index stands.
 *
 * <p>Key of a row: what it is about (some bytes), incarnation of the task and number of the row (4
 * bytes each, big endian). Entry: what it says (some bytes), the length of the shopper's id in
 * UTF-8 (2 bytes) and the id. Beside them stands a row for each shopper whose entries are to be
 * taken out: {@link #GONE} and the id.
 *
 * @param aboutBytes of a key, before incarnation and number
 * @param saysBytes of an entry, before the id
 * @param position key of the row that says the latest incarnation and what is gone
 * @param kind what keys of rows begin with; negative: there is nothing else of their length
 */
record PackedIndex(int aboutBytes, int saysBytes, Bytes position, int kind) {

  static final PackedIndex TIMERS = new PackedIndex(Integer.BYTES, 1, TimerIndex.POSITION, -1);

  static final PackedIndex INTERESTS =
      new PackedIndex(
          InterestRows.KEY_BYTES - 2 * Integer.BYTES,
          InterestRows.SUBJECT_BYTES,
          InterestRows.POSITION,
          InterestRows.ROW);

  /** Begins no other key: hours and kinds of rows are not negative. */
  static final byte GONE = -1;

  /** An entry of a row. */
  @FunctionalInterface
  interface Each {

    /**
     * An entry.
     *
     * @param id of the shopper, in UTF-8
     * @param entry with the id
     */
    void entry(byte[] id, byte[] entry);
  }

  /** Has a row entries? */
  boolean isRow(byte[] key) {
    return key.length == aboutBytes + 2 * Integer.BYTES
        && (kind < 0 ? !isGone(key) : key[0] == kind);
  }

  static boolean isGone(byte[] key) {
    return key.length > 0 && key[0] == GONE;
  }

  /** The key under which it stands that a shopper's entries are to be taken out. */
  static Bytes gone(byte[] id) {
    return Bytes.wrap(ByteBuffer.allocate(1 + id.length).put(GONE).put(id).array());
  }

  /** Whose entries are to be taken out. */
  static byte[] idOf(byte[] goneKey) {
    return Arrays.copyOfRange(goneKey, 1, goneKey.length);
  }

  /**
   * Gives the entries of a row, in their order.
   *
   * @throws BufferUnderflowException when the row can't be read
   */
  void entries(byte[] row, Each each) {
    ByteBuffer bytes = ByteBuffer.wrap(row);
    while (bytes.hasRemaining()) {
      if (bytes.remaining() < saysBytes + Short.BYTES) {
        throw new BufferUnderflowException();
      }
      int length = Short.toUnsignedInt(bytes.getShort(bytes.position() + saysBytes));
      byte[] entry = new byte[saysBytes + Short.BYTES + length];
      bytes.get(entry);
      each.entry(Arrays.copyOfRange(entry, saysBytes + Short.BYTES, entry.length), entry);
    }
  }

  /** What a row is about. */
  Bytes about(byte[] key) {
    return Bytes.wrap(Arrays.copyOf(key, aboutBytes));
  }

  /** The key of a row. */
  byte[] key(Bytes about, int incarnation, int row) {
    return ByteBuffer.allocate(aboutBytes + 2 * Integer.BYTES)
        .put(about.get())
        .putInt(incarnation)
        .putInt(row)
        .array();
  }
}
