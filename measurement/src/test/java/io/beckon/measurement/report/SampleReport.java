package io.beckon.measurement.report;

import io.beckon.measurement.stats.Estimate;
import io.beckon.measurement.stats.Interval;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** A report with a figure and a chart of every kind, and names that want to be escaped. */
final class SampleReport {

  private SampleReport() {}

  static Report report() {
    return new Report(
        "Shop <\"A & B\">",
        Instant.parse("2026-03-01T00:00:00Z"),
        Instant.parse("2026-03-08T00:00:00Z"),
        "EUR",
        List.of("Revenue is what orders were paid, less refunds."),
        List.of(
            new Headline(
                "recovery-rate",
                "Carts won back",
                new Figure.Share(12, 100),
                "won back / closed",
                new Band(0.1, 0.15, 0.2, "10 to 15 % is solid", "a guide")),
            new Headline("opt-outs", "Opted out", new Figure.Share(0, 0), "opted / sent", null),
            new Headline(
                "time",
                "Time to recovery",
                new Figure.Lasting(3, Duration.ofMinutes(95), Duration.ofHours(80)),
                "median",
                null)),
        List.of(
            new Notice(Notice.Weight.GOOD, "fresh", "Outcomes are known."),
            new Notice(Notice.Weight.NOTE, "open", "Two carts may still be won back."),
            new Notice(Notice.Weight.WARNING, "silent", "Nothing was heard on 2026-03-04.")),
        List.of(flows(), days(), funnel(), experiments(), nothing()));
  }

  private static Section flows() {
    return new Section(
        "flows",
        "Flows",
        "Each flow by its own goal.",
        new Table(
            List.of("Flow", "Step"),
            List.of(
                new Column("sent", "Sent", "messages that left"),
                new Column("conversion", "Converted", "runs with their goal / runs"),
                new Column("revenue", "Revenue", "last touch"),
                new Column("each", "Per recipient", "revenue / recipients"),
                new Column("return", "Return", "revenue / cost"),
                new Column("part", "Share", "revenue / all revenue")),
            List.of(
                new Row(
                    List.of("cart-recovery", "a, \"b\""),
                    List.of(
                        new Figure.Count(1_234),
                        new Figure.Share(7, 1_000),
                        new Figure.Sum(new Money(123_456, "EUR")),
                        new Figure.Each(new Money(123_456, "EUR"), 1_000),
                        new Figure.Times(new Money(123_456, "EUR"), new Money(2_000, "EUR")),
                        new Figure.Portion(new Money(1, "EUR"), new Money(3, "EUR")))),
                new Row(
                    List.of("=win<back>", "second-message-of-a-very-long-name"),
                    List.of(
                        new Figure.Count(10),
                        new Figure.Share(2, 10),
                        new Figure.Sum(new Money(-500, "EUR")),
                        new Figure.Each(new Money(0, "EUR"), 0),
                        Figure.NONE,
                        Figure.NONE)))),
        List.of(
            new Chart.Bars("conversion", new Band(0.1, 0.15, 0.2, "10 to 15 %", "a guide")),
            new Chart.Bars("revenue", null)));
  }

  private static Section days() {
    return new Section(
        "days",
        "Day by day",
        "What left, and what came.",
        new Table(
            List.of("Day"),
            List.of(new Column("sent", "Sent", "left"), new Column("orders", "Orders", "came")),
            List.of(
                day("2026-03-01", 10, 1),
                day("2026-03-02", 14, 0),
                day("2026-03-03", 3, 2),
                day("2026-03-05", 8, 2))),
        List.of(new Chart.Lines(List.of("sent", "orders"))));
  }

  private static Row day(String day, long sent, long orders) {
    return new Row(List.of(day), List.of(new Figure.Count(sent), new Figure.Count(orders)));
  }

  private static Section funnel() {
    return new Section(
        "funnel",
        "From sent to bought",
        "All messages.",
        new Table(
            List.of("Stage"),
            List.of(new Column("messages", "Messages", "so far")),
            List.of(
                new Row(List.of("Sent"), List.of(new Figure.Count(100))),
                new Row(List.of("Opened"), List.of(new Figure.Count(40))),
                new Row(List.of("Bought"), List.of(new Figure.Count(0))))),
        List.of(new Chart.Funnel("messages")));
  }

  private static Section experiments() {
    return new Section(
        "experiments",
        "Experiments",
        "Arms against their control.",
        new Table(
            List.of("Arm"),
            List.of(
                new Column("verdict", "Verdict", "by a rule"),
                new Column("difference", "Difference", "arm less control"),
                new Column("revenue", "Additional revenue", "times the shoppers")),
            List.of(
                arm("b", "Promote: it is better", 0.021, 0.011, 0.031),
                arm("c", "Go on: it may be chance", 0.001, -0.01, 0.012),
                arm("d", "Stop: it is worse", -0.02, -0.03, -0.01),
                new Row(
                    List.of("e"),
                    List.of(
                        new Figure.Text("Go on: too few"),
                        new Figure.Estimated(unknown(), Unit.POINTS, ""),
                        new Figure.Estimated(unknown(), Unit.MONEY, "EUR"))))),
        List.of(new Chart.Forest("difference")));
  }

  private static Estimate unknown() {
    return new Estimate(
        Double.NaN, new Interval(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, 0.95));
  }

  private static Row arm(String name, String verdict, double value, double low, double high) {
    return new Row(
        List.of(name),
        List.of(
            new Figure.Text(verdict),
            new Figure.Estimated(
                new Estimate(value, new Interval(low, high, 0.95)), Unit.POINTS, ""),
            new Figure.Estimated(
                new Estimate(value * 1e6, new Interval(low * 1e6, high * 1e6, 0.95)),
                Unit.MONEY,
                "EUR")));
  }

  private static Section nothing() {
    return new Section(
        "segments",
        "Segments",
        "By segment.",
        new Table(List.of("Segment"), List.of(new Column("sent", "Sent", "left")), List.of()),
        List.of(new Chart.Bars("sent", null)));
  }
}
