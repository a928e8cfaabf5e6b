package io.beckon.measurement.report.figures;

import io.beckon.measurement.report.Chart;
import io.beckon.measurement.report.Column;
import io.beckon.measurement.report.Figure;
import io.beckon.measurement.report.Row;
import io.beckon.measurement.report.Section;
import io.beckon.measurement.report.Table;
import java.util.ArrayList;
import java.util.List;

/** A section in the making. */
final class Sheet {

  private final String id;
  private final String title;
  private final String text;
  private final List<String> labels;
  private final List<Column> columns = new ArrayList<>();
  private final List<Row> rows = new ArrayList<>();

  Sheet(String id, String title, String text, List<String> labels) {
    this.id = id;
    this.title = title;
    this.text = text;
    this.labels = labels;
  }

  Sheet column(String id, String title, String formula) {
    columns.add(new Column(id, title, formula));
    return this;
  }

  Sheet metrics(List<Metric> metrics) {
    metrics.forEach(metric -> columns.add(metric.column()));
    return this;
  }

  Sheet row(List<String> labels, Figure... figures) {
    rows.add(new Row(labels, List.of(figures)));
    return this;
  }

  Sheet row(List<String> labels, List<Figure> figures) {
    rows.add(new Row(labels, figures));
    return this;
  }

  Section with(Chart... charts) {
    return new Section(id, title, text, new Table(labels, columns, rows), List.of(charts));
  }
}
