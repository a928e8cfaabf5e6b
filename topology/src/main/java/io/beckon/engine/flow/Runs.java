package io.beckon.engine.flow;

import io.beckon.contract.DecisionPhase;
import io.beckon.contract.Outcome;
import io.beckon.engine.Effects;
import io.beckon.engine.policy.Judge;
import io.beckon.engine.shopper.Origin;
import io.beckon.engine.shopper.PendingSend;
import io.beckon.engine.shopper.Run;
import io.beckon.engine.shopper.SentMessage;
import io.beckon.engine.shopper.Shopper;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The interpreter: takes runs from step to step. A run moves until it has to wait for a time, or
 * for the release of a send; it stands at the send until that is sent, skipped or cancelled, so
 * that no later step overtakes it.
 */
public final class Runs {

  private final String store;
  private final long settle;
  private final Sends sends;

  /**
   * An interpreter.
   *
   * @param store the shop, part of every id
   * @param settle milliseconds between the time that something is due and its decision
   */
  public Runs(String store, long settle, Judge judge) {
    this.store = store;
    this.settle = settle;
    this.sends = new Sends(store, judge);
  }

  /**
   * Lets the shopper enter the flows that a trigger or event starts.
   *
   * @param stepAt the time that the first wait counts from, epoch milliseconds
   * @param at logical time, epoch milliseconds
   */
  public void start(
      Shopper shopper,
      Rulebook rules,
      List<Program> candidates,
      Origin origin,
      long stepAt,
      long at,
      DecisionPhase phase,
      Effects effects) {
    for (Program program : candidates) {
      Flow flow = program.flow();
      Run run = Entries.newRun(store, shopper, flow, origin, stepAt, at);
      Passage passage = new Passage(shopper, program, rules, phase, at, effects, run);
      Condition filter = flow.trigger().filter();
      if (filter != null) {
        Condition.Result result = filter.test(passage.facts());
        if (result.failed()) {
          passage.decide(failed(null, "trigger.filter", result));
        }
        if (!result.holds()) {
          continue;
        }
      }
      DecisionLog.Entry refusal = Entries.refusal(shopper, flow, origin, at);
      if (refusal != null) {
        passage.decide(refusal);
        continue;
      }
      passage.decide(DecisionLog.Entry.ofRun(Outcome.ENTERED, FlowReasons.STARTED, null));
      Entries.enter(store, shopper, passage.run, flow);
      advance(passage);
    }
  }

  /** A run's wait is over. */
  public void wake(Shopper shopper, Rulebook rules, Run run, long at, Effects effects) {
    Passage passage = passage(shopper, rules, run, DecisionPhase.TIMER, at, effects);
    passage.run = run.at(run.position() + 1, run.wakeAt());
    advance(passage);
  }

  /** A deferred send's time has come: it is judged again, from the first gate. */
  public void rejudge(Shopper shopper, Rulebook rules, PendingSend send, long at, Effects effects) {
    Run run = shopper.journeys().find(send.runId());
    if (run == null) {
      shopper.queue(shopper.queue().withoutRun(send.runId()));
      return;
    }
    Passage passage = passage(shopper, rules, run, DecisionPhase.TIMER, at, effects);
    passage.run = run.at(run.position(), send.notBefore());
    if (endsByCondition(passage)) {
      return;
    }
    if (sends.decide(passage, send.dueAt())) {
      passage.keep();
    } else {
      goOn(passage);
    }
  }

  /**
   * Releases a ready send if it is still right at the time of a tick, and moves its run on.
   *
   * @param at the tick's append time, epoch milliseconds
   * @return was a message sent?
   */
  public boolean release(
      Shopper shopper, Rulebook rules, PendingSend send, long at, Effects effects) {
    Run run = shopper.journeys().find(send.runId());
    if (run == null) {
      shopper.queue(shopper.queue().withoutRun(send.runId()));
      return false;
    }
    Passage passage = passage(shopper, rules, run, DecisionPhase.RELEASE, at, effects);
    if (endsByCondition(passage)) {
      return false;
    }
    Sends.Released released = sends.release(passage, send);
    if (released == Sends.Released.DEFERRED) {
      passage.keep();
      return false;
    }
    goOn(passage);
    return released == Sends.Released.SENT;
  }

  /** Ends the runs that exit on an event that happened, or whose exit condition is true now. */
  public void exits(Shopper shopper, Rulebook rules, String eventName, long at, Effects effects) {
    for (Run run : shopper.journeys().runs()) {
      Program program = rules.find(run.flow(), run.version());
      if (program == null) {
        continue;
      }
      Passage passage = new Passage(shopper, program, rules, DecisionPhase.EVENT, at, effects, run);
      Flow.Exit exit = program.flow().exit();
      if (exit.on().contains(eventName)) {
        boolean order = eventName.equals("Order Completed");
        end(passage, order ? FlowReasons.ORDER_COMPLETED : FlowReasons.EXIT_EVENT, eventName);
        continue;
      }
      endsByCondition(passage);
    }
  }

  private Passage passage(
      Shopper shopper, Rulebook rules, Run run, DecisionPhase phase, long at, Effects effects) {
    Program program = rules.find(run.flow(), run.version());
    if (program == null) {
      throw new IllegalStateException(
          "flow " + run.flow() + " version " + run.version() + " is not known in this partition");
    }
    return new Passage(shopper, program, rules, phase, at, effects, run);
  }

  private void goOn(Passage passage) {
    passage.run = passage.run.at(passage.run.position() + 1, passage.run.stepAt());
    advance(passage);
  }

  private void advance(Passage passage) {
    while (true) {
      Program.Instruction next = passage.program.at(passage.run.position());
      int position = passage.run.position();
      if (next instanceof Program.Instruction.Wait wait) {
        long target = target(passage.run, wait.step());
        if (target + settle > passage.at) {
          passage.run = passage.run.wakingAt(target);
          passage.keep();
          return;
        }
        passage.run = passage.run.at(position + 1, Math.max(target, passage.run.stepAt()));
      } else if (next instanceof Program.Instruction.Branch branch) {
        Condition.Result result = branch.step().when().test(passage.facts());
        if (result.failed()) {
          passage.decide(failed(branch.step().id(), "branch.when", result));
        }
        passage.run =
            passage.run.at(
                result.holds() ? position + 1 : branch.otherwise(), passage.run.stepAt());
      } else if (next instanceof Program.Instruction.Jump jump) {
        passage.run = passage.run.at(jump.target(), passage.run.stepAt());
      } else if (next instanceof Program.Instruction.Send) {
        if (endsByCondition(passage)) {
          return;
        }
        if (sends.decide(passage, passage.run.stepAt())) {
          passage.keep();
          return;
        }
        passage.run = passage.run.at(position + 1, passage.run.stepAt());
      } else if (waitsForCallBack(passage)) {
        return;
      } else {
        passage.decide(DecisionLog.Entry.ofRun(Outcome.COMPLETED, FlowReasons.FINISHED, null));
        passage.drop();
        return;
      }
    }
  }

  /** Ends the run if its exit condition is true now. */
  private boolean endsByCondition(Passage passage) {
    Condition when = passage.flow().exit().when();
    if (when == null || !when.test(passage.facts()).holds()) {
      return false;
    }
    end(passage, FlowReasons.EXIT_CONDITION, when.source());
    return true;
  }

  /**
   * A run that exits on events is not over while its latest message may still be called back: the
   * order that comes minutes after the last reminder must find it.
   */
  private static boolean waitsForCallBack(Passage passage) {
    if (passage.flow().exit().on().isEmpty()) {
      return false;
    }
    long until = passage.at;
    for (SentMessage message : passage.shopper.sends().messages()) {
      if (message.runId().equals(passage.run.runId()) && !message.settled()) {
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

  private void end(Passage passage, String reason, String rule) {
    Shopper shopper = passage.shopper;
    PendingSend pending = shopper.queue().ofRun(passage.run.runId());
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
      if (message.runId().equals(passage.run.runId())
          && !message.settled()
          && message.sendBy() > passage.at) {
        passage.effects.command(Commands.cancel(passage, store, message, reason));
        shopper.sends(shopper.sends().settled(message.commandId()));
      }
    }
    passage.decide(DecisionLog.Entry.ofRun(Outcome.EXITED, reason, rule));
    passage.drop();
  }

  private static long target(Run run, Step.Wait wait) {
    long base = wait.base() == Step.Wait.Base.IDLE_SINCE ? run.origin().idleSince() : run.stepAt();
    return base + wait.duration().toMillis();
  }

  private static DecisionLog.Entry failed(
      @Nullable String step, String rule, Condition.Result result) {
    return new DecisionLog.Entry(
        Outcome.SKIPPED,
        FlowReasons.CONDITION_FAILED,
        rule,
        step,
        null,
        null,
        null,
        Map.of("error", result.error()));
  }
}
