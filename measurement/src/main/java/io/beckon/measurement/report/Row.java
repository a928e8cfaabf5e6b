package io.beckon.measurement.report;

import java.util.List;

/**
 * A row of a table.
 *
 * @param labels what it is about, such as flow, step and variant; one for each of the table's
 * @param figures one for each column
 */
public record Row(List<String> labels, List<Figure> figures) {

  /** Copies the lists. */
  public Row {
    labels = List.copyOf(labels);
    figures = List.copyOf(figures);
  }

  /** The labels in one text. */
  public String label() {
    return String.join(" · ", labels);
  }
}
