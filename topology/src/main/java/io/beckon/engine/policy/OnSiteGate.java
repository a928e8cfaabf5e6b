package io.beckon.engine.policy;

import java.time.Instant;

/**
 * Holds what would reach a shopper while they are shopping: they may be about to buy. What they did
 * before or when the run began does not hold it: it is what the message answers.
 */
final class OnSiteGate implements Gate {

  @Override
  public void judge(Policy policy, SendRequest request, Findings findings) {
    OnSite rule = policy.onSite();
    if (rule == null || !rule.holds(request.channel(), request.purpose())) {
      return;
    }
    long active = request.shopper().head().lastSiteActivity();
    long until = active + rule.within().toMillis();
    if (request.at() < until && active > request.asker().startedAt()) {
      findings.saw("lastActiveAt", Instant.ofEpochMilli(active).toString());
      findings.stop(rule.then(), Reasons.ON_SITE, "on-site", until);
    }
  }
}
