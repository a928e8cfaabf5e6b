package io.beckon.app.config;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Bytes as people write them: {@code 65536}, {@code 64KiB}, {@code 256MiB}, {@code 2GiB}. */
public final class Sizes {

  private static final Pattern SIZE = Pattern.compile("(\\d{1,12})\\s*(b|kib|mib|gib|)");

  private Sizes() {}

  /**
   * Reads one.
   *
   * @throws IllegalArgumentException when it is none; {@code MB} is refused, because some mean
   *     1,000,000 by it and some 1,048,576
   */
  public static long parse(String text) {
    Matcher size = SIZE.matcher(text.strip().toLowerCase(Locale.ROOT));
    if (!size.matches()) {
      throw new IllegalArgumentException();
    }
    long count = Long.parseLong(size.group(1));
    int shift =
        switch (size.group(2)) {
          case "kib" -> 10;
          case "mib" -> 20;
          case "gib" -> 30;
          default -> 0;
        };
    return Math.multiplyExact(count, 1L << shift);
  }

  /** In the largest unit that loses nothing. */
  public static String format(long bytes) {
    String[] units = {"", "KiB", "MiB", "GiB"};
    int unit = 0;
    long count = bytes;
    while (unit < units.length - 1 && count != 0 && count % 1024 == 0) {
      count /= 1024;
      unit++;
    }
    return count + units[unit];
  }
}
