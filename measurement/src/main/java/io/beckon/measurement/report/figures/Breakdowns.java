package io.beckon.measurement.report.figures;

import static io.beckon.measurement.report.figures.Metric.*;

import io.beckon.measurement.report.Chart;
import io.beckon.measurement.report.Figure;
import io.beckon.measurement.report.Money;
import io.beckon.measurement.report.Section;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The same figures, by flow, step, channel, segment, category and day. */
final class Breakdowns {

  private final Tallies tallies;
  private final String currency;

  Breakdowns(Tallies tallies, String currency) {
    this.tallies = tallies;
    this.currency = currency;
  }

  Section days() {
    return section(
            "days",
            "Day by day",
            "What left on each day, and what the orders of that day brought.",
            Dimension.DAY,
            List.of(SENT, ENTERED, ORDERS, REVENUE, REVENUE_INFLUENCED))
        .with(
            new Chart.Lines(List.of(REVENUE_INFLUENCED.id(), REVENUE.id())),
            new Chart.Lines(List.of(SENT.id(), ORDERS.id())));
  }

  Section flows() {
    return section(
            "flows",
            "Flows",
            "Each flow by its own goal. Revenue is that of orders whose last touch it was.",
            Dimension.FLOW,
            List.of(
                ENTERED,
                CONVERSION,
                SUPPORTING,
                SENT,
                RECIPIENTS,
                ORDERS,
                REVENUE,
                REVENUE_PER_RECIPIENT,
                COST,
                RETURN))
        .with(
            new Chart.Bars(CONVERSION.id(), null),
            new Chart.Bars(REVENUE_PER_RECIPIENT.id(), TargetBands.perRecipient(currency)));
  }

  Section versions() {
    return section(
            "versions",
            "Versions of flows",
            "A promoted or stopped variant is a new version: whether it kept its promise stands here.",
            Dimension.VERSION,
            List.of(ENTERED, CONVERSION, SENT, ORDERS, REVENUE, REVENUE_PER_RECIPIENT))
        .with();
  }

  Section steps() {
    return section(
            "steps",
            "Steps",
            "Conversion of a step is that of the runs in which its message left.",
            Dimension.STEP,
            List.of(
                SENT,
                DELIVERY_RATE,
                OPEN_RATE,
                CLICK_RATE,
                CLICK_WITHOUT_CONVERSION,
                CONVERSION,
                REVENUE,
                REVENUE_PER_RECIPIENT))
        .with(new Chart.Bars(SENT.id(), null), new Chart.Bars(CONVERSION.id(), null));
  }

  Section variants() {
    return section(
            "variants",
            "Variants of messages",
            "What was sent in each variant. Which one is better, Experiments tell.",
            Dimension.VARIANT,
            List.of(SENT, OPEN_RATE, CLICK_RATE, CONVERSION, REVENUE, REVENUE_PER_RECIPIENT))
        .with();
  }

  Section channels() {
    return section(
            "channels",
            "Channels",
            "What senders report, and what each channel brought and cost. A long text is sent, and"
                + " paid for, in several parts.",
            Dimension.CHANNEL,
            List.of(
                SENT,
                TEXT_PARTS,
                DELIVERY_RATE,
                BOUNCE_RATE,
                OPEN_RATE,
                CLICK_RATE,
                CLICK_WITHOUT_CONVERSION,
                REPLY_RATE,
                OPT_OUT_RATE,
                COMPLAINT_RATE,
                REVENUE,
                REVENUE_PER_RECIPIENT,
                COST,
                RETURN))
        .with(new Chart.Bars(REVENUE.id(), null), new Chart.Bars(OPT_OUT_RATE.id(), null));
  }

  Section attribution() {
    return section(
            "attribution",
            "Who gets the credit",
            "Four ways to share the same orders among the messages that touched them. Last, first and"
                + " linear each add up to what was touched; influenced counts an order for every flow"
                + " that touched it.",
            Dimension.FLOW,
            List.of(
                REVENUE,
                REVENUE_FIRST_TOUCH,
                REVENUE_LINEAR_TOUCH,
                REVENUE_INFLUENCED,
                ORDERS,
                ASSISTED))
        .with(new Chart.Bars(REVENUE_INFLUENCED.id(), null));
  }

  Section segments() {
    return section(
            "segments",
            "Segments",
            "By the segments that the shopper was in when the message left; one may be in several.",
            Dimension.SEGMENT,
            List.of(
                ENTERED,
                CONVERSION,
                SENT,
                RECIPIENTS,
                OPT_OUT_RATE,
                ORDERS,
                REVENUE,
                REVENUE_PER_RECIPIENT))
        .with(new Chart.Bars(REVENUE_PER_RECIPIENT.id(), null));
  }

  Section categories() {
    return section(
            "categories",
            "Categories shown",
            "By the categories of the products that the message showed; one may show several.",
            Dimension.CATEGORY,
            List.of(SENT, RECIPIENTS, CLICK_RATE, ORDERS, REVENUE, REVENUE_PER_RECIPIENT))
        .with(new Chart.Bars(REVENUE_PER_RECIPIENT.id(), null));
  }

  /** From sent to bought, of all messages. */
  Section funnel() {
    Tally all = tallies.all();
    return new Sheet(
            "funnel",
            "From sent to bought",
            "All messages of the period. A message that was opened or clicked was delivered.",
            List.of("Stage"))
        .column("messages", "Messages", "messages that came so far")
        .row(List.of("Sent"), new Figure.Count(all.get(Counter.SENT)))
        .row(List.of("Delivered"), new Figure.Count(all.get(Counter.DELIVERED)))
        .row(List.of("Opened"), new Figure.Count(all.get(Counter.OPENED)))
        .row(List.of("Clicked"), new Figure.Count(all.get(Counter.CLICKED)))
        .row(List.of("Clicked, then bought"), new Figure.Count(all.get(Counter.CLICKED_BOUGHT)))
        .with(new Chart.Funnel("messages"));
  }

  /** Whether the windows decide what is told. */
  static Section sensitivity(List<Counting> counted, List<String> names, String currency) {
    Sheet sheet =
        new Sheet(
                "windows",
                "If the windows were others",
                "A window that is too short misses orders, one that is too long counts what would"
                    + " have come anyway. Where the figures jump, do not rest a decision on them.",
                List.of("Windows"))
            .column("touched", "Orders touched", "orders with a touch within the windows / orders")
            .metrics(List.of(ORDERS, REVENUE, ASSISTED));
    for (int i = 0; i < counted.size(); i++) {
      Counting counting = counted.get(i);
      Tally all = counting.tallies.all();
      sheet.row(
          List.of(names.get(i)),
          new Figure.Share(counting.touchedOrders, counting.orders),
          ORDERS.of(all, currency),
          new Figure.Sum(new Money(all.get(Counter.REVENUE_LAST), currency)),
          ASSISTED.of(all, currency));
    }
    return sheet.with(new Chart.Bars(REVENUE.id(), null));
  }

  /** Which flows stand or fall with the windows. */
  static Section sensitivityOfFlows(List<Counting> counted, List<String> names, String currency) {
    Sheet sheet =
        new Sheet(
            "windows-of-flows",
            "Flows, if the windows were others",
            "Revenue by last touch of each flow, with windows of other lengths. A flow whose revenue"
                + " grows with the window takes credit for what comes anyway; compare it with a"
                + " holdout.",
            List.of("Flow"));
    Set<Slice> flows = new LinkedHashSet<>();
    for (int i = 0; i < counted.size(); i++) {
      sheet.column(
          "windows-" + (i + 1),
          names.get(i),
          "revenue by last touch, with windows " + names.get(i));
      flows.addAll(counted.get(i).tallies.by(Dimension.FLOW));
    }
    for (Slice flow : flows) {
      sheet.row(
          flow.values(),
          counted.stream()
              .<Figure>map(
                  counting ->
                      new Figure.Sum(
                          new Money(
                              counting.tallies.get(flow).get(Counter.REVENUE_LAST), currency)))
              .toList());
    }
    return sheet.with();
  }

  private Sheet section(String id, String title, String text, Dimension by, List<Metric> metrics) {
    Sheet sheet = new Sheet(id, title, text, by.labels()).metrics(metrics);
    for (Slice slice : tallies.by(by)) {
      Tally tally = tallies.get(slice);
      sheet.row(
          slice.values(), metrics.stream().map(metric -> metric.of(tally, currency)).toList());
    }
    return sheet;
  }
}
