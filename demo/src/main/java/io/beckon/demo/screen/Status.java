package io.beckon.demo.screen;

import io.beckon.contract.Outcome;
import java.util.List;
import java.util.Locale;

/** How far the demo is, from the tally. */
public final class Status {

  private static final int BAR = 24;

  private final Tally tally;

  /** The status of what was counted. */
  public Status(Tally tally) {
    this.tally = tally;
  }

  /**
   * A few lines.
   *
   * @param now simulated time, epoch milliseconds
   * @param share of the whole, 0 to 1
   */
  public List<String> block(long now, double share) {
    int full = (int) (Math.min(1, share) * BAR);
    return List.of(
        "",
        String.format(
            Locale.ROOT,
            "  [%s] %3.0f %%   %s UTC in the shop",
            "#".repeat(full) + ".".repeat(BAR - full),
            Math.min(1, share) * 100,
            Text.day(now)),
        line("events", tally.events(), Text.number(tally.shoppers()) + " shoppers so far"),
        line("triggers", Tally.sum(tally.triggers()), Text.counts(tally.triggers())),
        line("commands", Tally.sum(tally.commands()), Text.counts(tally.commands())),
        line("held back", total(Outcome.DEFERRED), why(Outcome.DEFERRED) + waiting()),
        line("not sent", total(Outcome.SKIPPED), why(Outcome.SKIPPED)),
        line("cancelled", total(Outcome.CANCELLED), why(Outcome.CANCELLED)));
  }

  /** The same, shorter. */
  public List<String> lines(long now) {
    String time = String.format(Locale.ROOT, "  %-17s ", Text.day(now));
    return List.of(
        time
            + Text.number(tally.events())
            + " events | "
            + Text.counts(tally.triggers())
            + " | "
            + Text.counts(tally.commands()),
        " ".repeat(time.length())
            + "held back: "
            + why(Outcome.DEFERRED)
            + " | not sent: "
            + Text.number(total(Outcome.SKIPPED))
            + " | cancelled: "
            + Text.number(total(Outcome.CANCELLED)));
  }

  private String waiting() {
    return tally.waiting() == 0 ? "" : " (" + Text.number(tally.waiting()) + " wait now)";
  }

  private long total(Outcome outcome) {
    return Tally.sum(tally.reasons(outcome));
  }

  private String why(Outcome outcome) {
    return Text.counts(tally.reasons(outcome));
  }

  private static String line(String label, long count, String detail) {
    return String.format(Locale.ROOT, "  %-10s %,7d   %s", label, count, detail);
  }
}
