package io.beckon.measurement.report.render;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.beckon.measurement.report.Band;
import io.beckon.measurement.report.Column;
import io.beckon.measurement.report.Figure;
import io.beckon.measurement.report.Headline;
import io.beckon.measurement.report.Notice;
import io.beckon.measurement.report.Report;
import io.beckon.measurement.report.Row;
import io.beckon.measurement.report.Section;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A report as JSON, as {@code schemas/report.schema.json} describes it. */
public final class JsonReport {

  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final ObjectWriter WRITER = MAPPER.writer(lineFeeds());

  private JsonReport() {}

  /** The whole document, ending in a line feed. */
  public static String text(Report report) {
    ObjectNode root = MAPPER.createObjectNode();
    root.put("title", report.title());
    root.put("from", report.from().toString());
    root.put("to", report.to().toString());
    root.put("currency", report.currency());
    report.settings().forEach(root.putArray("settings")::add);
    ArrayNode headlines = root.putArray("headlines");
    report.headlines().forEach(headline -> headline(headlines.addObject(), headline));
    ArrayNode health = root.putArray("health");
    report.health().forEach(notice -> notice(health.addObject(), notice));
    ArrayNode sections = root.putArray("sections");
    report.sections().forEach(section -> section(sections.addObject(), section));
    try {
      return WRITER.writeValueAsString(root) + "\n";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void headline(ObjectNode node, Headline headline) {
    node.put("id", headline.id());
    node.put("title", headline.title());
    node.put("formula", headline.formula());
    figure(node.putObject("figure"), headline.figure());
    Band band = headline.band();
    if (band != null) {
      ObjectNode to = node.putObject("band");
      to.put("low", band.low());
      to.put("high", band.high());
      optional(to, "top", Double.isNaN(band.top()) ? null : band.top());
      to.put("words", band.words());
      to.put("source", band.source());
    }
  }

  private static void notice(ObjectNode node, Notice notice) {
    node.put("weight", notice.weight().name().toLowerCase(Locale.ROOT));
    node.put("id", notice.id());
    node.put("text", notice.text());
  }

  private static void section(ObjectNode node, Section section) {
    node.put("id", section.id());
    node.put("title", section.title());
    node.put("text", section.text());
    section.table().labels().forEach(node.putArray("labels")::add);
    ArrayNode columns = node.putArray("columns");
    for (Column column : section.table().columns()) {
      ObjectNode to = columns.addObject();
      to.put("id", column.id());
      to.put("title", column.title());
      to.put("formula", column.formula());
    }
    ArrayNode rows = node.putArray("rows");
    section.table().rows().forEach(row -> row(rows.addObject(), row, section.table().columns()));
  }

  private static void row(ObjectNode node, Row row, List<Column> columns) {
    row.labels().forEach(node.putArray("labels")::add);
    ObjectNode figures = node.putObject("figures");
    for (int i = 0; i < columns.size(); i++) {
      figure(figures.putObject(columns.get(i).id()), row.figures().get(i));
    }
  }

  private static void figure(ObjectNode node, Figure figure) {
    FigureParts parts = FigureParts.of(figure);
    node.put("kind", parts.kind());
    optional(node, "value", parts.value());
    optional(node, "numerator", parts.numerator());
    optional(node, "denominator", parts.denominator());
    optional(node, "low", parts.low());
    optional(node, "high", parts.high());
    optional(node, "level", parts.level());
    if (parts.unit() != null) {
      node.put("unit", parts.unit());
    }
    if (parts.text() != null) {
      node.put("text", parts.text());
    }
  }

  private static void optional(ObjectNode node, String name, @Nullable Double value) {
    if (value == null) {
      return;
    }
    if (value == Math.rint(value) && Math.abs(value) < 1e15) {
      node.put(name, value.longValue());
    } else {
      node.put(name, value);
    }
  }

  private static void optional(ObjectNode node, String name, @Nullable Long value) {
    if (value != null) {
      node.put(name, value);
    }
  }

  private static DefaultPrettyPrinter lineFeeds() {
    DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
    return new DefaultPrettyPrinter().withObjectIndenter(indenter).withArrayIndenter(indenter);
  }
}
