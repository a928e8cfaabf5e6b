package io.beckon.engine.flow;

import io.beckon.engine.policy.Whereabouts;
import io.beckon.engine.shopper.Run;
import java.time.ZoneId;

/** When a wait that a run has come to is over. */
final class Waits {

  private final Whereabouts whereabouts = new Whereabouts();

  /** The end of a wait, or why it can't be reckoned. */
  Moment.Result end(Passage passage, Step.Pause step) {
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

  private long next(Passage passage, Step.WaitUntil until) {
    ZoneId zone = whereabouts.zone(passage.policy, passage.shopper.profile());
    return LocalTimes.next(until.time(), until.days(), zone, passage.run.stepAt());
  }

  private static Moment.Result at(long time) {
    return new Moment.Result(time, "");
  }
}
