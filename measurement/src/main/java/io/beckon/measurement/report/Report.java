package io.beckon.measurement.report;

import java.time.Instant;
import java.util.List;

/**
 * A report, ready to be shown. It says nothing of when it was made: the same data give the same
 * bytes.
 *
 * @param title of it
 * @param from begin of the period, included
 * @param to end of the period, excluded
 * @param currency of all amounts
 * @param settings how it was counted, in sentences: models, windows, costs
 * @param headlines the few that come first
 * @param health how far the data can be trusted
 * @param sections the figures
 */
public record Report(
    String title,
    Instant from,
    Instant to,
    String currency,
    List<String> settings,
    List<Headline> headlines,
    List<Notice> health,
    List<Section> sections) {

  /** Copies the lists. */
  public Report {
    settings = List.copyOf(settings);
    headlines = List.copyOf(headlines);
    health = List.copyOf(health);
    sections = List.copyOf(sections);
  }
}
