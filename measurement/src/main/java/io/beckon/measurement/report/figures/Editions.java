package io.beckon.measurement.report.figures;

import io.beckon.measurement.report.Figure;
import io.beckon.measurement.report.Section;
import io.beckon.measurement.report.render.FigureText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What was dealt in each version of a flow. A variant that is promoted or stopped is a new version
 * of its flow: here stands since when, and what became of the arms.
 */
final class Editions {

  private static final class Edition {
    long first = Long.MAX_VALUE;
    final Map<String, Map<String, long[]>> splits = new TreeMap<>();
  }

  private final ReportSettings settings;
  private final Map<String, TreeMap<Integer, Edition>> flows = new TreeMap<>();
  private final Map<String, Long> entered = new TreeMap<>();

  Editions(ReportSettings settings) {
    this.settings = settings;
  }

  void count(Story story) {
    for (Story.Run run : story.runs.values()) {
      entered.merge(run.flow() + "@" + run.version(), 1L, Long::sum);
      edition(run.flow(), run.version(), run.at());
    }
    for (Story.Arm arm : story.arms) {
      Edition edition = edition(arm.flow(), arm.version(), arm.at());
      long[] counts =
          edition
              .splits
              .computeIfAbsent(arm.split(), s -> new TreeMap<>())
              .computeIfAbsent(arm.arm(), a -> new long[2]);
      counts[arm.drawn() ? 0 : 1]++;
    }
  }

  private Edition edition(String flow, int version, long at) {
    Edition edition =
        flows
            .computeIfAbsent(flow, f -> new TreeMap<>())
            .computeIfAbsent(version, v -> new Edition());
    edition.first = Math.min(edition.first, at);
    return edition;
  }

  /** All runs that are known, whatever the period, by flow and version ({@code cart@2}). */
  Map<String, Long> entered() {
    return entered;
  }

  Section section() {
    Sheet sheet =
        new Sheet(
                "editions",
                "What each version dealt",
                "A variant that is promoted or stopped is a new version of its flow. Of all that is"
                    + " known, whatever the period.",
                List.of("Flow", "Version"))
            .column("since", "Since", "when it was first entered (UTC)")
            .column("arms", "Splits", "arms, with the runs that were dealt them, and what changed");
    flows.forEach(
        (flow, versions) -> {
          if (settings.isAbout(flow)) {
            Edition before = null;
            for (Map.Entry<Integer, Edition> each : versions.entrySet()) {
              sheet.row(
                  List.of(flow, String.valueOf(each.getKey())),
                  new Figure.Text(
                      Instant.ofEpochMilli(each.getValue().first)
                          .toString()
                          .substring(0, 16)
                          .replace('T', ' ')),
                  new Figure.Text(words(each.getValue(), before)));
              before = each.getValue();
            }
          }
        });
    return sheet.with();
  }

  private static String words(Edition edition, @Nullable Edition before) {
    List<String> words = new ArrayList<>();
    edition.splits.forEach(
        (split, arms) -> {
          Map<String, long[]> known =
              before == null ? Map.of() : before.splits.getOrDefault(split, Map.of());
          words.add(split + ": " + dealt(arms) + stopped(known.keySet(), arms.keySet()));
        });
    if (before != null) {
      before
          .splits
          .keySet()
          .forEach(
              split -> {
                if (!edition.splits.containsKey(split)) {
                  words.add(split + " no longer splits");
                }
              });
    }
    return String.join("; ", words);
  }

  /** One arm for everybody, without a draw, is promoted; beside others it is who takes no part. */
  private static String dealt(Map<String, long[]> arms) {
    if (arms.size() == 1) {
      Map.Entry<String, long[]> only = arms.entrySet().iterator().next();
      if (only.getValue()[0] == 0) {
        return "'" + only.getKey() + "' promoted (" + FigureText.whole(only.getValue()[1]) + ")";
      }
    }
    List<String> words = new ArrayList<>();
    arms.forEach(
        (arm, counts) -> {
          if (counts[0] > 0) {
            words.add("'" + arm + "' " + FigureText.whole(counts[0]));
          }
          if (counts[1] > 0) {
            words.add("'" + arm + "' without a draw " + FigureText.whole(counts[1]));
          }
        });
    return String.join(", ", words);
  }

  private static String stopped(Set<String> before, Set<String> now) {
    Set<String> gone = new TreeSet<>(before);
    gone.removeAll(now);
    return gone.isEmpty() ? "" : ", no longer '" + String.join("', '", gone) + "'";
  }
}
