package io.beckon.bench.flink;

import io.beckon.bench.scenario.CartChange;
import io.beckon.bench.scenario.SiteActivity;

/**
 * Something a shopper did: all of an event that travels between Flink's tasks. Public, as Flink's
 * serializer for records demands.
 *
 * @param shopper the shopper's id
 * @param pieces as in {@link CartChange}
 * @param snapshot as in {@link CartChange}
 */
public record Act(String shopper, SiteActivity activity, int pieces, boolean snapshot) {

  static Act of(String shopper, SiteActivity activity, CartChange change) {
    return new Act(shopper, activity, change.pieces(), change.snapshot());
  }

  boolean isOnSite() {
    return activity != SiteActivity.NONE;
  }

  /** The pieces in a cart that had some before. */
  int piecesAfter(int before) {
    return new CartChange(pieces, snapshot).after(before);
  }
}
