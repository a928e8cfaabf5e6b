package io.beckon.app.config;

/**
 * How the text of a value is read.
 *
 * @param <T> what it is read as
 */
interface Type<T> {

  /**
   * Reads a text.
   *
   * @throws IllegalArgumentException when the text is not allowed; the message, if there is one,
   *     says what is wrong beyond {@link #allowed()}
   */
  T parse(String text);

  /** What is allowed, with the unit, as the end of a sentence: "a port from 0 to 65535". */
  String allowed();
}
