package io.beckon.engine.policy;

import io.beckon.engine.policy.Policy.Cap;
import io.beckon.engine.policy.Policy.Then;
import io.beckon.engine.shopper.SentMessage;

/**
 * Holds back what would be too much. A window is rolling: at {@code t} it holds what was sent after
 * {@code t - per}, so a message stops counting exactly {@code per} after it was sent. A deferred
 * send waits until so many messages have left the window that there is room for one.
 */
final class CapsGate implements Gate {

  @Override
  public void judge(Policy policy, SendRequest request, Findings findings) {
    for (Cap cap : policy.caps()) {
      if (!holdsFor(cap, request)) {
        continue;
      }
      long[] counted = counted(cap, request);
      findings.saw("cap." + cap.name(), counted.length + "/" + cap.max());
      if (counted.length < cap.max()) {
        continue;
      }
      if (cap.then() == Then.SKIP || cap.max() < 1) {
        findings.skip(Reasons.CAP_REACHED, cap.name());
        return;
      }
      long leaves = counted[counted.length - cap.max()];
      findings.defer(Reasons.CAP_REACHED, cap.name(), leaves + cap.per().toMillis());
    }
  }

  private static boolean holdsFor(Cap cap, SendRequest request) {
    return !cap.exempt().contains(request.purpose())
        && (cap.channels().isEmpty() || cap.channels().contains(request.channel()));
  }

  /** Times of the messages in the window, earliest first. */
  private static long[] counted(Cap cap, SendRequest request) {
    long after = request.at() - cap.per().toMillis();
    return request.shopper().sends().messages().stream()
        .filter(sent -> sent.at() > after && counts(cap, sent))
        .mapToLong(SentMessage::at)
        .sorted()
        .toArray();
  }

  private static boolean counts(Cap cap, SentMessage sent) {
    return !cap.exempt().contains(sent.purpose())
        && (cap.channels().isEmpty() || cap.channels().contains(sent.channel()));
  }
}
