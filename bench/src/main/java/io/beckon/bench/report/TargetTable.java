package io.beckon.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The targets and what was reached, a line each. */
final class TargetTable {

  private TargetTable() {}

  static List<String> of(List<Targets.Line> targets, boolean noisy) {
    List<List<String>> rows = new ArrayList<>();
    for (Targets.Line target : targets) {
      rows.add(
          List.of(
              target.measure(),
              target.reached(),
              number(target.measured()),
              (target.most() ? "<= " : ">= ") + number(target.must()),
              (target.most() ? "<= " : ">= ") + number(target.goal())));
    }
    List<String> lines = new ArrayList<>();
    if (!rows.isEmpty()) {
      lines.addAll(TextTable.of(List.of("target", "reached", "measured", "must", "goal"), rows));
    }
    if (noisy) {
      lines.add(
          "! Other programs used more than 15 % of the machine in every run: not to be quoted.");
    }
    return lines;
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }
}
