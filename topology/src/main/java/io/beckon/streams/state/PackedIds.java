package io.beckon.streams.state;

import io.beckon.engine.shopper.Id;
import java.nio.ByteBuffer;

/**
 * Ids that are UUIDs in 16 bytes instead of 36 characters. Nearly all are, and no compression finds
 * anything in them: of what is written of a run or a message they are the greater part. Of some ids
 * of a record the first ones are packed, up to one that is no UUID as {@link
 * java.util.UUID#toString()} gives it; that one and those behind it stay as they are.
 */
final class PackedIds {

  private static final int BYTES = 16;

  private PackedIds() {}

  /** The first of two ids, or both, or nothing. */
  static ByteBuffer of(Id first, Id second) {
    if (!(first instanceof Id.Uuid one)) {
      return ByteBuffer.allocate(0);
    }
    if (!(second instanceof Id.Uuid two)) {
      return ByteBuffer.allocate(BYTES).putLong(one.most()).putLong(one.least()).flip();
    }
    return ByteBuffer.allocate(2 * BYTES)
        .putLong(one.most())
        .putLong(one.least())
        .putLong(two.most())
        .putLong(two.least())
        .flip();
  }

  /** What is still to be written as text of the id in a place: nothing, if it is packed. */
  static String rest(ByteBuffer packed, int place, Id id) {
    return isPacked(packed, place) ? "" : id.text();
  }

  /** The id in a place: the one packed, or else the text. */
  static Id id(ByteBuffer packed, int place, String text) {
    if (!isPacked(packed, place)) {
      return Id.of(text);
    }
    int from = packed.position() + place * BYTES;
    return new Id.Uuid(packed.getLong(from), packed.getLong(from + Long.BYTES));
  }

  private static boolean isPacked(ByteBuffer packed, int place) {
    return packed.remaining() >= (place + 1) * BYTES;
  }
}
