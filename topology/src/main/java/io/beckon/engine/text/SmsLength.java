package io.beckon.engine.text;

/**
 * How long a text message is, as carriers count and charge it: in the 7-bit alphabet, if all of its
 * characters are in it, else in UTF-16 (UCS-2). A text that does not fit into one message travels
 * in parts, each of which loses six octets to a header (3GPP TS 23.040, section 9.2.3.24.1).
 *
 * @param units septets, or UTF-16 code units
 * @param parts messages that it travels in; 0 for an empty text
 */
public record SmsLength(Encoding encoding, int units, int parts) {

  /** How a text is written into a message. */
  public enum Encoding {
    /** The GSM 7-bit default alphabet; a character of its extension table takes two. */
    GSM_7(160, 153, "GSM-7"),
    /** UTF-16 code units. */
    UCS_2(70, 67, "UCS-2");

    private final int alone;
    private final int each;
    private final String word;

    Encoding(int alone, int each, String word) {
      this.alone = alone;
      this.each = each;
      this.word = word;
    }

    /** Units that one message holds which stands alone. */
    public int alone() {
      return alone;
    }

    /** As people write it. */
    public String word() {
      return word;
    }
  }

  /** The length of a text. */
  public static SmsLength of(String text) {
    Encoding encoding = Gsm.holds(text) ? Encoding.GSM_7 : Encoding.UCS_2;
    int units = 0;
    int parts = text.isEmpty() ? 0 : 1;
    int inPart = 0;
    for (int i = 0; i < text.length(); ) {
      int chars = encoding == Encoding.GSM_7 ? 1 : Character.charCount(text.codePointAt(i));
      int width = encoding == Encoding.GSM_7 ? Gsm.septets(text.charAt(i)) : chars;
      // Neither an escaped character nor a surrogate pair is cut: it goes into the next part whole.
      if (inPart + width > encoding.each) {
        parts++;
        inPart = 0;
      }
      inPart += width;
      units += width;
      i += chars;
    }
    return new SmsLength(encoding, units, units <= encoding.alone ? Math.min(parts, 1) : parts);
  }

  /** {@code 2 parts, GSM-7, 161 units}. */
  @Override
  public String toString() {
    return parts + (parts == 1 ? " part, " : " parts, ") + encoding.word + ", " + units + " units";
  }
}
