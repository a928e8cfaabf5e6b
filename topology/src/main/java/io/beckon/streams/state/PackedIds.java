package io.beckon.streams.state;

import java.nio.ByteBuffer;
import java.util.Arrays;

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

  /** By character: what it stands for; what is no digit of {@link #HEX} is negative. */
  private static final byte[] DIGITS = new byte[128];

  /** Where the pairs of digits stand, by byte. */
  private static final byte[] PAIRS = {0, 2, 4, 6, 9, 11, 14, 16, 19, 21, 24, 26, 28, 30, 32, 34};

  static {
    Arrays.fill(DIGITS, (byte) -1);
    for (int i = 0; i < HEX.length; i++) {
      DIGITS[HEX[i]] = (byte) i;
    }
  }

  private PackedIds() {}

  /** The first of two ids, or both, or nothing. */
  static ByteBuffer of(String first, String second) {
    int most = second.length() == CHARS ? 2 * BYTES : BYTES;
    byte[] bytes = new byte[first.length() == CHARS ? most : 0];
    int packed = 0;
    if (bytes.length > 0 && packs(first, bytes, 0)) {
      packed = most > BYTES && packs(second, bytes, BYTES) ? most : BYTES;
    }
    return ByteBuffer.wrap(bytes, 0, packed);
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

  /** Packs an id of {@link #CHARS}, unless it is no UUID. */
  private static boolean packs(String id, byte[] into, int from) {
    if (id.charAt(8) != '-'
        || id.charAt(13) != '-'
        || id.charAt(18) != '-'
        || id.charAt(23) != '-') {
      return false;
    }
    int wrong = 0;
    for (int i = 0; i < BYTES; i++) {
      int pair = PAIRS[i];
      int digits = digit(id.charAt(pair)) << 4 | digit(id.charAt(pair + 1));
      wrong |= digits;
      into[from + i] = (byte) digits;
    }
    return wrong >= 0;
  }

  private static int digit(char c) {
    return c < DIGITS.length ? DIGITS[c] : -1;
  }

  private static String text(ByteBuffer packed, int from) {
    char[] chars = new char[CHARS];
    int at = from;
    Arrays.fill(chars, '-');
    for (int pair : PAIRS) {
      byte digits = packed.get(at++);
      chars[pair] = HEX[(digits >> 4) & 0xf];
      chars[pair + 1] = HEX[digits & 0xf];
    }
    return new String(chars);
  }
}
