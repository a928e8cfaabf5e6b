package io.beckon.measurement.report.figures;

import io.beckon.app.config.RecoveryWindows;
import io.beckon.contract.TriggerKind;
import io.beckon.measurement.report.Chart;
import io.beckon.measurement.report.Figure;
import io.beckon.measurement.report.Money;
import io.beckon.measurement.report.Section;
import io.beckon.measurement.report.render.FigureText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/** What was won back, by kind, flow and category. */
final class Winbacks {

  private static final List<TriggerKind> KINDS =
      List.of(TriggerKind.CHECKOUT, TriggerKind.CART, TriggerKind.BROWSE);

  private final Recoveries recoveries;
  private final RecoveryWindows windows;
  private final String currency;

  Winbacks(Recoveries recoveries, RecoveryWindows windows, String currency) {
    this.recoveries = recoveries;
    this.windows = windows;
    this.currency = currency;
  }

  Section kinds() {
    Sheet sheet =
        columns(
            new Sheet(
                "recovery",
                "Won back, lost, still open",
                "Of everything that was left: whether an order followed within its window ("
                    + words(windows.usual())
                    + " since the shopper was last seen, where no flow or category has its own), and"
                    + " how soon. What an order brought is told of the latest thing that was left"
                    + " before it.",
                List.of("Left")));
    for (TriggerKind kind : KINDS) {
      Recoveries.Kind counts = recoveries.of(kind);
      if (counts.left > 0) {
        sheet.row(List.of(name(kind)), figures(counts));
      }
    }
    return sheet.with(new Chart.Bars("rate", TargetBands.RECOVERY));
  }

  Section flows() {
    Sheet sheet =
        new Sheet(
                "recovery-flows",
                "Won back, by flow",
                "Of what each flow was entered for, or would have been by who was held out of it, with"
                    + " the flow's own window. What two flows were entered for stands in both rows.",
                List.of("Flow"))
            .column("window", "Window", "how long since the shopper was last seen");
    return rows(columns(sheet), recoveries.flows, flow -> windows.millis(List.of(flow), List.of()));
  }

  Section categories() {
    Sheet sheet =
        new Sheet(
                "recovery-categories",
                "Won back, by category",
                "By the categories of what was left. What is of several stands in each of their rows,"
                    + " and has the longest of their windows.",
                List.of("Category"))
            .column("window", "Window", "how long since the shopper was last seen, of it alone");
    return rows(
        columns(sheet), recoveries.categories, name -> windows.millis(List.of(), List.of(name)));
  }

  private Section rows(
      Sheet sheet, Map<String, Recoveries.Kind> kinds, ToLongFunction<String> window) {
    kinds.forEach(
        (name, counts) -> {
          List<Figure> figures = new ArrayList<>();
          figures.add(new Figure.Text(words(Duration.ofMillis(window.applyAsLong(name)))));
          figures.addAll(figures(counts));
          sheet.row(List.of(name), figures);
        });
    return sheet.with(new Chart.Bars("rate", TargetBands.RECOVERY));
  }

  private static Sheet columns(Sheet sheet) {
    return sheet
        .column("left", "Left", "triggers in the period")
        .column(
            "rate",
            "Won back",
            "triggers that an order followed within the window / all triggers, but those that had"
                + " been bought already; what is still open may yet raise it")
        .column("lost", "Lost", "no order within the window, or only cancelled ones")
        .column("bought", "Bought already", "the order had come before, and was told later")
        .column("open", "Still open", "the window has not closed yet")
        .column("revenue", "Revenue", "what the orders brought, less refunds")
        .column(
            "time", "Time to recovery", "from the last sign of the shopper to the order, median");
  }

  private List<Figure> figures(Recoveries.Kind counts) {
    return List.of(
        new Figure.Count(counts.left),
        counts.rate(),
        new Figure.Count(counts.lost),
        new Figure.Count(counts.bought),
        new Figure.Count(counts.open()),
        new Figure.Sum(new Money(counts.revenue, currency)),
        new Figure.Lasting(counts.times.size(), counts.quantile(0.5), counts.quantile(0.9)));
  }

  private static String words(Duration time) {
    return FigureText.duration(time).replace('\u00a0', ' ');
  }

  private static String name(TriggerKind kind) {
    return switch (kind) {
      case CHECKOUT -> "Checkouts";
      case CART -> "Carts";
      case BROWSE -> "Visits without a cart";
      default -> "Others";
    };
  }
}
