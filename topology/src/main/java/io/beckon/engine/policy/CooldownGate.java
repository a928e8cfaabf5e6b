package io.beckon.engine.policy;

import io.beckon.engine.policy.Alone.Cooldown;
import io.beckon.engine.policy.SendRequest.Asker;
import io.beckon.engine.shopper.SentMessage;
import java.util.List;

/** Keeps a distance to what other flows said lately. */
final class CooldownGate implements Gate {

  @Override
  public void judge(Policy policy, SendRequest request, Findings findings) {
    for (Cooldown rule : policy.alone().cooldowns()) {
      if (!isAbout(rule, request)) {
        continue;
      }
      long until = 0;
      String flow = "";
      for (SentMessage sent : request.shopper().sends().messages()) {
        long over = sent.at() + rule.pause().toMillis();
        if (over > Math.max(until, request.at()) && begins(rule, sent, request.asker())) {
          until = over;
          flow = sent.flow();
        }
      }
      if (until > request.at()) {
        findings.saw("cooldown." + rule.name(), flow);
        findings.stop(rule.then(), Reasons.COOLDOWN, rule.name(), until);
      }
      if (findings.isSkip()) {
        return;
      }
    }
  }

  private static boolean isAbout(Cooldown rule, SendRequest request) {
    return !rule.exempt().contains(request.purpose())
        && (rule.hold().isEmpty() || rule.hold().contains(request.asker().flow()))
        && (rule.channels().isEmpty() || rule.channels().contains(request.channel()));
  }

  private static boolean begins(Cooldown rule, SentMessage sent, Asker asker) {
    return !sent.flow().equals(asker.flow())
        && !rule.exempt().contains(sent.purpose())
        && (rule.after().isEmpty() || rule.after().contains(sent.flow()))
        && (!rule.sameProduct() || haveOneInCommon(sent.products(), asker.products()));
  }

  private static boolean haveOneInCommon(List<Long> some, List<Long> others) {
    for (Long product : some) {
      if (others.contains(product)) {
        return true;
      }
    }
    return false;
  }
}
