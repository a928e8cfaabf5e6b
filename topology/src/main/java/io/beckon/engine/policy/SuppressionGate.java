package io.beckon.engine.policy;

import io.beckon.engine.consent.Suppressions;
import io.beckon.engine.shopper.Suppression;
import java.time.Instant;

/** Stops what a suppression of the channel forbids; which purposes that is, the reason decides. */
final class SuppressionGate implements Gate {

  @Override
  public void judge(Policy policy, SendRequest request, Findings findings) {
    Suppression suppression = request.shopper().profile().suppression(request.channel());
    if (suppression == null) {
      return;
    }
    findings.saw("suppression", suppression.reason());
    findings.saw("suppressedAt", Instant.ofEpochMilli(suppression.at()).toString());
    if (Suppressions.stops(suppression, request.purpose())) {
      findings.stop(policy.gates().suppression(), Reasons.SUPPRESSED, suppression.reason());
    }
  }
}
