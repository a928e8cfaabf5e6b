package io.beckon.measurement.report;

import java.util.List;

/**
 * A part of a report.
 *
 * @param id stable name, for machines and links
 * @param title for people
 * @param text what it answers, and how to read it
 * @param table the figures
 * @param charts how to draw them; none for a table alone
 */
public record Section(String id, String title, String text, Table table, List<Chart> charts) {

  /** Copies the list. */
  public Section {
    charts = List.copyOf(charts);
  }
}
