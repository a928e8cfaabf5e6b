package io.beckon.app.config;

/**
 * A value as somebody gave it.
 *
 * @param origin where it stands: {@code beckon.yaml:12}, {@code environment variable BECKON_STORE},
 *     {@code --set store}, {@code default}
 */
record Setting(String name, String value, String origin) {

  static final String DEFAULT = "default";

  /** The value as it may be printed. */
  String shown() {
    return Secrets.shown(name, value);
  }

  @Override
  public String toString() {
    return name + " = " + shown() + " (" + origin + ")";
  }
}
