package io.beckon.measurement.core;

import io.beckon.contract.OrderAdjusted;
import io.beckon.contract.OrderSeen;
import io.beckon.contract.OrderStage;
import io.beckon.contract.OutcomeEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is left of an order.
 *
 * @param live was it not cancelled?
 * @param net what was paid and not given back, in minor units; null: no value is known; 0 when it
 *     was cancelled
 * @param refunded what was given back, in minor units; not more than was paid
 */
record Worth(boolean live, @Nullable Long net, long refunded) {

  static Worth of(OrderSeen order, List<OutcomeEvent> adjustments) {
    Long value = order.getValue();
    boolean live = true;
    boolean whole = false;
    long given = 0;
    for (OutcomeEvent event : adjustments) {
      OrderAdjusted adjusted = (OrderAdjusted) event.getFact();
      Long amount = adjusted.getAmount();
      if (adjusted.getStage() == OrderStage.CANCELLED) {
        live = false;
      } else if (amount == null) {
        whole = true;
      } else if (isSame(adjusted.getCurrency(), order.getCurrency())) {
        given += Math.max(0, amount);
      }
    }
    if (value == null) {
      return new Worth(live, live ? null : 0L, 0);
    }
    long refunded = !live || whole ? value : Math.min(Math.max(0, value), given);
    return new Worth(live, value - refunded, refunded);
  }

  private static boolean isSame(@Nullable String currency, @Nullable String other) {
    return currency == null || other == null || currency.equals(other);
  }
}
