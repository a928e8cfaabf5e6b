package io.beckon.streams.state;

import java.nio.ByteBuffer;

/**
 * Ids that are UUIDs in 16 bytes instead of 36 characters. Nearly all are, and no compression finds
 * anything in them: of what is written of a run or a message they are the greater part. Of some ids
 * of a record the first ones are packed, up to one that is no UUID as {@link
 * java.util.UUID#toString()} gives it; that one and those behind it stay as they are.
 */
final class PackedIds {

  private static final int CHARS = 36;
  private static final int BYTES = 16;
  private static final char[] HEX = "0123456789abcdef".toCharArray();

  private PackedIds() {}

  /** The first of two ids, or both, or nothing. */
  static ByteBuffer of(String first, String second) {
    if (!isUuid(first)) {
      return ByteBuffer.allocate(0);
    }
    boolean both = isUuid(second);
    byte[] bytes = new byte[both ? 2 * BYTES : BYTES];
    pack(first, bytes, 0);
    if (both) {
      pack(second, bytes, BYTES);
    }
    return ByteBuffer.wrap(bytes);
  }

  /** What is still to be written as text of the id in a place: nothing, if it is packed. */
  static String rest(ByteBuffer packed, int place, String id) {
    return isPacked(packed, place) ? "" : id;
  }

  /** The id in a place: the one packed, or else the text. */
  static String id(ByteBuffer packed, int place, String text) {
    return isPacked(packed, place) ? text(packed, packed.position() + place * BYTES) : text;
  }

  private static boolean isPacked(ByteBuffer packed, int place) {
    return packed.remaining() >= (place + 1) * BYTES;
  }

  private static boolean isUuid(String id) {
    if (id.length() != CHARS) {
      return false;
    }
    for (int i = 0; i < CHARS; i++) {
      char c = id.charAt(i);
      if (isDash(i) ? c != '-' : (c < '0' || c > '9') && (c < 'a' || c > 'f')) {
        return false;
      }
    }
    return true;
  }

  private static boolean isDash(int place) {
    return place == 8 || place == 13 || place == 18 || place == 23;
  }

  private static void pack(String id, byte[] into, int from) {
    int at = from;
    for (int i = 0; i < CHARS; i += 2) {
      if (isDash(i)) {
        i++;
      }
      into[at++] = (byte) (digit(id.charAt(i)) << 4 | digit(id.charAt(i + 1)));
    }
  }

  private static int digit(char c) {
    return c <= '9' ? c - '0' : c - 'a' + 10;
  }

  private static String text(ByteBuffer packed, int from) {
    char[] chars = new char[CHARS];
    int at = from;
    for (int i = 0; i < CHARS; i += 2) {
      if (isDash(i)) {
        chars[i++] = '-';
      }
      byte pair = packed.get(at++);
      chars[i] = HEX[(pair >> 4) & 0xf];
      chars[i + 1] = HEX[pair & 0xf];
    }
    return new String(chars);
  }
}
