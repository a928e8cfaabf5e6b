package io.beckon.engine.policy;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the gates say of a send.
 *
 * @param reason stable code, see {@link Reasons}
 * @param rule name of the rule that decided, as in the policy; null where the reason says it all
 * @param until for DEFER: when it is to be judged again, epoch milliseconds; otherwise 0
 * @param inputs what was looked at, by name, in the order of the gates; never contact data
 * @param competing ids of other runs of the shopper that were in the way
 */
public record Verdict(
    Answer answer,
    String reason,
    @Nullable String rule,
    long until,
    Map<String, String> inputs,
    List<String> competing) {

  /** A verdict with no other run in the way. */
  public Verdict(
      Answer answer, String reason, @Nullable String rule, long until, Map<String, String> inputs) {
    this(answer, reason, rule, until, inputs, List.of());
  }

  /** The same verdict, and what else was looked at. */
  public Verdict seeing(Map<String, String> more) {
    if (more.isEmpty()) {
      return this;
    }
    Map<String, String> all = new LinkedHashMap<>(inputs);
    all.putAll(more);
    return new Verdict(answer, reason, rule, until, all, competing);
  }

  /** Whether it may go. */
  public enum Answer {
    ALLOW,
    SKIP,
    DEFER
  }

  public Verdict {
    // Keeps the order, which Map.copyOf shuffles anew in each process: replays compare bytes.
    inputs = Collections.unmodifiableMap(new LinkedHashMap<>(inputs));
    competing = List.copyOf(competing);
  }
}
