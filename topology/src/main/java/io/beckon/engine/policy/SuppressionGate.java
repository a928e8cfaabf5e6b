package io.beckon.engine.policy;

import io.beckon.contract.Channel;
import io.beckon.contract.Purpose;
import io.beckon.engine.consent.Suppressions;
import io.beckon.engine.shopper.Suppression;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Stops what a suppression of the channel forbids; which purposes that is, the reason decides. */
final class SuppressionGate implements Gate {

  @Override
  public void judge(Policy policy, SendRequest request, Findings findings) {
    judge(policy, request.channel(), request.purpose(), standing(request, findings), findings);
  }

  /** The suppressions that an answer does not pass. */
  private static List<Suppression> standing(SendRequest request, Findings findings) {
    List<Suppression> all = request.shopper().profile().suppressions();
    Answer answer = request.answer();
    if (answer == null || request.purpose() != Purpose.TRANSACTIONAL) {
      return all;
    }
    List<Suppression> standing = new ArrayList<>();
    for (Suppression suppression : all) {
      if (suppression.channel() == request.channel() && answer.passes(suppression, request.at())) {
        findings.saw("suppression", suppression.reason());
        findings.saw("answers", answer.to().name());
      } else {
        standing.add(suppression);
      }
    }
    return standing;
  }

  static void judge(
      Policy policy,
      Channel channel,
      Purpose purpose,
      List<Suppression> suppressions,
      Findings findings) {
    Suppression seen = null;
    for (Suppression suppression : suppressions) {
      if (suppression.channel() == channel) {
        boolean stops = Suppressions.stops(suppression, purpose);
        if (seen == null || stops) {
          seen = suppression;
        }
        if (stops) {
          break;
        }
      }
    }
    if (seen == null) {
      return;
    }
    findings.saw("suppression", seen.reason());
    findings.saw("suppressedAt", Instant.ofEpochMilli(seen.at()).toString());
    if (Suppressions.stops(seen, purpose)) {
      findings.stop(policy.gates().suppression(), Reasons.SUPPRESSED, seen.reason());
    }
  }
}
