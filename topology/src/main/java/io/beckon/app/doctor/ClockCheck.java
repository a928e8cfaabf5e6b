package io.beckon.app.doctor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** Do the brokers' clocks and this machine's agree? */
final class ClockCheck {

  private static final long SLIGHT = Duration.ofSeconds(2).toMillis();
  private static final long GRAVE = Duration.ofMinutes(1).toMillis();

  private ClockCheck() {}

  /**
   * Times in epoch milliseconds.
   *
   * @param asked here, before the question
   * @param answered here, after the answer
   * @param controller what the cluster's active controller held for now; empty: it may not be asked
   * @param appended append time of the latest record of the log; empty: none, or producers' times
   */
  record Clocks(long asked, long answered, OptionalLong controller, OptionalLong appended) {}

  static List<Finding> judge(String log, Clocks clocks) {
    List<Finding> findings = new ArrayList<>();
    clocks
        .controller()
        .ifPresent(
            time -> {
              long ahead = Math.max(0, time - clocks.answered());
              long behind = Math.max(0, clocks.asked() - time);
              add(findings, "the cluster's controller", ahead, behind);
            });
    clocks
        .appended()
        .ifPresent(
            time ->
                add(
                    findings,
                    "the latest record of " + log,
                    Math.max(0, time - clocks.answered()),
                    0));
    return findings;
  }

  private static void add(List<Finding> findings, String whose, long ahead, long behind) {
    long skew = Math.max(ahead, behind);
    if (skew <= SLIGHT) {
      return;
    }
    String what =
        whose
            + " is "
            + skew / 1000
            + " s "
            + (ahead > 0 ? "ahead of" : "behind")
            + " this machine's clock: timers are looked after by this clock and fire by the brokers',"
            + " so messages leave up to so much later"
            + (ahead > 0 ? "." : ", and ticks are written that are of no use yet.");
    String mend = "Keep the clocks of brokers and instances together with NTP (chrony).";
    findings.add(
        skew > GRAVE ? Finding.error("clock", what, mend) : Finding.warning("clock", what, mend));
  }
}
