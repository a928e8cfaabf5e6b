package io.beckon.measurement.core;

import io.beckon.contract.AttributionModel;
import io.beckon.contract.OrderLine;
import io.beckon.contract.OrderSeen;
import io.beckon.contract.OutcomeEvent;
import io.beckon.contract.Touched;
import io.beckon.contract.TriggerSeen;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** What an order comes to, for the shop and for the messages that it is credited to. */
final class OrderCounts {

  private static final String CREDITED = "credited";

  private OrderCounts() {}

  static void count(OutcomeEvent event, History history, Tally tally) {
    OrderSeen order = (OrderSeen) event.getFact();
    Worth worth = history.worth(event);
    LocalDate day = history.settings().day(history.settings().time(event));
    MeasureKey shop = MeasureKey.of(day, "orders", "orders");
    if (!worth.live()) {
      tally.add(shop.named("cancelled"), 1);
      return;
    }
    long net = worth.net() == null ? 0 : worth.net();
    tally.add(shop, 1);
    tally.add(shop.named(turn(order)), 1);
    tally.add(shop.named("revenue").in(order.getCurrency()), net);
    tally.add(shop.named("refunded").in(order.getCurrency()), worth.refunded());
    if (order.getDiscount() != null) {
      tally.add(shop.named("discount").in(order.getCurrency()), order.getDiscount());
    }
    for (String segment : event.getSegments()) {
      MeasureKey key = MeasureKey.of(day, "segments", "orders").segment(segment);
      tally.add(key, 1);
      tally.add(key.named(turn(order)), 1);
      tally.add(key.named("revenue").in(order.getCurrency()), net);
    }
    MeasureKey bought = MeasureKey.of(day, "categories", "orders");
    categories(bought, order, 1, tally);
    categories(bought.named(turn(order)), order, 1, tally);
    values(bought.named("line_value"), order, tally);
    shares(bought.named("revenue"), order, worth.categories(), tally);
    discount(event, order, day, history, tally);
    Set<String> flows = new HashSet<>();
    long given = 0;
    for (Credit credit : Credits.of(event, history)) {
      credited(event, worth, credit, day, flows, given, tally);
      if (credit.model() == AttributionModel.LINEAR && credit.value() != null) {
        given += credit.value();
      }
    }
  }

  private static String turn(OrderSeen order) {
    return order.getOrdinal() > 1 ? "repeat_orders" : "first_orders";
  }

  /**
   * What is credited.
   *
   * @param given what parts before this one have of the order, in the linear model
   */
  private static void credited(
      OutcomeEvent event,
      Worth worth,
      Credit credit,
      LocalDate day,
      Set<String> flows,
      long given,
      Tally tally) {
    OrderSeen order = worth.order();
    long value = credit.value() == null ? 0 : credit.value();
    if (credit.cause().getFact() instanceof TriggerSeen trigger) {
      MeasureKey key =
          MeasureKey.of(day, "orders", "recovered_orders").trigger(trigger.getKind().name());
      tally.add(key, 1);
      tally.add(key.named("recovered_revenue").in(order.getCurrency()), value);
      return;
    }
    Touched touch = (Touched) credit.cause().getFact();
    String model = Measures.lower(credit.model());
    MeasureKey key = MessageCounts.key(day, touch, "orders_" + model);
    tally.add(key, credit.share());
    tally.add(key.named("revenue_" + model).in(order.getCurrency()), value);
    String flow = Objects.requireNonNullElse(touch.getFlow(), "");
    if (credit.model() == AttributionModel.INFLUENCED) {
      influenced(event, worth, day, flow, flows, tally);
      return;
    }
    MeasureKey bought = MeasureKey.of(day, "categories", "orders_" + model).flow(flow, 0);
    categories(bought, order, credit.share(), tally);
    shares(
        bought.named("revenue_" + model),
        order,
        worth.categories(credit.model() == AttributionModel.LINEAR ? given : 0, value),
        tally);
    if (credit.model() == AttributionModel.LAST_TOUCH) {
      tally.add(MeasureKey.of(day, "flows", turn(order)).flow(flow, 0), 1);
      for (String segment : event.getSegments()) {
        MeasureKey of =
            MeasureKey.of(day, "segments", "orders_last_touch").flow(flow, 0).segment(segment);
        tally.add(of, credit.share());
        tally.add(of.named("revenue_last_touch").in(order.getCurrency()), value);
      }
    }
  }

  /** Each order once for each flow that touched it, and once for all of them. */
  private static void influenced(
      OutcomeEvent event, Worth worth, LocalDate day, String flow, Set<String> flows, Tally tally) {
    long value = Objects.requireNonNullElse(worth.net(), 0L);
    OrderSeen order = worth.order();
    if (flows.add(flow)) {
      MeasureKey key = MeasureKey.of(day, "flows", "orders_influenced").flow(flow, 0);
      tally.add(key, 1);
      tally.add(key.named("revenue_influenced").in(order.getCurrency()), value);
      MeasureKey bought = MeasureKey.of(day, "categories", "orders_influenced").flow(flow, 0);
      categories(bought, order, 1, tally);
      shares(bought.named("revenue_influenced"), order, worth.categories(), tally);
    }
    if (flows.add("\u0000" + CREDITED)) {
      MeasureKey key = MeasureKey.of(day, "orders", "orders_influenced");
      tally.add(key, 1);
      tally.add(key.named("revenue_influenced").in(order.getCurrency()), value);
      for (String segment : event.getSegments()) {
        MeasureKey of = MeasureKey.of(day, "segments", "orders_influenced").segment(segment);
        tally.add(of, 1);
        tally.add(of.named("revenue_influenced").in(order.getCurrency()), value);
      }
      MeasureKey bought = MeasureKey.of(day, "categories", "orders_influenced");
      categories(bought, order, 1, tally);
      shares(bought.named("revenue_influenced"), order, worth.categories(), tally);
    }
  }

  /** The discount of an order, as the cost of the message whose code it used. */
  private static void discount(
      OutcomeEvent event, OrderSeen order, LocalDate day, History history, Tally tally) {
    Long discount = order.getDiscount();
    OutcomeEvent message = discount == null ? null : history.coded(event);
    if (discount != null && message != null) {
      String name = "discount_cost";
      tally.add(
          MessageCounts.key(day, (Touched) message.getFact(), name).in(order.getCurrency()),
          discount);
      MessageCounts.cuts(message, day, name)
          .forEach(cut -> tally.add(cut.in(order.getCurrency()), discount));
    }
  }

  /** The order for each category in it. */
  private static void categories(MeasureKey key, OrderSeen order, long amount, Tally tally) {
    Set<String> categories = new TreeSet<>();
    order.getLines().forEach(line -> categories.add(CategoryShares.category(line)));
    if (categories.isEmpty()) {
      categories.add(CategoryShares.NONE);
    }
    categories.forEach(category -> tally.add(key.category(category), amount));
  }

  /** What the lines of each category are worth at their prices. */
  private static void values(MeasureKey key, OrderSeen order, Tally tally) {
    for (OrderLine line : order.getLines()) {
      tally.add(
          key.category(CategoryShares.category(line)).in(order.getCurrency()),
          CategoryShares.value(line));
    }
  }

  /** An amount of the order, shared among its categories. */
  private static void shares(
      MeasureKey key, OrderSeen order, Map<String, Long> shares, Tally tally) {
    shares.forEach(
        (category, share) -> tally.add(key.category(category).in(order.getCurrency()), share));
  }
}
