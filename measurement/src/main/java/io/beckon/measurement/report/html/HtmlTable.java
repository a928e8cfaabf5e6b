package io.beckon.measurement.report.html;

import static io.beckon.measurement.report.html.Markup.escaped;

import io.beckon.measurement.report.Column;
import io.beckon.measurement.report.Figure;
import io.beckon.measurement.report.Row;
import io.beckon.measurement.report.Section;
import io.beckon.measurement.report.render.FigureText;
import java.util.List;

/** The figures of a section, each with what it is made of; column heads tell their formulas. */
final class HtmlTable {

  /** From so many characters on, words may take several lines. */
  private static final int LONG = 30;

  private HtmlTable() {}

  static String of(Section section) {
    Markup out = new Markup();
    out.raw("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"")
        .text(section.title())
        .line("\"><table>");
    out.element("caption", section.title());
    out.line("<thead><tr>");
    for (String label : section.table().labels()) {
      out.element("th scope=\"col\"", label);
    }
    List<Column> columns = section.table().columns();
    for (int i = 0; i < columns.size(); i++) {
      out.element(
          "th scope=\"col\" class=\""
              + (isWords(section.table().rows(), i) ? "name" : "figure")
              + "\" title=\""
              + escaped(columns.get(i).formula())
              + "\"",
          columns.get(i).title());
    }
    out.line("</tr></thead><tbody>");
    section.table().rows().forEach(row -> row(out, row));
    return out.line("</tbody></table></div>").toString();
  }

  /** Does a column tell words in each row? Its head then stands above their begin. */
  private static boolean isWords(List<Row> rows, int column) {
    return !rows.isEmpty()
        && rows.stream().allMatch(row -> row.figures().get(column) instanceof Figure.Text);
  }

  private static void row(Markup out, Row row) {
    out.line("<tr>");
    for (int i = 0; i < row.labels().size(); i++) {
      out.element(i == 0 ? "th scope=\"row\"" : "td class=\"name\"", row.labels().get(i));
    }
    for (Figure figure : row.figures()) {
      String text = FigureText.of(figure);
      String words = text.length() > LONG ? "words" : "name";
      out.raw("<td class=\"" + (figure instanceof Figure.Text ? words : "figure") + "\">");
      out.text(text);
      String parts = FigureText.parts(figure);
      if (!parts.isEmpty()) {
        out.raw(parts.length() > LONG ? "<small class=\"long\">" : "<small>")
            .text(parts)
            .raw("</small>");
      }
      out.line("</td>");
    }
    out.line("</tr>");
  }
}
