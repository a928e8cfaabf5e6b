package io.beckon.streams.state;

import io.beckon.engine.shopper.Cart;
import io.beckon.engine.shopper.Journeys;
import io.beckon.engine.shopper.PendingSend;
import io.beckon.engine.shopper.SendQueue;
import io.beckon.engine.shopper.Shopper;
import java.util.function.ToIntBiFunction;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Open carts, runs in flight and deferred sends of a task, as of its latest write. Nothing is
 * stored for it: after a start, the rows are counted once, a few at a time; from then on only what
 * changes is looked at.
 */
public final class Census {

  private final RowCount<Cart> carts;
  private final RowCount<Journeys> runs;
  private final RowCount<SendQueue> deferred;

  /**
   * Nothing was counted.
   *
   * @param journeys rows of journeys
   * @param runs how many runs a shopper has of whom that is the row, with what pages say
   */
  Census(
      PartStore<Cart> carts,
      KeyValueStore<String, byte[]> journeys,
      ToIntBiFunction<String, byte[]> runs,
      PartStore<SendQueue> queues) {
    this.carts = RowCount.of(carts, cart -> 1);
    this.runs = new RowCount<>(journeys, runs, all -> all.runs().size());
    this.deferred = RowCount.of(queues, Census::deferred);
  }

  /**
   * The figures at one moment.
   *
   * @param carts open carts
   * @param runs runs in flight
   * @param deferredSends decided sends that wait for a time, such as the end of quiet hours
   * @param complete false: rows of before the start are still being counted, the figures are low
   */
  public record Figures(long carts, long runs, long deferredSends, boolean complete) {

    /** Nothing was counted yet. */
    public static final Figures NONE = new Figures(0, 0, 0, false);
  }

  /** The figures now. */
  public Figures figures() {
    return new Figures(carts.total(), runs.total(), deferred.total(), isComplete());
  }

  /** Counts some more rows of before the start; quick when there are none. */
  public void advance(int rows) {
    if (!carts.isComplete()) {
      carts.advance(rows);
    } else if (!runs.isComplete()) {
      runs.advance(rows);
    } else if (!deferred.isComplete()) {
      deferred.advance(rows);
    }
  }

  /** Was everything counted? */
  public boolean isComplete() {
    return carts.isComplete() && runs.isComplete() && deferred.isComplete();
  }

  /** A shopper was written. */
  void written(String id, Shopper.Parts old, Shopper.Parts now) {
    carts.written(id, old.cart(), now.cart());
    runs.written(id, old.journeys(), now.journeys());
    deferred.written(id, old.queue(), now.queue());
  }

  private static int deferred(SendQueue queue) {
    int sends = 0;
    for (PendingSend send : queue.sends()) {
      sends += send.isReady() ? 0 : 1;
    }
    return sends;
  }
}
