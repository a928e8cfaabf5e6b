package io.beckon.measurement.report.figures;

import io.beckon.measurement.core.CategoryShares;
import io.beckon.measurement.report.Chart;
import io.beckon.measurement.report.Figure;
import io.beckon.measurement.report.Money;
import io.beckon.measurement.report.Section;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What was bought, by category: each order's money shared among its categories, to the cent. */
final class Purchases {

  private static final class Category {
    long orders;
    long revenue;
    long fromFlows;
  }

  private final Map<String, Category> categories = new TreeMap<>();

  /**
   * An order that counts.
   *
   * @param path the messages that touched it
   */
  void add(Order order, String currency, Path path, ReportSettings settings) {
    boolean fromFlow = !path.isEmpty() && settings.isAbout(path.messages().get(path.last()).flow);
    order
        .categories(currency)
        .forEach(
            (name, share) -> {
              Category category = categories.computeIfAbsent(name, n -> new Category());
              category.orders++;
              category.revenue += share;
              category.fromFlows += fromFlow ? share : 0;
            });
  }

  Section section(String currency) {
    Sheet sheet =
        new Sheet(
                "bought",
                "What was bought",
                "By the categories of what was bought. An order's money is shared among its"
                    + " categories by the value of its lines, so the rows add up to all revenue;"
                    + " an order stands in the row of each of its categories.",
                List.of("Category"))
            .column("orders", "Orders", "orders with a line of the category")
            .column(
                "revenue",
                "Revenue",
                "what orders brought, less refunds, by the share that the category's lines have in"
                    + " the order's value")
            .column(
                "from-flows",
                "From flows",
                "that of orders which a message touched last / revenue");
    categories.forEach(
        (name, category) ->
            sheet.row(
                List.of(name.equals(CategoryShares.NONE) ? "without a category" : name),
                new Figure.Count(category.orders),
                new Figure.Sum(new Money(category.revenue, currency)),
                new Figure.Portion(
                    new Money(category.fromFlows, currency),
                    new Money(category.revenue, currency))));
    return sheet.with(new Chart.Bars("revenue", null));
  }
}
