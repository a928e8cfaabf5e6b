package io.beckon.measurement.streams;

import io.beckon.contract.OutcomeEvent;
import io.beckon.measurement.core.History;
import org.jspecify.annotations.Nullable;

/**
 * What a shopper's ledger is told.
 *
 * @param event what happened; of a pair, what came first
 * @param order what followed within the longest window; null: nothing is said of an order
 * @param closed can no order follow any more?
 */
record Told(OutcomeEvent event, @Nullable OutcomeEvent order, boolean closed) {

  static Told happened(OutcomeEvent event) {
    return new Told(event, null, false);
  }

  /** Both sides of a join; without an order, the window has closed. */
  static Told joined(OutcomeEvent cause, @Nullable OutcomeEvent order) {
    return new Told(cause, order, order == null);
  }

  void into(History history) {
    if (closed) {
      history.closed(event);
    } else if (order != null) {
      history.followed(event, order);
    } else {
      history.add(event);
    }
  }

  /** Logical time at which it became known, epoch milliseconds; 0: with the passing of time. */
  long knownAt() {
    return closed ? 0 : order == null ? event.getAt() : Math.max(event.getAt(), order.getAt());
  }
}
