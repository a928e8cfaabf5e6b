package io.beckon.engine.policy;

import io.beckon.engine.policy.Hygiene.SoftBounces;
import io.beckon.engine.policy.Hygiene.Sunset;
import io.beckon.engine.shopper.ChannelResponse;
import java.time.Instant;

/**
 * Leaves alone an address that keeps bouncing, and a shopper who never answers. Who ordered since
 * is somebody who answers, whatever they open.
 */
final class HygieneGate implements Gate {

  @Override
  public void judge(Policy policy, SendRequest request, Findings findings) {
    if (policy.hygiene().equals(Hygiene.NONE)) {
      return;
    }
    ChannelResponse response = request.shopper().sends().response(request.channel());
    for (SoftBounces rule : policy.hygiene().softBounces()) {
      long until = response.bouncedAt() + rule.pause().toMillis();
      if (rule.channels().contains(request.channel())
          && !rule.exempt().contains(request.purpose())
          && response.softBounces() > rule.max()
          && until > request.at()) {
        findings.saw("softBounces", Integer.toString(response.softBounces()));
        findings.stop(rule.then(), Reasons.SOFT_BOUNCES, rule.name(), until);
      }
    }
    for (Sunset rule : policy.hygiene().sunsets()) {
      if (rule.channels().contains(request.channel())
          && !rule.exempt().contains(request.purpose())
          && isSilent(rule, response, request)) {
        findings.saw("unanswered", Integer.toString(response.unanswered()));
        findings.saw(
            "unansweredSince", Instant.ofEpochMilli(response.unansweredSince()).toString());
        findings.skip(Reasons.NOT_ENGAGED, rule.name());
      }
    }
  }

  private static boolean isSilent(Sunset rule, ChannelResponse response, SendRequest request) {
    return response.unanswered() >= rule.messages()
        && response.unansweredSince() <= request.at() - rule.silence().toMillis()
        && request.shopper().profile().purchases().lastAt() < response.unansweredSince();
  }
}
