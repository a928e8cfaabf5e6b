package io.beckon.engine.flow;

import io.beckon.contract.CouponAction;
import io.beckon.contract.CouponChanged;
import io.beckon.contract.DecisionPhase;
import io.beckon.contract.Outcome;
import io.beckon.engine.Effects;
import io.beckon.engine.Surroundings;
import io.beckon.engine.contact.Questions;
import io.beckon.engine.policy.Verdict;
import io.beckon.engine.shopper.Journeys;
import io.beckon.engine.shopper.Origin;
import io.beckon.engine.shopper.PendingSend;
import io.beckon.engine.shopper.Profile;
import io.beckon.engine.shopper.Run;
import io.beckon.engine.shopper.SendQueue;
import io.beckon.engine.shopper.Shopper;
import java.util.List;
import java.util.function.Supplier;

/**
 * The interpreter: takes runs from step to step. A run moves until it has to wait for a time, or
 * for the release of a send; it stands at the send until that is sent, skipped or cancelled, so
 * that no later step overtakes it.
 */
public final class Runs {

  private final String store;
  private final Sends sends;
  private final Endings endings;
  private final CallBacks callBacks;
  private final Walk walk;

  /**
   * An interpreter.
   *
   * @param with what the engine finds around it
   * @param contacts asked before a message leaves for an address that others have too
   */
  public Runs(Surroundings with, Questions contacts) {
    this.store = with.store();
    this.sends = new Sends(with, contacts);
    this.endings = new Endings(store);
    this.callBacks = new CallBacks(store);
    this.walk = new Walk(store, with.settings().settle(), sends, endings);
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
          passage.decide(Walk.failed(null, "trigger.filter", result.error()));
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
      if (Entries.heldOut(store, shopper, flow)) {
        passage.decide(Entries.holdOut(shopper, run, flow));
        continue;
      }
      passage.decide(DecisionLog.Entry.ofRun(Outcome.ENTERED, FlowReasons.STARTED, null));
      Entries.enter(shopper, passage.run, flow);
      walk.on(passage);
    }
  }

  /** A run's wait is over. */
  public void wake(Shopper shopper, Rulebook rules, Run run, long at, Effects effects) {
    Passage passage = passage(shopper, rules, run, DecisionPhase.TIMER, at, effects);
    walk.woken(passage);
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
    if (endings.endsBeforeSend(passage)) {
      return;
    }
    if (sends.decide(passage, send.dueAt())) {
      passage.keep();
    } else {
      walk.past(passage);
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
    if (endings.endsBeforeSend(passage)) {
      return false;
    }
    Sends.Released released = sends.release(passage, send);
    if (released == Sends.Released.DEFERRED || released == Sends.Released.ASKED) {
      passage.keep();
      return false;
    }
    walk.past(passage);
    return released == Sends.Released.SENT;
  }

  /** The shop refused a code: offers with it are not made to the shopper any more. */
  public void denied(Shopper shopper, CouponChanged coupon, long at) {
    String code = coupon.getCode();
    if (coupon.getAction() == CouponAction.DENIED && code != null && !code.isBlank()) {
      shopper.sends(shopper.sends().remembering(Offers.denied(code.strip()), at));
    }
  }

  /**
   * Calls back what left and may not reach the shopper any more.
   *
   * @param before the profile before it was changed
   */
  public void changed(Shopper shopper, Profile before, Rulebook rules, long at, Effects effects) {
    callBacks.changed(shopper, before, rules, at, effects);
  }

  /** A contact did not allow a send: does what follows from it. */
  public void refused(
      Shopper shopper,
      Rulebook rules,
      PendingSend send,
      Verdict verdict,
      long at,
      Effects effects) {
    Run run = shopper.journeys().find(send.runId());
    if (run == null) {
      shopper.queue(shopper.queue().withoutRun(send.runId()));
      return;
    }
    Passage passage = passage(shopper, rules, run, DecisionPhase.RELEASE, at, effects);
    if (sends.refused(passage, send, verdict)) {
      passage.keep();
    } else {
      walk.past(passage);
    }
  }

  /**
   * Ends the runs that exit on an event that happened, or whose exit condition is true now.
   *
   * @param event what conditions may ask of it; asked for only when a run has one on it
   */
  public void exits(
      Shopper shopper,
      Rulebook rules,
      String eventName,
      Supplier<Origin> event,
      long at,
      DecisionPhase phase,
      Effects effects) {
    List<Run> runs = shopper.journeys().runs();
    for (int i = 0; i < runs.size(); i++) { // with each event: without an iterator
      Run run = runs.get(i);
      Program program = rules.find(run.flow(), run.version());
      if (program == null || !Endings.mayEnd(program.flow().exit(), eventName)) {
        continue;
      }
      Passage passage = new Passage(shopper, program, rules, phase, at, effects, run);
      if (!endings.endsByEvent(passage, eventName, event)) {
        endings.endsByCondition(passage);
      }
    }
  }

  /**
   * Moves the runs on that wait for an event that happened.
   *
   * @param event what conditions may ask of it; asked for only when a run waits for it
   */
  public void heard(
      Shopper shopper,
      Rulebook rules,
      String eventName,
      Supplier<Origin> event,
      long at,
      DecisionPhase phase,
      Effects effects) {
    List<Run> runs = shopper.journeys().runs();
    for (int i = 0; i < runs.size(); i++) {
      Run run = runs.get(i);
      Program program = run.wakeAt() == Run.NO_WAKE ? null : rules.find(run.flow(), run.version());
      if (program != null
          && program.at(run.position()) instanceof Program.Instruction.Await await
          && await.step().events().contains(eventName)) {
        heard(passage(shopper, rules, run, phase, at, effects), await.step(), event);
      }
    }
  }

  private void heard(Passage passage, Step.Await step, Supplier<Origin> event) {
    Origin happened = event.get();
    Condition where = step.where();
    if (where != null) {
      Condition.Result result = where.test(passage.facts(happened));
      if (result.failed()) {
        passage.decide(Walk.failed(step.id(), "wait.where", result.error()));
        passage.keep();
      }
      if (!result.holds()) {
        return;
      }
    }
    walk.heard(passage, step, happened.eventName());
  }

  /**
   * What another id of a shopper brings.
   *
   * @param ownOrderedAt time of the shopper's latest order under the own id, epoch milliseconds; 0:
   *     none
   * @param orderedAt the same under the other id
   */
  public record Other(Journeys journeys, SendQueue queue, long ownOrderedAt, long orderedAt) {}

  /** Merges the runs and sends of another id of the shopper. */
  public void merge(Shopper shopper, Other other, Rulebook rules, long at, Effects effects) {
    new MergedRuns(endings, shopper, rules, at, effects).merge(other);
  }

  /** Ends all runs of a shopper who is to be forgotten. */
  public void erase(Shopper shopper, Rulebook rules, long at, Effects effects) {
    new MergedRuns(endings, shopper, rules, at, effects).erase();
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
}
