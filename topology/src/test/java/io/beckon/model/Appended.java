package io.beckon.model;

import io.beckon.contract.ShopperEvent;

/**
 * A record of the log.
 *
 * @param appendTime the record's timestamp, epoch milliseconds
 * @param event its value
 */
public record Appended(long appendTime, ShopperEvent event) {

  /** Returns the text of the record, for people. */
  @Override
  public String toString() {
    return Clock.print(appendTime) + "  " + Events.describe(event);
  }
}
