package io.beckon.engine.flow;

import io.beckon.engine.EventNames;
import io.beckon.engine.policy.Answer;
import io.beckon.engine.shopper.Origin;
import io.beckon.engine.shopper.SentMessage;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Finds out which messages answer what the shopper wrote. */
final class Answers {

  private Answers() {}

  /**
   * What the message of a step answers; null: nothing. It is the first message of its run, and goes
   * through the channel on which the shopper asked.
   */
  static @Nullable Answer of(Passage passage, Step.Send step) {
    Answer.To to = step.answers();
    Origin origin = passage.run.origin();
    if (to == null
        || !origin.eventName().equals(EventNames.REPLIED)
        || !to.name().toLowerCase(Locale.ROOT).equals(origin.event().get("topic"))
        || !step.channel().name().equals(origin.event().get("channel"))) {
      return null;
    }
    for (SentMessage sent : passage.shopper.sends().messages()) {
      if (sent.runId().equals(passage.run.runId())) {
        return null;
      }
    }
    return new Answer(to, origin.idleSince());
  }

  /** Did a flow send a message as an answer? It is not called back by what it answered. */
  static boolean isOne(Rulebook rules, SentMessage message) {
    Program program = rules.find(message.flow(), message.sentBy().flowVersion());
    return program != null
        && program.step(message.step()) instanceof Step.Send send
        && send.answers() != null;
  }
}
