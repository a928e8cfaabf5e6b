package io.beckon.engine.policy;

import io.beckon.engine.policy.Alone.Repeats;
import io.beckon.engine.policy.SendRequest.Asker;
import io.beckon.engine.shopper.SentMessage;
import java.time.Instant;
import java.util.Objects;

/** Does not say the same again: the same step of the same flow in the same variant. */
final class RepeatsGate implements Gate {

  @Override
  public void judge(Policy policy, SendRequest request, Findings findings) {
    Repeats rule = policy.alone().repeats();
    if (rule == null || rule.exempt().contains(request.purpose())) {
      return;
    }
    SentMessage latest = null;
    for (SentMessage sent : request.shopper().sends().messages()) {
      if (isSame(rule, sent, request) && (latest == null || sent.at() >= latest.at())) {
        latest = sent;
      }
    }
    long until = latest == null ? 0 : latest.at() + rule.within().toMillis();
    if (latest != null && until > request.at()) {
      findings.saw("sentBefore", Instant.ofEpochMilli(latest.at()).toString());
      findings.stop(rule.then(), Reasons.REPEATED, "repeats", until);
    }
  }

  private static boolean isSame(Repeats rule, SentMessage sent, SendRequest request) {
    Asker asker = request.asker();
    return sent.flow().equals(asker.flow())
        && sent.step().equals(asker.step())
        && Objects.equals(sent.variant(), asker.variant())
        && (!rule.sameProducts() || sent.products().equals(asker.products()));
  }
}
