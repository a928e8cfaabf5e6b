package io.beckon.engine.flow;

import io.beckon.engine.policy.Zones;
import io.beckon.engine.shopper.Run;

/** When a wait that a run has come to is over. */
final class Waits {

  private Waits() {}

  /** The end of a wait, or why it can't be reckoned. */
  static Moment.Result end(Passage passage, Step.Pause step) {
    Run run = passage.run;
    if (step instanceof Step.Wait wait) {
      long base =
          wait.base() == Step.Wait.Base.IDLE_SINCE ? run.origin().idleSince() : run.stepAt();
      return at(base + wait.duration().toMillis());
    }
    if (step instanceof Step.WaitUntil until) {
      return at(next(passage, until));
    }
    return ((Step.WaitBy) step).moment().after(run.stepAt(), passage.facts());
  }

  private static long next(Passage passage, Step.WaitUntil until) {
    Zones.Located located = Zones.of(passage.policy, passage.shopper.profile().contact());
    return LocalTimes.next(until.time(), until.days(), located.zone(), passage.run.stepAt());
  }

  private static Moment.Result at(long time) {
    return new Moment.Result(time, "");
  }
}
