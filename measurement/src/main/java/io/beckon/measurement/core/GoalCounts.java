package io.beckon.measurement.core;

import io.beckon.contract.EntryKind;
import io.beckon.contract.GoalReached;
import io.beckon.contract.OutcomeEvent;
import io.beckon.contract.RunEntered;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Entries whose goal was reached, and those that came nearer to it: each once, on the day of the
 * entry and under the version that was entered, so that rates compare like with like.
 */
final class GoalCounts {

  private GoalCounts() {}

  static void count(History history, Tally tally) {
    Settings settings = history.settings();
    Map<String, OutcomeEvent> entries = entries(history);
    Set<String> counted = new HashSet<>();
    for (OutcomeEvent event : history.events()) {
      if (!(event.getFact() instanceof GoalReached goal)
          || event.getAt() - goal.getEnteredAt() > settings.memory()) {
        continue;
      }
      String entry = entry(goal.getFlow(), goal.getEnteredAt());
      OutcomeEvent entered = entries.get(entry);
      LocalDate day = settings.day(goal.getEnteredAt());
      MeasureKey key =
          MeasureKey.of(day, "flows", "goals")
              .flow(goal.getFlow(), entered == null ? goal.getFlowVersion() : version(entered));
      if (!goal.getSupporting()) {
        if (counted.add("goal " + entry)) {
          add(key, entered, day, tally);
        }
        continue;
      }
      if (counted.add("supported " + entry)) {
        add(key.named("supported"), entered, day, tally);
      }
      tally.add(key.named("supporting").step(goal.getEvent(), null), 1);
    }
  }

  private static void add(
      MeasureKey key, @Nullable OutcomeEvent entered, LocalDate day, Tally tally) {
    tally.add(key, 1);
    if (entered != null) {
      EntryCounts.cuts(entered, day, key.name()).forEach(cut -> tally.add(cut, 1));
    }
  }

  /** Entries, of those who were held out, too; of several in one moment the latest version's. */
  private static Map<String, OutcomeEvent> entries(History history) {
    Map<String, OutcomeEvent> entries = new HashMap<>();
    for (OutcomeEvent event : history.events()) {
      if (event.getFact() instanceof RunEntered entered
          && (entered.getKind() == EntryKind.ENTERED || entered.getKind() == EntryKind.HELD_OUT)) {
        entries.merge(
            entry(entered.getFlow(), event.getAt()),
            event,
            (one, other) -> version(other) > version(one) ? other : one);
      }
    }
    return entries;
  }

  private static int version(OutcomeEvent entry) {
    return ((RunEntered) entry.getFact()).getFlowVersion();
  }

  private static String entry(String flow, long at) {
    return flow + "\n" + at;
  }
}
