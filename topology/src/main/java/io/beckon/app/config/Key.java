package io.beckon.app.config;

import java.util.Locale;

/**
 * One configuration key: its definition is its documentation.
 *
 * @param name lower case, words separated by '.', never a dotted prefix of another key
 * @param type reads the text and says what is allowed, with the unit
 * @param fallback the default, as a person would write it
 * @param doc what it does
 * @param reason why this default
 * @param secret never to be printed
 */
record Key<T>(
    String name,
    Type<T> type,
    String fallback,
    Importance importance,
    String doc,
    String reason,
    boolean secret) {

  static <T> Key<T> of(
      String name,
      Type<T> type,
      String fallback,
      Importance importance,
      String doc,
      String reason) {
    return new Key<>(name, type, fallback, importance, doc, reason, Secrets.isSecret(name));
  }

  /** The same definition under a longer name, for keys that exist once per named entry. */
  Key<T> within(String prefix) {
    return new Key<>(prefix + name, type, fallback, importance, doc, reason, secret);
  }

  /** The environment variable that sets it. */
  String environmentName() {
    return environmentName(name);
  }

  static String environmentName(String name) {
    return Environment.PREFIX + name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }
}
