package io.beckon.bench.workload;

import io.beckon.contract.ShopperEvent;

/** Receives a history in log order. */
@FunctionalInterface
public interface EventSink {

  /**
   * The next event.
   *
   * @param shopper number of the shopper, whose id is {@link ShopperIds#text}
   * @param at append time, epoch milliseconds; never earlier than that of the event before
   */
  void accept(int shopper, long at, ShopperEvent event);
}
