package io.beckon.engine.flow;

import io.beckon.contract.Outcome;
import io.beckon.engine.EventNames;
import io.beckon.engine.outcome.Outcomes;
import io.beckon.engine.shopper.Origin;
import io.beckon.engine.shopper.PendingSend;
import io.beckon.engine.shopper.Run;
import io.beckon.engine.shopper.SentMessage;
import io.beckon.engine.shopper.Shopper;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Ends runs before their last step: what waits is cancelled, what was sent is called back. */
final class Endings {

  private final String store;

  Endings(String store) {
    this.store = store;
  }

  /** May an event end runs of a flow, or make its exit condition true? */
  static boolean mayEnd(Flow.Exit exit, String eventName) {
    if (exit.when() != null || (exit.onReply() && eventName.equals(EventNames.REPLIED))) {
      return true;
    }
    List<Flow.Exit.On> on = exit.on();
    for (int i = 0; i < on.size(); i++) {
      if (on.get(i).event().equals(eventName)) {
        return true;
      }
    }
    return false;
  }

  /** Ends the run if an event that happened is one that its flow exits on. */
  boolean endsByEvent(Passage passage, String eventName, Supplier<Origin> event) {
    for (Flow.Exit.On on : passage.flow().exit().on()) {
      if (on.event().equals(eventName) && isMeant(passage, on.where(), event)) {
        boolean order = eventName.equals("Order Completed");
        end(passage, order ? FlowReasons.ORDER_COMPLETED : FlowReasons.EXIT_EVENT, eventName);
        return true;
      }
    }
    return endsByReply(passage, eventName, event);
  }

  /** The policy's word on replies, unless the run waits for one or its flow says otherwise. */
  private boolean endsByReply(Passage passage, String eventName, Supplier<Origin> event) {
    if (!eventName.equals(EventNames.REPLIED)
        || !passage.flow().exit().onReply()
        || isAwaited(passage, eventName)) {
      return false;
    }
    Object topic = event.get().event().get("topic");
    boolean ends =
        passage
            .policy
            .replies()
            .ends(topic == null ? null : topic.toString(), passage.flow().purpose());
    if (ends) {
      end(passage, FlowReasons.REPLIED, topic == null ? "replies" : "replies:" + topic);
    }
    return ends;
  }

  private static boolean isAwaited(Passage passage, String eventName) {
    return passage.run.wakeAt() != Run.NO_WAKE
        && passage.program.at(passage.run.position()) instanceof Program.Instruction.Await await
        && await.step().events().contains(eventName);
  }

  /** A condition that can't be evaluated does not end the run, and the decision says why. */
  private static boolean isMeant(
      Passage passage, @Nullable Condition where, Supplier<Origin> event) {
    if (where == null) {
      return true;
    }
    Condition.Result result = where.test(passage.facts(event.get()));
    if (result.failed()) {
      passage.decide(Walk.failed(null, "exit.on.where", result.error()));
      passage.keep();
    }
    return result.holds();
  }

  /** Ends the run if its exit condition is true now. */
  boolean endsByCondition(Passage passage) {
    return endsByCondition(passage, false);
  }

  /**
   * The same before a message is decided, or leaves. A condition that can't be evaluated ends
   * nothing; that is told here, where it matters, and not at each event of the shopper.
   */
  boolean endsBeforeSend(Passage passage) {
    return endsByCondition(passage, true);
  }

  private boolean endsByCondition(Passage passage, boolean tellsFailure) {
    Condition when = passage.flow().exit().when();
    if (when == null) {
      return false;
    }
    Condition.Result result = when.test(passage.facts());
    if (result.failed() && tellsFailure) {
      passage.decide(Walk.failed(null, "exit.when", result.error()));
    }
    if (!result.holds()) {
      return false;
    }
    end(passage, FlowReasons.EXIT_CONDITION, when.source());
    return true;
  }

  /**
   * A run that exits on events is not over while its latest message may still be called back: the
   * order that comes minutes after the last reminder must find it.
   */
  static boolean waitsForCallBack(Passage passage) {
    if (passage.flow().exit().on().isEmpty()) {
      return false;
    }
    long until = passage.at;
    String runId = passage.run.runId();
    for (SentMessage message : passage.shopper.sends().messages()) {
      if (message.runId().equals(runId) && !message.settled()) {
        until = Math.max(until, message.sendBy());
      }
    }
    if (until <= passage.at) {
      return false;
    }
    passage.run = passage.run.wakingAt(until);
    passage.keep();
    return true;
  }

  void end(Passage passage, String reason, String rule) {
    Shopper shopper = passage.shopper;
    String runId = passage.run.runId();
    PendingSend pending = shopper.queue().ofRun(runId);
    if (pending != null) {
      passage.decide(
          new DecisionLog.Entry(
              Outcome.CANCELLED,
              reason,
              rule,
              pending.step(),
              pending.channel(),
              pending.commandId(),
              null,
              Map.of()));
      shopper.queue(shopper.queue().withoutRun(pending.runId()));
    }
    for (SentMessage message : shopper.sends().messages()) {
      if (message.runId().equals(runId) && !message.settled() && message.sendBy() > passage.at) {
        passage.effects.command(Commands.cancel(passage, store, message, reason));
        passage.effects.outcome(Outcomes.calledBack(passage.shopper, message, passage.at));
        shopper.sends(shopper.sends().settled(message.commandId()));
      }
    }
    Audiences.leaveAll(passage, store, reason);
    passage.decide(DecisionLog.Entry.ofRun(Outcome.EXITED, reason, rule));
    passage.drop();
  }
}
