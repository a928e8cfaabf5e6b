package io.beckon.measurement.core;

import io.beckon.contract.OrderAdjusted;
import io.beckon.contract.OrderSeen;
import io.beckon.contract.OrderStage;
import io.beckon.contract.OutcomeEvent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is left of an order.
 *
 * @param order as it was placed
 * @param refunds what was given back, each once
 * @param live was it not cancelled?
 * @param net what was paid and not given back, in minor units; null: no value is known; 0 when it
 *     was cancelled
 * @param refunded what was given back, in minor units; not more than was paid
 */
public record Worth(
    OrderSeen order, List<OrderAdjusted> refunds, boolean live, @Nullable Long net, long refunded) {

  /**
   * After refunds and cancellations, in whatever order they were told. What says the same of the
   * same moment of its source was told twice, and counts once.
   */
  public static Worth of(OrderSeen order, Collection<OutcomeEvent> adjustments) {
    List<OrderAdjusted> refunds = new ArrayList<>();
    Set<List<@Nullable Object>> known = new HashSet<>();
    boolean live = true;
    for (OutcomeEvent event : adjustments) {
      OrderAdjusted adjusted = (OrderAdjusted) event.getFact();
      if (adjusted.getStage() == OrderStage.CANCELLED) {
        live = false;
      } else if (adjusted.getStage() == OrderStage.REFUNDED
          && (adjusted.getAmount() == null || isSame(adjusted.getCurrency(), order.getCurrency()))
          && known.add(
              Arrays.asList(
                  event.getOccurredAt(),
                  adjusted.getAmount(),
                  adjusted.getCurrency(),
                  adjusted.getLines()))) {
        refunds.add(adjusted);
      }
    }
    Long value = order.getValue();
    if (value == null) {
      return new Worth(order, refunds, live, live ? null : 0L, 0);
    }
    long refunded = live ? new GivenBack(order, refunds).total() : Math.max(0, value);
    return new Worth(order, refunds, live, live ? Long.valueOf(value - refunded) : 0L, refunded);
  }

  private static boolean isSame(@Nullable String currency, @Nullable String other) {
    return currency == null || other == null || currency.equals(other);
  }

  /** What is left, by category: together it is {@link #net()}; nothing when that is not known. */
  public NavigableMap<String, Long> categories() {
    return new GivenBack(order, refunds).left(net == null ? 0 : net);
  }

  /**
   * What the categories have of a part of what is left. The parts of an order that lie one behind
   * the other are together what each category has.
   *
   * @param from where the part begins, from 0
   * @param amount how large it is, minor units
   */
  public NavigableMap<String, Long> categories(long from, long amount) {
    boolean owed = net == null || net < 0;
    NavigableMap<String, Long> all = owed ? CategoryShares.weights(order) : categories();
    NavigableMap<String, Long> until = Parts.of(all, from + amount);
    NavigableMap<String, Long> before = Parts.of(all, from);
    until.replaceAll((category, share) -> share - before.getOrDefault(category, 0L));
    return until;
  }
}
