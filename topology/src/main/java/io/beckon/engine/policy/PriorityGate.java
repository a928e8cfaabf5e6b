package io.beckon.engine.policy;

import io.beckon.engine.policy.Alone.PriorityHold;
import io.beckon.engine.policy.SendRequest.Asker;
import io.beckon.engine.policy.SendRequest.Rival;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Lets the more important flow go first: what a flow of lower priority wants to say waits while one
 * of higher priority has something left to say. Equal ones don't hold each other, so that nobody
 * waits for who waits for him.
 *
 * <p>A deferred send is judged again just after the next step of the last of those it waits for;
 * and, in any case, when one of the shopper's runs ends.
 */
final class PriorityGate implements Gate {

  @Override
  public void judge(Policy policy, SendRequest request, Findings findings) {
    PriorityHold rule = policy.alone().priority();
    if (rule == null || rule.exempt().contains(request.purpose())) {
      return;
    }
    Asker asker = request.asker();
    Rival highest = null;
    long until = 0;
    for (Rival rival : asker.rivals()) {
      if (rival.priority() > asker.priority() && isNear(rule.within(), rival, request.at())) {
        findings.competes(rival.runId());
        until = Math.max(until, lookAgain(rival, policy, request.at()));
        if (highest == null || rival.priority() > highest.priority()) {
          highest = rival;
        }
      }
    }
    if (highest != null) {
      findings.saw("priority", Integer.toString(asker.priority()));
      findings.saw("priority." + highest.flow(), Integer.toString(highest.priority()));
      findings.stop(rule.then(), Reasons.HIGHER_PRIORITY, highest.flow(), until);
    }
  }

  private static boolean isNear(@Nullable Duration within, Rival rival, long at) {
    return within == null || rival.nextAt() <= at + within.toMillis();
  }

  /** A moment after its next step, so that this has been done; before long while it sends. */
  private static long lookAgain(Rival rival, Policy policy, long at) {
    return rival.nextAt() > at ? rival.nextAt() + 1 : at + policy.gates().again().toMillis();
  }
}
