package io.beckon.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Tells people what differs, shopper by shopper, and shows the history. */
final class Difference {

  private Difference() {}

  static String of(
      Scenario scenario,
      Map<String, List<ExpectedTrigger>> expected,
      Map<String, List<ExpectedTrigger>> actual) {
    StringBuilder text = new StringBuilder("Other triggers than expected.\n");
    Set<String> shoppers = new TreeSet<>(expected.keySet());
    shoppers.addAll(actual.keySet());
    for (String shopper : shoppers) {
      List<ExpectedTrigger> missing = new ArrayList<>(expected.getOrDefault(shopper, List.of()));
      List<ExpectedTrigger> unexpected = new ArrayList<>(actual.getOrDefault(shopper, List.of()));
      if (missing.equals(unexpected)) {
        continue;
      }
      for (ExpectedTrigger trigger : expected.getOrDefault(shopper, List.of())) {
        if (unexpected.remove(trigger)) {
          missing.remove(trigger);
          text.append("  agreed:     ").append(trigger).append('\n');
        }
      }
      missing.forEach(trigger -> text.append("  MISSING:    ").append(trigger).append('\n'));
      unexpected.forEach(trigger -> text.append("  UNEXPECTED: ").append(trigger).append('\n'));
      if (missing.isEmpty() && unexpected.isEmpty()) {
        text.append("  the same, but in another order\n");
      }
    }
    return text.append(scenario).toString();
  }
}
