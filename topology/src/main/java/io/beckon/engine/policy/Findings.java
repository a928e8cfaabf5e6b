package io.beckon.engine.policy;

import io.beckon.engine.policy.Verdict.Answer;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the gates found so far: a skip outweighs a deferral, and the first of its kind names it. */
final class Findings {

  private final Map<String, String> inputs = new LinkedHashMap<>();
  private Answer answer = Answer.ALLOW;
  private String reason = Reasons.ALLOWED;
  private @Nullable String rule;
  private long until;

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
  void defer(String why, String ruleName, long then) {
    if (answer == Answer.ALLOW) {
      answer = Answer.DEFER;
      reason = why;
      rule = ruleName;
      until = then;
    } else {
      until = Math.max(until, then);
    }
  }

  boolean isSkip() {
    return answer == Answer.SKIP;
  }

  Verdict verdict() {
    return new Verdict(answer, reason, rule, answer == Answer.DEFER ? until : 0, inputs);
  }
}
