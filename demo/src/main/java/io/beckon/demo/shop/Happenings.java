package io.beckon.demo.shop;

import io.beckon.contract.SendCommand;
import org.jspecify.annotations.Nullable;

/** What happens in a shop, in the order of time. Times are simulated epoch milliseconds. */
public interface Happenings {

  /** The next that happens until a time, that time included; null when nothing more does. */
  @Nullable Report next(long until);

  /** When the next thing happens; Long.MAX_VALUE: never, unless somebody gets a message. */
  long nextAt();

  /**
   * A message goes out to somebody.
   *
   * @param at when the sender has it
   */
  void sent(SendCommand command, long at);
}
