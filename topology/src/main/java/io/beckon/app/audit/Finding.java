package io.beckon.app.audit;

/**
 * One thing that an audit found.
 *
 * @param wrong must be mended; else it is only to be known
 * @param file name of the file as it was loaded
 * @param line from 1
 * @param message what it is
 * @param mend what to do about it
 */
public record Finding(boolean wrong, String file, int line, String message, String mend) {

  /** {@code file:line: message; to mend: ...}, as compilers write it. */
  @Override
  public String toString() {
    return (wrong ? "wrong  " : "note   ")
        + file
        + ":"
        + line
        + ": "
        + message
        + "; to mend: "
        + mend;
  }
}
