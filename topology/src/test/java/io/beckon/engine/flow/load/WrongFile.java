package io.beckon.engine.flow.load;

import java.util.List;

/**
 * A file that is wrong, made from a right one by one change.
 *
 * @param text the file
 * @param shape can a schema see it? If not, it is about meaning: names, ids, conditions
 * @param said the problems, without the file name
 */
record WrongFile(String text, boolean shape, List<String> said) {

  /** One that a schema sees. */
  static WrongFile shape(String right, String from, String to, String... said) {
    return new WrongFile(changed(right, from, to), true, List.of(said));
  }

  /** One that only its meaning tells. */
  static WrongFile meaning(String right, String from, String to, String... said) {
    return new WrongFile(changed(right, from, to), false, List.of(said));
  }

  private static String changed(String file, String from, String to) {
    int at = file.indexOf(from);
    if (at < 0) {
      throw new IllegalArgumentException("not in the file: " + from);
    }
    return file.substring(0, at) + to + file.substring(at + from.length());
  }

  @Override
  public String toString() {
    return said.get(0);
  }
}
