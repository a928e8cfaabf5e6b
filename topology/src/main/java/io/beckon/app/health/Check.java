package io.beckon.app.health;

/**
 * What a component says of itself.
 *
 * @param detail in plain words, also when all is well
 */
public record Check(boolean isOk, String detail) {

  /** All is well. */
  public static Check ok(String detail) {
    return new Check(true, detail);
  }

  /** It is not well. */
  public static Check failed(String detail) {
    return new Check(false, detail);
  }
}
