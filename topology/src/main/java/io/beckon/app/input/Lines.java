package io.beckon.app.input;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Lines of bytes, each of bounded length: of one that is longer, only its being too long is kept. A
 * line ends with LF or CR LF; the last one may end with the file.
 */
final class Lines implements Closeable {

  /** Longest line, in bytes: 1 MiB. */
  static final int MAX_LINE = 1 << 20;

  private final InputStream in;
  private final byte[] buffer = new byte[1 << 16];
  private int from;
  private int to;
  private byte[] line = new byte[1 << 12];
  private int length;
  private boolean tooLong;
  private long number;

  Lines(InputStream in) {
    this.in = in;
  }

  /** Reads on to the next line; false at the end. */
  boolean next() throws IOException {
    length = 0;
    tooLong = false;
    boolean any = false;
    while (true) {
      if (from == to) {
        to = Math.max(0, in.read(buffer, 0, buffer.length));
        from = 0;
        if (to == 0) {
          if (any) {
            number++;
            trim();
          }
          return any;
        }
      }
      any = true;
      int end = from;
      while (end < to && buffer[end] != '\n') {
        end++;
      }
      append(from, end);
      from = end;
      if (end < to) {
        from++;
        number++;
        trim();
        return true;
      }
    }
  }

  private void append(int start, int end) {
    int more = end - start;
    // One byte above the limit is for a CR that does not count.
    if (tooLong || length + more > MAX_LINE + 1) {
      tooLong = true;
      length = 0;
      return;
    }
    if (length + more > line.length) {
      line = Arrays.copyOf(line, Math.min(MAX_LINE + 1, Math.max(line.length * 2, length + more)));
    }
    System.arraycopy(buffer, start, line, length, more);
    length += more;
  }

  private void trim() {
    if (length > 0 && line[length - 1] == '\r') {
      length--;
    }
    if (length > MAX_LINE) {
      tooLong = true;
      length = 0;
    }
    if (number == 1 && length >= 3 && startsWithByteOrderMark()) {
      System.arraycopy(line, 3, line, 0, length - 3);
      length -= 3;
    }
  }

  private boolean startsWithByteOrderMark() {
    return line[0] == (byte) 0xEF && line[1] == (byte) 0xBB && line[2] == (byte) 0xBF;
  }

  /** Number of the line, from 1. */
  long number() {
    return number;
  }

  /** Was the line longer than {@link #MAX_LINE}? Its content is then gone. */
  boolean tooLong() {
    return tooLong;
  }

  /** Is there nothing but blanks in it? */
  boolean blank() {
    for (int i = 0; i < length; i++) {
      if (line[i] != ' ' && line[i] != '\t') {
        return false;
      }
    }
    return !tooLong;
  }

  /** The line's bytes, valid to {@link #length} and until the next line is read. */
  byte[] bytes() {
    return line;
  }

  /** How many bytes the line has. */
  int length() {
    return length;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
