package io.beckon.measurement.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a table is drawn. */
public sealed interface Chart {

  /**
   * A bar for each row, the largest first.
   *
   * @param column what is drawn
   * @param band to compare with
   */
  record Bars(String column, @Nullable Band band) implements Chart {}

  /**
   * Steps that narrow, one for each row in the table's order.
   *
   * @param column counts
   */
  record Funnel(String column) implements Chart {}

  /**
   * Lines over the rows, which are days.
   *
   * @param columns one line for each, all in one unit
   */
  record Lines(List<String> columns) implements Chart {
    /** Copies the list. */
    public Lines {
      columns = List.copyOf(columns);
    }
  }

  /**
   * Estimates with their intervals, around no effect.
   *
   * @param column estimates
   */
  record Forest(String column) implements Chart {}
}
