package io.beckon.measurement.report.figures;

import static io.beckon.measurement.report.figures.Counter.*;

import io.beckon.measurement.report.Column;
import io.beckon.measurement.report.Figure;
import io.beckon.measurement.report.Money;
import java.util.function.BiFunction;

/**
 * The figures that every breakdown is made of. Each states its formula; docs/reports.md lists them.
 */
enum Metric {
  SENT("sent", "Sent", "messages that left and were not called back", count(Counter.SENT)),
  TEXT_PARTS("parts", "Parts", "parts of the texts sent, as they are paid for", count(PARTS)),
  DELIVERY_RATE(
      "delivery-rate",
      "Delivered",
      "messages reported as delivered, opened, clicked or replied to / sent",
      share(DELIVERED, Counter.SENT)),
  BOUNCE_RATE(
      "bounce-rate",
      "Bounced or failed",
      "messages that bounced or could not be sent / sent",
      share(BOUNCED, Counter.SENT)),
  OPEN_RATE(
      "open-rate", "Opened", "messages opened or clicked / delivered", share(OPENED, DELIVERED)),
  CLICK_RATE("click-rate", "Clicked", "messages clicked / delivered", share(CLICKED, DELIVERED)),
  CLICK_WITHOUT_CONVERSION(
      "click-without-conversion",
      "Clicked, not bought",
      "clicked messages without an order within the click's window / clicked ones whose window has"
          + " closed, or that an order followed",
      (tally, currency) ->
          new Figure.Share(
              tally.get(CLICKED_IN_VAIN), tally.get(CLICKED_IN_VAIN) + tally.get(CLICKED_BOUGHT))),
  REPLY_RATE("reply-rate", "Replied", "messages replied to / delivered", share(REPLIED, DELIVERED)),
  OPT_OUT_RATE(
      "opt-out-rate",
      "Opted out",
      "messages that were answered by unsubscribing / delivered",
      share(OPTED_OUT, DELIVERED)),
  COMPLAINT_RATE(
      "complaint-rate",
      "Complaints",
      "messages reported as spam / delivered",
      share(COMPLAINED, DELIVERED)),
  RECIPIENTS(
      "recipients",
      "Recipients",
      "different shoppers who were sent one",
      count(Counter.RECIPIENTS)),
  ENTERED("entered", "Entered", "runs that began", count(Counter.ENTERED)),
  CONVERSION(
      "conversion",
      "Reached the goal",
      "runs whose flow's goal came in its time / runs that began",
      share(CONVERTED, Counter.ENTERED)),
  SUPPORTING(
      "supporting",
      "Reached a supporting event",
      "runs in which an event came that the flow names as supporting its goal / runs that began",
      share(SUPPORTED, Counter.ENTERED)),
  ORDERS(
      "orders",
      "Orders, last touch",
      "orders whose last touch within the windows it is",
      count(ORDERS_LAST)),
  REVENUE(
      "revenue",
      "Revenue, last touch",
      "what those orders brought, less refunds",
      sum(REVENUE_LAST)),
  REVENUE_FIRST_TOUCH(
      "revenue-first",
      "First touch",
      "what orders brought whose first touch within the windows it is",
      sum(REVENUE_FIRST)),
  REVENUE_LINEAR_TOUCH(
      "revenue-linear",
      "Linear",
      "what orders brought, shared equally among their touches",
      sum(REVENUE_LINEAR)),
  REVENUE_INFLUENCED(
      "revenue-influenced",
      "Influenced",
      "what orders brought that it touched at all; one order may stand in several rows",
      sum(REVENUE_TOUCHED)),
  ASSISTED(
      "assisted",
      "Assisted orders",
      "orders that it touched and another one touched last",
      count(ORDERS_ASSISTED)),
  REVENUE_PER_RECIPIENT(
      "revenue-per-recipient",
      "Revenue per recipient",
      "revenue by last touch / recipients",
      each(REVENUE_LAST, Counter.RECIPIENTS)),
  COST(
      "cost",
      "Cost",
      "messages sent, by the price of their channel, texts by that of each part, and discounts of"
          + " orders that used their codes",
      (tally, currency) -> new Figure.Sum(new Money(cost(tally), currency))),
  RETURN(
      "return",
      "Return on cost",
      "revenue by last touch / cost",
      (tally, currency) ->
          new Figure.Times(
              new Money(tally.get(REVENUE_LAST), currency), new Money(cost(tally), currency)));

  private final String id;
  private final String title;
  private final String formula;

  @SuppressWarnings("ImmutableEnumChecker") // its functions keep nothing
  private final BiFunction<Tally, String, Figure> figure;

  Metric(String id, String title, String formula, BiFunction<Tally, String, Figure> figure) {
    this.id = id;
    this.title = title;
    this.formula = formula;
    this.figure = figure;
  }

  String id() {
    return id;
  }

  String title() {
    return title;
  }

  String formula() {
    return formula;
  }

  Column column() {
    return new Column(id, title, formula);
  }

  Figure of(Tally tally, String currency) {
    return figure.apply(tally, currency);
  }

  private static long cost(Tally tally) {
    long thousandths = tally.get(COST_MESSAGES) + tally.get(COST_DISCOUNTS);
    return Math.round((double) thousandths / Tally.THOUSAND);
  }

  private static BiFunction<Tally, String, Figure> count(Counter counter) {
    return (tally, currency) -> new Figure.Count(tally.get(counter));
  }

  private static BiFunction<Tally, String, Figure> share(Counter of, Counter all) {
    return (tally, currency) -> new Figure.Share(tally.get(of), tally.get(all));
  }

  private static BiFunction<Tally, String, Figure> sum(Counter counter) {
    return (tally, currency) -> new Figure.Sum(new Money(tally.get(counter), currency));
  }

  private static BiFunction<Tally, String, Figure> each(Counter of, Counter heads) {
    return (tally, currency) ->
        new Figure.Each(new Money(tally.get(of), currency), tally.get(heads));
  }
}
