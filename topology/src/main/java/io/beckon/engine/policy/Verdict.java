package io.beckon.engine.policy;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the gates say of a send.
 *
 * @param reason stable code: ALLOWED, STALE, ALREADY_SENT, NO_ADDRESS, SUPPRESSED, NO_CONSENT,
 *     CONSENT_DENIED, CONSENT_PENDING, CAP_REACHED, QUIET_HOURS
 * @param rule name of the rule that decided, as in the policy
 * @param until for DEFER: when it is to be judged again, epoch milliseconds
 * @param inputs what was looked at, by name; never contact data
 */
public record Verdict(
    Answer answer, String reason, @Nullable String rule, long until, Map<String, String> inputs) {

  /** Whether it may go. */
  public enum Answer {
    ALLOW,
    SKIP,
    DEFER
  }

  public Verdict {
    inputs = Map.copyOf(inputs);
  }
}
