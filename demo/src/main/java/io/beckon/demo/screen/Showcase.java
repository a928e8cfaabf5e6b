package io.beckon.demo.screen;

import io.beckon.contract.AbandonmentTrigger;
import io.beckon.contract.CommandAction;
import io.beckon.contract.Decision;
import io.beckon.contract.Outcome;
import io.beckon.contract.SendCommand;
import io.beckon.contract.Task;
import io.beckon.engine.flow.FlowReasons;
import io.beckon.engine.policy.Reasons;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Chooses the few messages that are shown whole: the first of each kind worth seeing. */
public final class Showcase {

  private enum Kind {
    REMINDER,
    WITH_OFFER,
    AFTER_QUIET_HOURS,
    CANCELLED,
    TASK
  }

  private final Consumer<List<String>> print;
  private final Set<Kind> wanted = EnumSet.allOf(Kind.class);
  private final Map<String, AbandonmentTrigger> triggers = new HashMap<>();
  private final Map<String, String> triggerOfRun = new HashMap<>();
  private final Map<String, Decision> quiet = new HashMap<>();

  /** A showcase that prints cards of several lines. */
  public Showcase(Consumer<List<String>> print) {
    this.print = print;
  }

  /** A trigger came out. */
  public void trigger(AbandonmentTrigger trigger) {
    triggers.put(trigger.getTriggerId(), trigger);
  }

  /** A decision came out. */
  public void decision(Decision decision) {
    triggerOfRun.putIfAbsent(decision.getRunId(), decision.getOriginId());
    String commandId = decision.getCommandId();
    if (commandId == null) {
      return;
    }
    if (decision.getOutcome() == Outcome.DEFERRED
        && decision.getReason().equals(Reasons.QUIET_HOURS)) {
      quiet.putIfAbsent(commandId, decision);
    } else if (decision.getOutcome() == Outcome.CANCELLED
        && decision.getReason().equals(FlowReasons.ORDER_COMPLETED)
        && wanted.remove(Kind.CANCELLED)) {
      print.accept(Card.cancelled(decision, because(decision.getRunId()), quiet.get(commandId)));
    }
  }

  /** A command came out. */
  public void command(SendCommand command) {
    if (command.getAction() != CommandAction.SEND) {
      return;
    }
    Decision held = quiet.get(command.getCommandId());
    Kind kind =
        held != null
            ? Kind.AFTER_QUIET_HOURS
            : command.getOffer() != null ? Kind.WITH_OFFER : Kind.REMINDER;
    if (wanted.remove(kind)) {
      print.accept(Card.sent(command, because(command.getRunId()), held));
    }
  }

  /** A task came out. */
  public void task(Task task) {
    if (wanted.remove(Kind.TASK)) {
      print.accept(Card.task(task));
    }
  }

  private @Nullable AbandonmentTrigger because(String runId) {
    String triggerId = triggerOfRun.get(runId);
    return triggerId == null ? null : triggers.get(triggerId);
  }
}
