package io.beckon.engine.policy;

import io.beckon.engine.policy.Alone.Callbacks;
import io.beckon.engine.policy.SendRequest.Rival;

/**
 * Leaves alone who asked to be called, but for what is about that request: as long as the run that
 * the request started is not over, and no longer than the policy says.
 */
final class CallbackGate implements Gate {

  @Override
  public void judge(Policy policy, SendRequest request, Findings findings) {
    Callbacks rule = policy.alone().callbacks();
    if (rule == null
        || rule.exempt().contains(request.purpose())
        || isAskedFor(policy, request)
        || !(rule.channels().isEmpty() || rule.channels().contains(request.channel()))) {
      return;
    }
    for (Rival rival : request.asker().rivals()) {
      long until = rival.startedAt() + rule.pause().toMillis();
      if (rule.events().contains(rival.startedBy()) && until > request.at()) {
        findings.competes(rival.runId());
        findings.stop(rule.then(), Reasons.CALLBACK_REQUESTED, "callbacks", until);
      }
    }
  }

  /** Did the shopper ask for this message? */
  static boolean isAskedFor(Policy policy, SendRequest request) {
    Callbacks rule = policy.alone().callbacks();
    return rule != null && rule.events().contains(request.asker().startedBy());
  }
}
