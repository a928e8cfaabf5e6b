package io.beckon.app;

/** How a command ended. */
public final class ExitCodes {

  /** It did what it was asked to. */
  public static final int DONE = 0;

  /** It could not, or a check found something that must be mended. */
  public static final int FAILED = 1;

  /** Usage, configuration or input was wrong. */
  public static final int BAD_INPUT = 2;

  private ExitCodes() {}
}
