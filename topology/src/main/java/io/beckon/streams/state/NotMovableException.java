package io.beckon.streams.state;

import java.io.Serial;

/** State that can't go to another number of partitions as it is; the message says the way out. */
public final class NotMovableException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  NotMovableException(String message) {
    super(message);
  }
}
