package io.beckon.measurement.report;

import java.util.List;

/**
 * Figures in rows and columns.
 *
 * @param labels what the labels of a row are, such as Flow and Step
 * @param columns what the figures are
 * @param rows the figures
 */
public record Table(List<String> labels, List<Column> columns, List<Row> rows) {

  /** Refuses rows that do not fit. */
  public Table {
    labels = List.copyOf(labels);
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
    for (Row row : rows) {
      if (row.labels().size() != labels.size() || row.figures().size() != columns.size()) {
        throw new IllegalArgumentException("row " + row.labels() + " does not fit its table");
      }
    }
  }

  /** Where the column stands. */
  public int index(String columnId) {
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).id().equals(columnId)) {
        return i;
      }
    }
    throw new IllegalArgumentException("no column '" + columnId + "'");
  }
}
