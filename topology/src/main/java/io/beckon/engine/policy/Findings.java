package io.beckon.engine.policy;

import io.beckon.engine.policy.Policy.Then;
import io.beckon.engine.policy.Verdict.Answer;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the gates found so far: a skip outweighs a deferral, and the first of its kind names it. */
final class Findings {

  private final long at;
  private final Duration again;
  private final Map<String, String> inputs = new LinkedHashMap<>();
  private final Set<String> competing = new LinkedHashSet<>();
  private Answer answer = Answer.ALLOW;
  private String reason = Reasons.ALLOWED;
  private @Nullable String rule;
  private long until;

  /**
   * Nothing found yet.
   *
   * @param at when it is judged, epoch milliseconds
   * @param again time until what is to be re-evaluated is judged again
   */
  Findings(long at, Duration again) {
    this.at = at;
    this.again = again;
  }

  /** Notes another run of the shopper that is in the way. */
  void competes(String runId) {
    competing.add(runId);
  }

  /** Notes what was looked at; never contact data. */
  void saw(String name, String value) {
    inputs.put(name, value);
  }

  /** Gives the send up. */
  void skip(String why, @Nullable String ruleName) {
    if (answer != Answer.SKIP) {
      answer = Answer.SKIP;
      reason = why;
      rule = ruleName;
    }
  }

  /** Holds the send back until then, epoch milliseconds. */
  void defer(String why, @Nullable String ruleName, long then) {
    if (answer == Answer.ALLOW) {
      answer = Answer.DEFER;
      reason = why;
      rule = ruleName;
      until = then;
    } else {
      until = Math.max(until, then);
    }
  }

  /** Does what a rule says of a send that it stops till then, epoch milliseconds. */
  void stop(Then then, String why, String ruleName, long till) {
    switch (then) {
      case SKIP -> skip(why, ruleName);
      case DEFER -> defer(why, ruleName, till);
      case RE_EVALUATE -> defer(why, ruleName, Math.min(till, at + again.toMillis()));
    }
  }

  /** The same for a rule that can't tell till when: it is judged again before long, or given up. */
  void stop(Then then, String why, @Nullable String ruleName) {
    if (then == Then.SKIP) {
      skip(why, ruleName);
    } else {
      defer(why, ruleName, at + again.toMillis());
    }
  }

  boolean isSkip() {
    return answer == Answer.SKIP;
  }

  Verdict verdict() {
    return new Verdict(
        answer, reason, rule, answer == Answer.DEFER ? until : 0, inputs, List.copyOf(competing));
  }
}
