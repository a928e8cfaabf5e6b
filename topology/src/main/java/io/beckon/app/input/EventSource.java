package io.beckon.app.input;

import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Entries, one after the other. Not safe to share between threads. */
public interface EventSource extends Closeable {

  /**
   * The next entry; null at the end.
   *
   * @throws IOException when the file itself cannot be read on
   */
  @Nullable InputEntry next() throws IOException;

  /** Bytes read so far, as they lie on disk. */
  long bytesRead();

  /** Bytes there are, as they lie on disk. */
  long bytesTotal();
}
