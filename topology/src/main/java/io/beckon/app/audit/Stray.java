package io.beckon.app.audit;

import io.beckon.engine.text.Gsm;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A character that is not in the 7-bit alphabet of text messages.
 *
 * @param character as one code point, or several that make an emoji
 */
record Stray(String character) {

  /** More of them are no accident: the language is written so. */
  static final int FEW = 3;

  private static final Map<Integer, String> PLAIN =
      Map.ofEntries(
          Map.entry(0x2018, "'"),
          Map.entry(0x2019, "'"),
          Map.entry(0x201A, "'"),
          Map.entry(0x201C, "\""),
          Map.entry(0x201D, "\""),
          Map.entry(0x201E, "\""),
          Map.entry(0x00AB, "\""),
          Map.entry(0x00BB, "\""),
          Map.entry(0x2010, "-"),
          Map.entry(0x2011, "-"),
          Map.entry(0x2012, "-"),
          Map.entry(0x2013, "-"),
          Map.entry(0x2014, "-"),
          Map.entry(0x2212, "-"),
          Map.entry(0x2026, "..."),
          Map.entry(0x2022, "-"),
          Map.entry(0x00B7, "-"),
          Map.entry(0x0060, "'"),
          Map.entry(0x00B4, "'"),
          Map.entry(0x00A0, "a space"),
          Map.entry(0x202F, "a space"),
          Map.entry(0x2009, "a space"),
          Map.entry(0x0009, "a space"));

  /**
   * Those of a text, each once, in its order; a sign that only joins or colours an emoji is none.
   */
  static List<Stray> in(String text) {
    return text.codePoints()
        .filter(c -> c > Character.MAX_VALUE || Gsm.septets((char) c) == 0)
        .filter(c -> c != 0x200D && c != 0xFE0F && !(c >= 0x1F3FB && c <= 0x1F3FF))
        .distinct()
        .mapToObj(c -> new Stray(Character.toString(c)))
        .toList();
  }

  /** What to write instead of them. */
  static String advice(List<Stray> strays) {
    List<String> advice =
        strays.stream()
            .map(
                stray -> {
                  String plain = PLAIN.get(stray.codePoint());
                  return plain != null
                      ? "write " + plain + " instead of " + stray.shown()
                      : "do without " + stray.shown();
                })
            .toList();
    return String.join(", ", advice);
  }

  private int codePoint() {
    return character.codePointAt(0);
  }

  private String shown() {
    return Character.isSpaceChar(codePoint()) || Character.isISOControl(codePoint())
        ? "U+%04X".formatted(codePoint())
        : character;
  }

  private String kind() {
    int c = codePoint();
    if (Character.isLetter(c)) {
      return "the letter ";
    }
    return switch (PLAIN.getOrDefault(c, "")) {
      case "'", "\"" -> "a curly quote ";
      case "-" -> "a dash ";
      case "..." -> "an ellipsis ";
      case "a space" -> "a space that is none ";
      default -> Character.getType(c) == Character.OTHER_SYMBOL ? "an emoji " : "the character ";
    };
  }

  /** {@code a curly quote ’ (U+2019)}. */
  @Override
  public String toString() {
    String code = String.format(Locale.ROOT, "U+%04X", codePoint());
    return kind() + (shown().equals(code) ? code : shown() + " (" + code + ")");
  }
}
