package io.beckon.measurement.core;

import io.beckon.contract.EntryKind;
import io.beckon.contract.GoalReached;
import io.beckon.contract.OutcomeEvent;
import io.beckon.contract.RunEntered;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Entries whose goal was reached, and those that came nearer to it: each once, on the day of the
 * entry and under the version that was entered, so that rates compare like with like.
 */
final class GoalCounts {

  private GoalCounts() {}

  static void count(History history, Tally tally) {
    Settings settings = history.settings();
    Map<String, Integer> versions = versions(history);
    Set<String> counted = new HashSet<>();
    for (OutcomeEvent event : history.events()) {
      if (!(event.getFact() instanceof GoalReached goal)
          || event.getAt() - goal.getEnteredAt() > settings.memory()) {
        continue;
      }
      String entry = entry(goal.getFlow(), goal.getEnteredAt());
      MeasureKey key =
          MeasureKey.of(settings.day(goal.getEnteredAt()), "flows", "goals")
              .flow(goal.getFlow(), versions.getOrDefault(entry, goal.getFlowVersion()));
      if (!goal.getSupporting()) {
        if (counted.add("goal " + entry)) {
          tally.add(key, 1);
        }
        continue;
      }
      if (counted.add("supported " + entry)) {
        tally.add(key.named("supported"), 1);
      }
      tally.add(key.named("supporting").step(goal.getEvent(), null), 1);
    }
  }

  /** Versions that were entered, or that shoppers were held out of. */
  private static Map<String, Integer> versions(History history) {
    Map<String, Integer> versions = new HashMap<>();
    for (OutcomeEvent event : history.events()) {
      if (event.getFact() instanceof RunEntered entered
          && (entered.getKind() == EntryKind.ENTERED || entered.getKind() == EntryKind.HELD_OUT)) {
        versions.merge(
            entry(entered.getFlow(), event.getAt()), entered.getFlowVersion(), Math::max);
      }
    }
    return versions;
  }

  private static String entry(String flow, long at) {
    return flow + "\n" + at;
  }
}
