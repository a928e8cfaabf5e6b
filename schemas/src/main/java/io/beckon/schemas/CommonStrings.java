package io.beckon.schemas;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Short strings that come again and again: one instance of each, in every thread. */
final class CommonStrings {
  /** Currencies, sources, steps, brands and categories of a shop; about 250 KB if all are taken. */
  private static final int SLOTS = 2048;

  /** Longer ones are rarely the same. */
  private static final int LONGEST_BYTES = 64;

  private static final Spans<String> KNOWN = new Spans<>(SLOTS);

  private CommonStrings() {}

  static String of(byte[] bytes, int from, int length) {
    if (length == 0) {
      return "";
    }
    if (length > LONGEST_BYTES) {
      return new String(bytes, from, length, StandardCharsets.UTF_8);
    }
    int to = from + length;
    int hash = Spans.hash(bytes, from, to);
    String known = KNOWN.find(bytes, from, to, hash);
    if (known != null) {
      return known;
    }
    String made = new String(bytes, from, length, StandardCharsets.UTF_8);
    if (KNOWN.meet(hash)) {
      KNOWN.remember(Arrays.copyOfRange(bytes, from, to), hash, made);
    }
    return made;
  }
}
