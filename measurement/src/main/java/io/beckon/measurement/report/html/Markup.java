package io.beckon.measurement.report.html;

import java.util.Locale;

/** Writes elements; all text that comes from outside goes through {@link #text}. */
final class Markup {

  private final StringBuilder out = new StringBuilder();

  /** Markup that is known to be well formed. */
  Markup raw(String markup) {
    out.append(markup);
    return this;
  }

  /** Markup on a line of its own. */
  Markup line(String markup) {
    out.append(markup).append('\n');
    return this;
  }

  /** Text, escaped. */
  Markup text(String text) {
    out.append(escaped(text));
    return this;
  }

  /** An element that holds text only. */
  Markup element(String start, String text) {
    String name = start.split(" ", 2)[0];
    out.append('<').append(start).append('>').append(escaped(text));
    out.append("</").append(name).append(">\n");
    return this;
  }

  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  /** A number for an attribute, short and with a point in every language. */
  static String number(double value) {
    String text = String.format(Locale.ROOT, "%.2f", value);
    return text.replaceAll("\\.?0+$", "");
  }

  /** A text that fits in so many characters. */
  static String shortened(String text, int length) {
    return text.length() <= length ? text : text.substring(0, length - 1).stripTrailing() + "…";
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
