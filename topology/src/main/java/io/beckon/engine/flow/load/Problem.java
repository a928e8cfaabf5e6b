package io.beckon.engine.flow.load;

/**
 * One thing that is wrong with a file.
 *
 * @param file name of the file as the caller gave it
 * @param line from 1
 * @param column from 1
 * @param message what is wrong
 * @param expected what would be right, empty when the message says it all
 */
public record Problem(String file, int line, int column, String message, String expected) {

  /** {@code file:line:column: message; expected ...}, as compilers write it. */
  @Override
  public String toString() {
    return file
        + ":"
        + line
        + ":"
        + column
        + ": "
        + message
        + (expected.isEmpty() ? "" : "; expected " + expected);
  }
}
