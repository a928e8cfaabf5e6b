package io.beckon.app.input.field;

import org.jspecify.annotations.Nullable;

/** Texts of bounded length. */
public final class Texts {

  /** Longest name, title, category, coupon, step or source, in characters. */
  public static final int MAX_NAME = 256;

  /** Longest attribute, error or reason, in characters. */
  public static final int MAX_TEXT = 1024;

  /** Longest reply of a shopper, in characters. */
  public static final int MAX_REPLY = 4096;

  /** Longest address of a page or picture, in characters; a cut one would lead nowhere. */
  public static final int MAX_URL = 2048;

  private Texts() {}

  /** The text, cut at that many characters, never through the middle of one. */
  public static String cut(String text, int max) {
    if (text.length() <= max) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(max - 1)) ? max - 1 : max;
    return text.substring(0, end);
  }

  /** The address; null when it is too long to be kept whole. */
  public static @Nullable String url(@Nullable String url) {
    return url == null || url.length() > MAX_URL ? null : url;
  }
}
