package io.beckon.engine.policy;

import io.beckon.engine.shopper.SentMessage;
import java.time.Instant;

/** Stops a command that was released before, as far back as the send log goes. */
final class AlreadySentGate implements Gate {

  @Override
  public void judge(Policy policy, SendRequest request, Findings findings) {
    SentMessage sent = request.shopper().sends().find(request.commandId());
    if (sent != null) {
      findings.saw("sentAt", Instant.ofEpochMilli(sent.at()).toString());
      findings.skip(Reasons.ALREADY_SENT, null);
    }
  }
}
