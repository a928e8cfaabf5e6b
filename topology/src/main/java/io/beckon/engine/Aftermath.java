package io.beckon.engine;

import io.beckon.engine.SegmentMoves.Cause;
import io.beckon.engine.flow.Rulebook;
import io.beckon.engine.segment.Move;
import io.beckon.engine.shopper.Profile;
import io.beckon.engine.shopper.Shopper;
import java.util.List;

/**
 * What follows when a shopper changed: first from changed stages, then from changed segments and
 * points, then once from the stages that those changed. What that makes of segments is left to
 * time, so that rules which chase each other come to an end.
 */
final class Aftermath {

  private final Lifecycle lifecycle;
  private final SegmentMoves segments;

  Aftermath(Lifecycle lifecycle, SegmentMoves segments) {
    this.lifecycle = lifecycle;
    this.segments = segments;
  }

  /** Could anything follow from a change? */
  boolean concerns(Shopper shopper, Rulebook rules, long at) {
    return segments.concern(shopper, rules, at) || !rules.stagesAt(at).isEmpty();
  }

  /** Does what follows from a change, whatever it was. */
  void follow(Shopper shopper, Shopper.Parts before, Cause cause, Rulebook rules, Effects effects) {
    if (!concerns(shopper, rules, cause.at())) {
      return;
    }
    ofStages(shopper, before.profile(), cause, rules, effects);
    if (segments.concern(shopper, rules, cause.at())) {
      Profile told = shopper.profile();
      segments.follow(shopper, before, cause, rules, effects);
      once(shopper, told, cause, rules, effects);
    }
  }

  /**
   * Does what follows from an event, after its flows.
   *
   * @param stood the profile before it
   * @param seen the parts after it, before its flows
   * @param moves what it changed of segments
   */
  void ofEvent(
      Shopper shopper,
      Profile stood,
      Shopper.Parts seen,
      List<Move> moves,
      boolean segmented,
      Cause cause,
      Rulebook rules,
      Effects effects) {
    ofStages(shopper, stood, cause, rules, effects);
    if (segmented) {
      Profile told = shopper.profile();
      segments.follow(shopper, seen, moves, cause, rules, effects);
      once(shopper, told, cause, rules, effects);
    }
  }

  /** Does what follows from changed stages alone. */
  void ofStages(Shopper shopper, Profile stood, Cause cause, Rulebook rules, Effects effects) {
    lifecycle.follow(shopper, stood, cause, rules, effects);
  }

  private void once(Shopper shopper, Profile told, Cause cause, Rulebook rules, Effects effects) {
    if (!rules.stagesAt(cause.at()).isEmpty()) {
      Shopper.Parts seen = shopper.parts();
      lifecycle.follow(shopper, told, cause, rules, effects);
      segments.postpone(shopper, seen, rules, cause.at());
    }
  }
}
