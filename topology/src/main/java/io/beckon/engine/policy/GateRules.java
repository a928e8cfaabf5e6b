package io.beckon.engine.policy;

import io.beckon.engine.policy.Policy.Then;
import java.time.Duration;

/**
 * What happens to a send that a gate stops which can't tell until when: it is given up, or it is
 * held and judged again from time to time, until it goes stale.
 *
 * @param wanted the message is not wanted any more, as things stand
 * @param suppression the channel is suppressed
 * @param address there is no address
 * @param consent nobody agreed, or not yet
 * @param stock what it is about can't be bought now
 * @param again time between two judgements of what is to be re-evaluated
 */
public record GateRules(
    Then wanted, Then suppression, Then address, Then consent, Then stock, Duration again) {

  /** All are given up. */
  public static final GateRules SKIPPING =
      new GateRules(Then.SKIP, Then.SKIP, Then.SKIP, Then.SKIP, Then.SKIP, Duration.ofHours(1));

  /**
   * The verdict on a send that is not wanted any more as things stand.
   *
   * @param skip what stands against it
   * @param at when it is judged, epoch milliseconds
   */
  public Verdict unwanted(Verdict skip, long at) {
    return wanted == Then.SKIP
        ? skip
        : new Verdict(
            Verdict.Answer.DEFER, skip.reason(), skip.rule(), at + again.toMillis(), skip.inputs());
  }
}
