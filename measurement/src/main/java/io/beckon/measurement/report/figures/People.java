package io.beckon.measurement.report.figures;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What became of shoppers themselves: stages, scores, and what they agreed to. */
final class People {

  private static final String STAGES = "stages:";
  private static final String SCORE = "score:";

  private final ReportSettings settings;

  /** Movements between stages, by ladder, from and to. */
  final Map<List<String>, Long> moves = new TreeMap<>(People::compare);

  /**
   * By score and threshold: those who reached it, and who of them ordered within the effect's time.
   */
  final Map<List<String>, long[]> bands = new TreeMap<>(People::compare);

  /** Shoppers of whom no consent was known before they were seen in the period. */
  long unknown;

  /** Those of them who gave one in it. */
  long captured;

  People(ReportSettings settings) {
    this.settings = settings;
  }

  void count(Story story) {
    Map<List<String>, Long> reached = new TreeMap<>(People::compare);
    for (Story.Moved moved : story.moves) {
      if (!settings.covers(moved.at())) {
        continue;
      }
      if (moved.rule().startsWith(STAGES)) {
        String from = moved.from() == null ? "–" : moved.from();
        moves.merge(
            List.of(moved.rule().substring(STAGES.length()), from, moved.to()), 1L, Long::sum);
      } else if (moved.rule().startsWith(SCORE) && moved.reason().equals("SCORE_REACHED")) {
        reached.putIfAbsent(
            List.of(moved.rule().substring(SCORE.length()), moved.to()), moved.at());
      }
    }
    reached.forEach((band, at) -> band(story, band, at));
    consent(story);
  }

  private void band(Story story, List<String> band, long at) {
    long until = at + settings.effect().toMillis();
    long[] counts = bands.computeIfAbsent(band, b -> new long[2]);
    counts[0]++;
    counts[1] +=
        story.orders.values().stream()
                .anyMatch(o -> !o.historical && !o.cancelled() && o.at >= at && o.at < until)
            ? 1
            : 0;
  }

  private void consent(Story story) {
    boolean seen =
        story.lastAt >= settings.from().toEpochMilli()
            && story.firstAt < settings.to().toEpochMilli();
    boolean before =
        story.consents.stream()
            .anyMatch(c -> c.knownBefore() || c.at() < settings.from().toEpochMilli());
    if (!seen || before) {
      return;
    }
    boolean granted = story.consents.stream().anyMatch(c -> c.granted() && settings.covers(c.at()));
    // Who was sent something without a consent that is seen here gave it earlier.
    if (!granted && !story.messages.isEmpty()) {
      return;
    }
    unknown++;
    captured += granted ? 1 : 0;
  }

  private static int compare(List<String> left, List<String> right) {
    return String.join("\u0000", left).compareTo(String.join("\u0000", right));
  }
}
