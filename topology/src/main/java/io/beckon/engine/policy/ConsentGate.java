package io.beckon.engine.policy;

import io.beckon.contract.ConsentState;
import io.beckon.contract.Purpose;
import io.beckon.engine.policy.Policy.ConsentRule;
import io.beckon.engine.policy.Policy.Then;
import io.beckon.engine.shopper.Consent;
import java.time.Instant;

/**
 * Requires what the policy states for channel and purpose: that somebody said yes, or that nobody
 * said no. A purpose that is not known here never passes.
 */
final class ConsentGate implements Gate {

  @Override
  public void judge(Policy policy, SendRequest request, Findings findings) {
    ConsentRule rule = policy.consentRule(request.channel(), request.purpose());
    Consent consent = request.shopper().profile().consent(request.channel(), request.purpose());
    findings.saw("consentRule", rule.name());
    findings.saw("consent", consent == null ? "NONE" : consent.state().name());
    if (consent != null) {
      findings.saw("consentAt", Instant.ofEpochMilli(consent.at()).toString());
    }
    if (request.answer() != null && request.purpose() == Purpose.TRANSACTIONAL) {
      return; // who writes asks for the answer; what the STOP denied, the gate before has judged
    }
    Then then = policy.gates().consent();
    ConsentState state = consent == null ? ConsentState.UNKNOWN : consent.state();
    if (state == ConsentState.DENIED) {
      findings.stop(then, Reasons.CONSENT_DENIED, rule.name());
    } else if (request.purpose() == Purpose.UNKNOWN) {
      findings.stop(then, Reasons.NO_CONSENT, rule.name());
    } else if (rule == ConsentRule.OPT_IN && state == ConsentState.PENDING) {
      boolean expired = policy.isExpired(consent, request.at());
      findings.stop(then, expired ? Reasons.OPT_IN_EXPIRED : Reasons.CONSENT_PENDING, rule.name());
    } else if (rule == ConsentRule.OPT_IN && state == ConsentState.UNKNOWN) {
      findings.stop(then, Reasons.NO_CONSENT, rule.name());
    }
  }
}
