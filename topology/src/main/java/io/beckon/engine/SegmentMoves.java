package io.beckon.engine;

import io.beckon.contract.DecisionPhase;
import io.beckon.engine.flow.Program;
import io.beckon.engine.flow.Rulebook;
import io.beckon.engine.flow.Runs;
import io.beckon.engine.score.ScoreAtLeast;
import io.beckon.engine.segment.Memberships;
import io.beckon.engine.segment.Move;
import io.beckon.engine.shopper.Journeys;
import io.beckon.engine.shopper.Membership;
import io.beckon.engine.shopper.Origin;
import io.beckon.engine.shopper.Shopper;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Keeps up who is in which segment, and what follows for flows when that changes: runs end or go
 * on, and others begin. What a flow sets may change segments again; but each changes at most once
 * in a decision, and the rest follows by time.
 */
final class SegmentMoves {

  static final String ENTERED = "Segment Entered";
  static final String LEFT = "Segment Left";

  private final String store;
  private final Memberships memberships;
  private final Runs runs;
  private final Lifecycle lifecycle;

  SegmentMoves(String store, long cartTtl, Runs runs, Lifecycle lifecycle) {
    this.lifecycle = lifecycle;
    this.store = store;
    this.memberships = new Memberships(cartTtl);
    this.runs = runs;
  }

  /**
   * What makes memberships change.
   *
   * @param id unique for the shopper
   * @param stepAt the time that the first wait of a run counts from, epoch milliseconds
   * @param at logical time, epoch milliseconds
   * @param except ids of flows that do not begin by it
   */
  record Cause(String id, long stepAt, long at, DecisionPhase phase, Set<String> except) {

    /** What any flow may begin by. */
    Cause(String id, long stepAt, long at, DecisionPhase phase) {
      this(id, stepAt, at, phase, Set.of());
    }
  }

  /** Is there anything to keep up? */
  boolean concern(Shopper shopper, Rulebook rules, long at) {
    return !rules.segmentsAt(at).isEmpty() || !shopper.journeys().membership().isNone();
  }

  /** Lets time alone change nothing, until the shopper is looked at again. */
  static void disarm(Shopper shopper) {
    Journeys journeys = shopper.journeys();
    shopper.journeys(
        journeys.with(new Membership(journeys.membership().segments(), Membership.NEVER)));
  }

  /** Brings memberships up to date and returns what changed. */
  List<Move> update(Shopper shopper, Shopper.Parts before, Rulebook rules, long at) {
    return memberships.update(shopper, before, rules.segmentsAt(at), at, Set.of());
  }

  /**
   * Leaves to time what a release changed: one message after another could leave at the same moment
   * otherwise, where flows chase each other.
   */
  void postpone(Shopper shopper, Shopper.Parts before, Rulebook rules, long at) {
    memberships.postpone(shopper, before, rules.segmentsAt(at), at);
  }

  /** Brings memberships up to date, and does what follows. */
  void follow(Shopper shopper, Shopper.Parts before, Cause cause, Rulebook rules, Effects effects) {
    List<Move> moves = update(shopper, before, rules, cause.at());
    if (!moves.isEmpty()) {
      follow(shopper, shopper.parts(), moves, cause, rules, effects);
    }
  }

  /**
   * Does what follows for flows.
   *
   * @param seen the shopper when these changes were found
   */
  void follow(
      Shopper shopper,
      Shopper.Parts seen,
      List<Move> found,
      Cause cause,
      Rulebook rules,
      Effects effects) {
    Set<String> moved = Set.of();
    Shopper.Parts latest = seen;
    List<Move> moves = found;
    do {
      moved = and(moved, moves);
      for (Move move : moves) {
        tell(shopper, move, cause, rules, effects);
      }
      moves = memberships.update(shopper, latest, rules.segmentsAt(cause.at()), cause.at(), moved);
      latest = shopper.parts();
    } while (!moves.isEmpty());
  }

  private static Set<String> and(Set<String> moved, List<Move> moves) {
    if (moves.isEmpty()) {
      return moved;
    }
    Set<String> all = new HashSet<>(moved);
    moves.forEach(move -> all.add(move.segment().id()));
    return all;
  }

  private void tell(Shopper shopper, Move move, Cause cause, Rulebook rules, Effects effects) {
    long at = cause.at();
    boolean threshold = move.segment().when() instanceof ScoreAtLeast;
    if (!threshold && shopper.journeys().runs().isEmpty() && rules.startedBy(move, at).isEmpty()) {
      return; // nobody asks what happened
    }
    Origin origin = told(shopper, move, cause, rules, effects);
    if (!shopper.journeys().runs().isEmpty()) {
      runs.exits(shopper, rules, origin.eventName(), () -> origin, at, cause.phase(), effects);
      runs.heard(shopper, rules, origin.eventName(), () -> origin, at, cause.phase(), effects);
    }
    List<Program> started =
        rules.startedBy(move, at).stream()
            .filter(program -> !cause.except().contains(program.flow().id()))
            .toList();
    if (!started.isEmpty()) {
      runs.start(shopper, rules, started, origin, cause.stepAt(), at, cause.phase(), effects);
    }
  }

  private Origin told(Shopper shopper, Move move, Cause cause, Rulebook rules, Effects effects) {
    Origin origin = origin(move, cause);
    if (move.segment().when() instanceof ScoreAtLeast reached) {
      origin = lifecycle.threshold(shopper, reached, move.entered(), origin, cause, rules, effects);
      lifecycle.heard(shopper, origin, cause, rules);
    }
    return origin;
  }

  private Origin origin(Move move, Cause cause) {
    String name = move.entered() ? ENTERED : LEFT;
    return new Origin(
        Ids.of("segment", store, move.segment().id(), name, cause.id()),
        null,
        cause.at(),
        null,
        List.of(),
        null,
        null,
        null,
        null,
        name,
        Map.of("segment", move.segment().id(), "version", (long) move.segment().version()));
  }
}
