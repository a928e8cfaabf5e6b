package io.beckon.engine.outcome;

import io.beckon.contract.ConsentMove;
import io.beckon.contract.ConsentMoved;
import io.beckon.contract.ConsentState;
import io.beckon.contract.GoalReached;
import io.beckon.contract.Item;
import io.beckon.contract.OrderAdjusted;
import io.beckon.contract.OrderChanged;
import io.beckon.contract.OrderCompleted;
import io.beckon.contract.OrderLine;
import io.beckon.contract.OrderSeen;
import io.beckon.contract.OrderStage;
import io.beckon.contract.OutcomeEvent;
import io.beckon.contract.ShopperEvent;
import io.beckon.engine.shopper.Consent;
import io.beckon.engine.shopper.Items;
import io.beckon.engine.shopper.Profile;
import io.beckon.engine.shopper.Shopper;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Facts of what shoppers did: orders, consents, goals. */
public final class Happened {

  private Happened() {}

  /** An order, when it is counted already among the shopper's. */
  public static OutcomeEvent ordered(
      Shopper shopper, ShopperEvent event, OrderCompleted order, long at) {
    OrderSeen seen =
        OrderSeen.newBuilder()
            .setOrderId(order.getOrderId())
            .setValue(value(order))
            .setCurrency(currency(order))
            .setDiscount(order.getDiscount())
            .setCoupon(order.getCoupon())
            .setOrdinal(shopper.profile().purchases().count())
            .setCartId(order.getCartId())
            .setLines(lines(order.getItems()))
            .build();
    return Outcomes.happened(shopper, event, at, seen);
  }

  /** What became of an order; null when it is worth as much as before. */
  public static @Nullable OutcomeEvent adjusted(
      Shopper shopper, ShopperEvent event, OrderChanged change, long at) {
    OrderStage stage = change.getStage();
    if (stage != OrderStage.CANCELLED && stage != OrderStage.REFUNDED) {
      return null;
    }
    OrderAdjusted adjusted =
        OrderAdjusted.newBuilder()
            .setOrderId(change.getOrderId())
            .setStage(stage)
            .setAmount(change.getAmount())
            .setCurrency(change.getCurrency())
            .setLines(stage == OrderStage.REFUNDED ? lines(change.getItems()) : List.of())
            .build();
    return Outcomes.happened(shopper, event, at, adjusted);
  }

  /** The consents that are others than before; null when all are the same. */
  @SuppressWarnings("ReferenceEquality") // parts are values: another one is a change
  public static @Nullable OutcomeEvent agreed(
      Shopper shopper, Profile before, ShopperEvent event, long at) {
    Profile now = shopper.profile();
    if (now == before || now.consents() == before.consents()) {
      return null;
    }
    List<ConsentMove> moves = new ArrayList<>();
    for (Consent consent : now.consents()) {
      Consent known = before.consent(consent.channel(), consent.purpose());
      ConsentState was = known == null ? ConsentState.UNKNOWN : known.state();
      if (was != consent.state()) {
        moves.add(move(consent, was, consent.state()));
      }
    }
    for (Consent known : before.consents()) {
      if (now.consent(known.channel(), known.purpose()) == null) {
        moves.add(move(known, known.state(), ConsentState.UNKNOWN));
      }
    }
    return moves.isEmpty()
        ? null
        : Outcomes.happened(
            shopper, event, at, new ConsentMoved(moves, before.consents().isEmpty()));
  }

  /**
   * The event that a flow is measured by.
   *
   * @param enteredAt when the shopper came to the flow, epoch milliseconds
   */
  public static OutcomeEvent goal(
      Shopper shopper,
      ShopperEvent event,
      String name,
      String flow,
      int version,
      boolean supporting,
      long enteredAt,
      long at) {
    boolean order = event.getPayload() instanceof OrderCompleted;
    OrderCompleted bought = order ? (OrderCompleted) event.getPayload() : null;
    GoalReached reached =
        GoalReached.newBuilder()
            .setFlow(flow)
            .setFlowVersion(version)
            .setEvent(name)
            .setSupporting(supporting)
            .setEnteredAt(enteredAt)
            .setEventId(event.getEventId())
            .setValue(bought == null ? null : value(bought))
            .setCurrency(bought == null ? null : currency(bought))
            .build();
    return Outcomes.happened(shopper, event, at, reached);
  }

  private static ConsentMove move(Consent consent, ConsentState before, ConsentState state) {
    return new ConsentMove(consent.channel(), consent.purpose(), before, state, consent.source());
  }

  private static @Nullable Long value(OrderCompleted order) {
    return order.getTotal() != null ? order.getTotal() : Items.value(order.getItems());
  }

  private static @Nullable String currency(OrderCompleted order) {
    return order.getCurrency() != null ? order.getCurrency() : Items.currency(order.getItems());
  }

  private static List<OrderLine> lines(List<Item> items) {
    return items.stream()
        .map(
            item ->
                new OrderLine(
                    item.getProductId(), item.getCategory(), item.getQuantity(), item.getPrice()))
        .toList();
  }
}
