package io.beckon.engine.shopper;

import java.util.Arrays;
import java.util.UUID;

/**
 * An id as it is kept in memory: a UUID as two numbers, which are 32 bytes on the heap where its
 * text is 80, and any other one as its text. Each text is kept in one way only, so that ids are
 * equal when their texts are.
 */
public sealed interface Id {

  /** No id. */
  Id NONE = new Text("");

  /** The id, exactly as it came. Made anew each time for a UUID. */
  String text();

  /** The id of a text: of a UUID only if it is written as {@link UUID#toString()} does. */
  static Id of(String text) {
    if (text.length() != Uuid.CHARS) {
      return new Text(text);
    }
    return Uuid.of(text);
  }

  /** An id that is a UUID. */
  record Uuid(long most, long least) implements Id {

    private static final int CHARS = 36;

    /** By character: what it stands for; what is no lower-case hexadecimal digit is negative. */
    private static final byte[] DIGITS = new byte[128];

    static {
      Arrays.fill(DIGITS, (byte) -1);
      String hex = "0123456789abcdef";
      for (int i = 0; i < hex.length(); i++) {
        DIGITS[hex.charAt(i)] = (byte) i;
      }
    }

    private static Id of(String text) {
      if (text.charAt(8) != '-'
          || text.charAt(13) != '-'
          || text.charAt(18) != '-'
          || text.charAt(23) != '-') {
        return new Text(text);
      }
      long[] halves = new long[2];
      int wrong = 0;
      int digits = 0;
      for (int i = 0; i < CHARS; i++) {
        if (i != 8 && i != 13 && i != 18 && i != 23) {
          int digit = digit(text.charAt(i));
          wrong |= digit;
          int half = digits++ / 16;
          halves[half] = halves[half] << 4 | digit;
        }
      }
      return wrong < 0 ? new Text(text) : new Uuid(halves[0], halves[1]);
    }

    private static int digit(char c) {
      return c < DIGITS.length ? DIGITS[c] : -1;
    }

    @Override
    public String text() {
      return new UUID(most, least).toString();
    }

    @Override
    public String toString() {
      return text();
    }
  }

  /** An id that is none. Only {@link Id#of} makes one. */
  record Text(String text) implements Id {

    @Override
    public String toString() {
      return text;
    }
  }
}
