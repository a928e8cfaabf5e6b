package io.beckon.app;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * A command could not do what it was asked to. The message is all that a person sees: what, where,
 * and how to mend it.
 */
public final class CommandFailedException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  private final int exitCode;

  private CommandFailedException(int exitCode, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.exitCode = exitCode;
  }

  /** What was asked for was understood and could not be done. Exit code 1. */
  public static CommandFailedException failed(String message, @Nullable Throwable cause) {
    return new CommandFailedException(ExitCodes.FAILED, message, cause);
  }

  /** What was asked for, or a file that was given, is wrong. Exit code 2. */
  public static CommandFailedException badInput(String message, @Nullable Throwable cause) {
    return new CommandFailedException(ExitCodes.BAD_INPUT, message, cause);
  }

  /** The exit code of the process. */
  public int exitCode() {
    return exitCode;
  }
}
