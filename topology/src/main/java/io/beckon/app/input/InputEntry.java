package io.beckon.app.input;

import io.beckon.app.input.field.Reason;
import io.beckon.contract.ShopperEvent;

/** What was read: an event, or a line (or one call of it) that could not be. */
public sealed interface InputEntry {

  /** File it stands in, as it was named. */
  String file();

  /** Line it stands in, from 1. */
  long line();

  /**
   * An event.
   *
   * @param timestampMs its append time in a replay, epoch milliseconds: its own time
   */
  record Parsed(long timestampMs, ShopperEvent event, String file, long line)
      implements InputEntry {}

  /**
   * A refused line.
   *
   * @param reason stable code
   * @param message what is wrong and how to mend it; holds no values
   */
  record Rejected(String file, long line, Reason reason, String message) implements InputEntry {}
}
