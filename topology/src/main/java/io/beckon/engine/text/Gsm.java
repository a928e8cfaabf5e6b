package io.beckon.engine.text;

/** The GSM 7-bit default alphabet and its extension table (3GPP TS 23.038, section 6.2.1). */
public final class Gsm {

  private static final String DEFAULT =
      "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
          + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";

  private static final String EXTENSION = "\f^{}\\[~]|€";

  /** Septets by character, for all up to the last Greek one; the euro sign stands apart. */
  private static final byte[] SEPTETS = new byte['Ω' + 1];

  static {
    DEFAULT.chars().forEach(c -> SEPTETS[c] = 1);
    EXTENSION.chars().filter(c -> c != '€').forEach(c -> SEPTETS[c] = 2);
  }

  private Gsm() {}

  /** Septets that a character takes; 0: it is not in the alphabet. */
  public static int septets(char c) {
    if (c == '€') {
      return 2;
    }
    return c < SEPTETS.length ? SEPTETS[c] : 0;
  }

  /** Are all characters of a text in the alphabet? */
  public static boolean holds(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (septets(text.charAt(i)) == 0) {
        return false;
      }
    }
    return true;
  }
}
