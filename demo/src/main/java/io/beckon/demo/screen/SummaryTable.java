package io.beckon.demo.screen;

import io.beckon.contract.Outcome;
import io.beckon.demo.proof.Proof;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What is said at the beginning and at the end. */
public final class SummaryTable {

  private SummaryTable() {}

  /** What is about to happen. */
  public static List<String> opening(Duration simulated, int shoppers, long seed) {
    return List.of(
        String.format(
            Locale.ROOT,
            "Beckon demo: a shop with %,d shoppers, %.0f hours of their lives (seed %d).",
            shoppers,
            simulated.toMinutes() / 60.0,
            seed),
        "Starting a Kafka broker and the application in this process ...");
  }

  /**
   * What happened.
   *
   * @param repeated events that the shop told twice
   * @param duplicates events that the application recognised as known
   */
  public static List<String> of(
      Tally tally, Proof.Verdict verdict, long repeated, long duplicates) {
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add("  What happened");
    lines.add("  " + "-".repeat(Text.WIDTH - 2));
    lines.add(
        row(
            "events",
            tally.events(),
            Text.number(tally.shoppers())
                + " shoppers; "
                + Text.number(repeated)
                + " told twice, "
                + Text.number(duplicates)
                + " recognised"));
    lines.add(row("purchases", verdict.purchases(), "by pixel, webhook or both; each counts once"));
    lines.add(row("triggers", Tally.sum(tally.triggers()), Text.counts(tally.triggers())));
    lines.add(
        row(
            "commands",
            Tally.sum(tally.commands()),
            Text.counts(tally.commands())
                + (tally.cancels() == 0
                    ? ""
                    : " (" + Text.number(tally.cancels()) + " call a message back)")));
    lines.add(row("tasks", Tally.sum(tally.tasks()), Text.counts(tally.tasks())));
    lines.add(row("decisions", Tally.sum(tally.decisions()), "each with its reason:"));
    for (Outcome outcome : Outcome.values()) {
      long count = Tally.sum(tally.reasons(outcome));
      if (count > 0) {
        lines.addAll(
            Text.countsBehind(
                String.format(Locale.ROOT, "    %-10s %,7d   ", outcome.name(), count),
                tally.reasons(outcome)));
      }
    }
    lines.add(row("dead letters", tally.deadLetters(), ""));
    lines.add("");
    lines.addAll(proof(verdict));
    return lines;
  }

  private static List<String> proof(Proof.Verdict verdict) {
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            Locale.ROOT,
            "Proof: %,d messages checked against the log offsets of %,d purchases:",
            verdict.sends(),
            verdict.purchases()));
    lines.add(
        String.format(
            Locale.ROOT,
            "       %,d messages after a purchase, %,d sent twice. %s",
            verdict.afterPurchase(),
            verdict.sentTwice(),
            verdict.holds() ? "Promise kept." : "PROMISE BROKEN: please report this."));
    if (verdict.unplaced() > 0) {
      lines.add(
          "       "
              + Text.number(verdict.unplaced())
              + " messages could not be checked: no tick of theirs was found in the log.");
    }
    return lines;
  }

  private static String row(String label, long count, String detail) {
    return String.format(Locale.ROOT, "  %-12s %,7d   %s", label, count, detail).stripTrailing();
  }
}
