package io.beckon.engine.interest;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Ids of shoppers in a row of bytes: of one product there may be a hundred thousand. Each has 2
 * bytes for its length, then the id in UTF-8.
 */
public final class Names {

  private byte[] bytes = new byte[64];
  private int size;

  /** Adds an id in UTF-8. */
  public void add(byte[] from, int offset, int length) {
    int needed = size + Short.BYTES + length;
    if (needed > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(needed, 2 * bytes.length));
    }
    bytes[size] = (byte) (length >>> 8);
    bytes[size + 1] = (byte) length;
    System.arraycopy(from, offset, bytes, size + Short.BYTES, length);
    size = needed;
  }

  /** Adds an id. */
  public void add(String id) {
    byte[] utf8 = id.getBytes(StandardCharsets.UTF_8);
    add(utf8, 0, utf8.length);
  }

  /** Gives each id, in order. */
  public void forEach(Consumer<String> each) {
    for (int place = 0; place < size; place = after(place)) {
      each.accept(at(place));
    }
  }

  /** Where the ids end; the first one is at 0. */
  int end() {
    return size;
  }

  /** The id at a place. */
  String at(int place) {
    return new String(bytes, place + Short.BYTES, length(place), StandardCharsets.UTF_8);
  }

  /** The place behind the id at a place. */
  int after(int place) {
    return place + Short.BYTES + length(place);
  }

  private int length(int place) {
    return (bytes[place] & 0xff) << 8 | (bytes[place + 1] & 0xff);
  }
}
