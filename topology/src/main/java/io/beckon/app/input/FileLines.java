package io.beckon.app.input;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** The lines of a file, unpacked when it is gzip (told by its first bytes, not by its name). */
final class FileLines implements Closeable {

  private final String file;
  private final Counted raw;
  private final Lines lines;
  private final long total;

  private FileLines(String file, Counted raw, Lines lines, long total) {
    this.file = file;
    this.raw = raw;
    this.lines = lines;
    this.total = total;
  }

  static FileLines open(Path path) throws IOException {
    String file = path.toString();
    if (Files.isDirectory(path)) {
      throw new BadInputException(file + " is a directory: name the files in it", null);
    }
    Counted raw;
    try {
      raw = new Counted(Files.newInputStream(path));
    } catch (NoSuchFileException e) {
      throw new BadInputException("there is no file " + file + ": check the path", e);
    } catch (IOException e) {
      throw new BadInputException(
          "cannot open " + file + ": " + e.getClass().getSimpleName() + "; check its rights", e);
    }
    try {
      BufferedInputStream in = new BufferedInputStream(raw, 1 << 16);
      in.mark(2);
      boolean gzip = in.read() == 0x1f && in.read() == 0x8b;
      in.reset();
      Lines lines = new Lines(gzip ? new GZIPInputStream(in, 1 << 16) : in);
      return new FileLines(file, raw, lines, Files.size(path));
    } catch (IOException e) {
      raw.close();
      throw e;
    }
  }

  /** The file, as it was named. */
  String file() {
    return file;
  }

  /** The current line. */
  Lines line() {
    return lines;
  }

  /** Reads on to the next line; false at the end. */
  boolean next() throws IOException {
    try {
      return lines.next();
    } catch (EOFException | ZipException e) {
      throw new BadInputException(
          file
              + " is damaged or cut off after line "
              + lines.number()
              + ": its compressed data cannot be unpacked; fetch or pack it again",
          e);
    }
  }

  long bytesRead() {
    return raw.count;
  }

  long bytesTotal() {
    return total;
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }

  private static final class Counted extends FilterInputStream {

    private long count;

    Counted(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int read = in.read();
      count += read < 0 ? 0 : 1;
      return read;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int read = in.read(bytes, offset, length);
      count += Math.max(0, read);
      return read;
    }
  }
}
