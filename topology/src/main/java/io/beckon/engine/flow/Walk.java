package io.beckon.engine.flow;

import io.beckon.contract.Outcome;
import io.beckon.engine.shopper.Run;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Takes a run from instruction to instruction until it has to wait, or is over. */
final class Walk {

  private final String store;
  private final long settle;
  private final Sends sends;
  private final Endings endings;
  private final Waits waits = new Waits();

  Walk(String store, long settle, Sends sends, Endings endings) {
    this.store = store;
    this.settle = settle;
    this.sends = sends;
    this.endings = endings;
  }

  /** Goes on from the instruction that the run stands at. */
  void on(Passage passage) {
    Audiences.expire(passage, store);
    while (step(passage)) {
      // until it stands still
    }
  }

  /** Goes on from the instruction after the one that the run stands at. */
  void past(Passage passage) {
    next(passage, passage.run.stepAt());
    on(passage);
  }

  /** Goes on now that the time is up for which the run waited. */
  void woken(Passage passage) {
    Run run = passage.run;
    if (passage.program.at(run.position()) instanceof Program.Instruction.Await await) {
      timedOut(passage, await, run.wakeAt());
    } else if (passage.program.at(run.position()) instanceof Program.Instruction.Wait wait
        && wait.step() instanceof Step.WaitUntil) {
      // Judged anew, from here: the shopper may live in another zone by now.
      go(passage, run.position(), run.wakeAt());
    } else if (passage.program.at(run.position()) instanceof Program.Instruction.Audience) {
      // A cap had no room for it: judged anew, and as long after the step was due as before.
      go(passage, run.position(), run.stepAt());
    } else if (passage.program.at(run.position()) instanceof Program.Instruction.End) {
      // It stood here only as long as its last message could be called back.
      go(passage, run.position(), run.wakeAt());
    } else {
      next(passage, run.wakeAt());
    }
    on(passage);
  }

  /** Goes on because an event came that the run waited for. */
  void heard(Passage passage, Step.Await step, String event) {
    passage.decide(continued(step, FlowReasons.EVENT_CAME, event));
    next(passage, passage.at);
    on(passage);
  }

  /** Returns false when the run stands still or is over. */
  private boolean step(Passage passage) {
    Program.Instruction next = passage.program.at(passage.run.position());
    long stepAt = passage.run.stepAt();
    if (next instanceof Program.Instruction.Wait wait) {
      return pause(passage, wait.step());
    } else if (next instanceof Program.Instruction.Await await) {
      long end = stepAt + await.step().timeout().toMillis();
      if (isAhead(passage, end)) {
        return standUntil(passage, end);
      }
      return timedOut(passage, await, Math.max(end, stepAt));
    } else if (next instanceof Program.Instruction.Branch branch) {
      return branch(passage, branch);
    } else if (next instanceof Program.Instruction.Split split) {
      return split(passage, split);
    } else if (next instanceof Program.Instruction.Assign assign) {
      Assignments.apply(passage, assign.step());
      return next(passage, stepAt);
    } else if (next instanceof Program.Instruction.Task task) {
      Tasks.create(passage, store, task.step());
      return next(passage, stepAt);
    } else if (next instanceof Program.Instruction.Audience audience) {
      Long until = Audiences.change(passage, store, audience.step());
      return until == null ? next(passage, stepAt) : standUntil(passage, until);
    } else if (next instanceof Program.Instruction.Jump jump) {
      return go(passage, jump.target(), stepAt);
    } else if (next instanceof Program.Instruction.Send) {
      return send(passage);
    }
    return end(passage);
  }

  private boolean pause(Passage passage, Step.Pause step) {
    Moment.Result end = waits.end(passage, step);
    Long at = end.at();
    if (at == null) {
      passage.decide(failed(step.id(), "wait.by", end.error()));
      endings.end(passage, FlowReasons.CONDITION_FAILED, "wait.by");
      return false;
    }
    long stepAt = passage.run.stepAt();
    if (at > stepAt && isAhead(passage, at)) {
      return standUntil(passage, at);
    }
    return next(passage, Math.max(at, stepAt));
  }

  private boolean isAhead(Passage passage, long end) {
    return end + settle > passage.at;
  }

  private static boolean standUntil(Passage passage, long end) {
    passage.run = passage.run.wakingAt(end);
    passage.keep();
    return false;
  }

  private static boolean timedOut(Passage passage, Program.Instruction.Await await, long at) {
    passage.decide(continued(await.step(), FlowReasons.TIMED_OUT, null));
    return go(passage, await.otherwise(), at);
  }

  private static boolean branch(Passage passage, Program.Instruction.Branch branch) {
    Condition.Result result = branch.step().when().test(passage.facts());
    if (result.failed()) {
      passage.decide(failed(branch.step().id(), "branch.when", result.error()));
    }
    int position = result.holds() ? passage.run.position() + 1 : branch.otherwise();
    return go(passage, position, passage.run.stepAt());
  }

  private boolean split(Passage passage, Program.Instruction.Split split) {
    Splits.Dealt dealt = Splits.deal(store, passage.run.flow(), split.step(), passage.shopper.id());
    passage.decide(Splits.entry(split.step(), dealt));
    return go(passage, split.at(dealt.arm()), passage.run.stepAt());
  }

  private boolean send(Passage passage) {
    if (endings.endsBeforeSend(passage)) {
      return false;
    }
    if (sends.decide(passage, passage.run.stepAt())) {
      passage.keep();
      return false;
    }
    return next(passage, passage.run.stepAt());
  }

  private boolean end(Passage passage) {
    if (!Endings.waitsForCallBack(passage) && !Audiences.holds(passage)) {
      Audiences.leaveAll(passage, store, Audiences.EXPIRED);
      passage.decide(DecisionLog.Entry.ofRun(Outcome.COMPLETED, FlowReasons.FINISHED, null));
      passage.drop();
    }
    return false;
  }

  private static boolean next(Passage passage, long stepAt) {
    return go(passage, passage.run.position() + 1, stepAt);
  }

  private static boolean go(Passage passage, int position, long stepAt) {
    passage.run = passage.run.at(position, stepAt);
    return true;
  }

  private static DecisionLog.Entry continued(Step step, String reason, @Nullable String rule) {
    return new DecisionLog.Entry(
        Outcome.CONTINUED, reason, rule, step.id(), null, null, null, Map.of());
  }

  /** A condition or expression that could not be evaluated. */
  static DecisionLog.Entry failed(@Nullable String step, String rule, String error) {
    return new DecisionLog.Entry(
        Outcome.SKIPPED,
        FlowReasons.CONDITION_FAILED,
        rule,
        step,
        null,
        null,
        null,
        Map.of("error", error));
  }
}
