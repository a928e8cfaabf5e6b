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
import java.util.TreeMap;

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
    tally.add(shop.named(order.getOrdinal() > 1 ? "repeat_orders" : "first_orders"), 1);
    tally.add(shop.named("revenue").in(order.getCurrency()), net);
    tally.add(shop.named("refunded").in(order.getCurrency()), worth.refunded());
    if (order.getDiscount() != null) {
      tally.add(shop.named("discount").in(order.getCurrency()), order.getDiscount());
    }
    for (String segment : event.getSegments()) {
      MeasureKey key = MeasureKey.of(day, "segments", "orders").segment(segment);
      tally.add(key, 1);
      tally.add(key.named("revenue").in(order.getCurrency()), net);
    }
    categories(MeasureKey.of(day, "categories", "orders"), order, tally);
    Set<String> flows = new HashSet<>();
    for (Credit credit : Credits.of(event, history)) {
      credited(event, order, credit, day, flows, tally);
    }
  }

  private static void credited(
      OutcomeEvent event,
      OrderSeen order,
      Credit credit,
      LocalDate day,
      Set<String> flows,
      Tally tally) {
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
      influenced(order, day, flow, value, flows, tally);
    } else if (credit.model() == AttributionModel.LAST_TOUCH) {
      for (String segment : event.getSegments()) {
        MeasureKey of =
            MeasureKey.of(day, "segments", "orders_last_touch").flow(flow, 0).segment(segment);
        tally.add(of, credit.share());
        tally.add(of.named("revenue_last_touch").in(order.getCurrency()), value);
      }
      categories(MeasureKey.of(day, "categories", "orders_last_touch").flow(flow, 0), order, tally);
    }
  }

  /** Each order once for each flow that touched it, and once for all of them. */
  private static void influenced(
      OrderSeen order, LocalDate day, String flow, long value, Set<String> flows, Tally tally) {
    if (flows.add(flow)) {
      MeasureKey key = MeasureKey.of(day, "flows", "orders_influenced").flow(flow, 0);
      tally.add(key, 1);
      tally.add(key.named("revenue_influenced").in(order.getCurrency()), value);
    }
    if (flows.add("\u0000" + CREDITED)) {
      MeasureKey key = MeasureKey.of(day, "orders", "orders_influenced");
      tally.add(key, 1);
      tally.add(key.named("revenue_influenced").in(order.getCurrency()), value);
    }
  }

  /** The order once for each category in it, and the value of its lines there. */
  private static void categories(MeasureKey key, OrderSeen order, Tally tally) {
    Map<String, Long> values = new TreeMap<>();
    for (OrderLine line : order.getLines()) {
      if (line.getCategory() != null) {
        long price = line.getPrice() == null ? 0 : line.getPrice();
        values.merge(line.getCategory(), price * line.getQuantity(), Long::sum);
      }
    }
    values.forEach(
        (category, value) -> {
          tally.add(key.category(category), 1);
          tally.add(key.category(category).named("line_value").in(order.getCurrency()), value);
        });
  }
}
