package io.beckon.app.input;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A file that cannot be read as events at all. The message is for people: what, where, remedy. */
public final class BadInputException extends IOException {

  private static final long serialVersionUID = 1L;

  BadInputException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
