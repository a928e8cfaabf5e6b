package io.beckon.engine;

import io.beckon.contract.Decision;
import io.beckon.contract.Outcome;
import io.beckon.contract.ShopperEvent;
import io.beckon.engine.SegmentMoves.Cause;
import io.beckon.engine.flow.Facts;
import io.beckon.engine.flow.FlowReasons;
import io.beckon.engine.flow.Program;
import io.beckon.engine.flow.Rulebook;
import io.beckon.engine.flow.Runs;
import io.beckon.engine.flow.ShopperFacts;
import io.beckon.engine.outcome.Outcomes;
import io.beckon.engine.score.Counting;
import io.beckon.engine.score.Score;
import io.beckon.engine.score.ScoreAtLeast;
import io.beckon.engine.score.ScoreSet;
import io.beckon.engine.shopper.Id;
import io.beckon.engine.shopper.Origin;
import io.beckon.engine.shopper.Points;
import io.beckon.engine.shopper.Profile;
import io.beckon.engine.shopper.Shopper;
import io.beckon.engine.stage.StageMove;
import io.beckon.engine.stage.StageSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Keeps up scores and stages, writes down each movement, and does what follows for flows. */
final class Lifecycle {

  static final String REACHED = "Score Reached";
  static final String DROPPED = "Score Dropped";
  static final String STAGE_CHANGED = "Stage Changed";

  private final String store;
  private final Runs runs;

  Lifecycle(String store, Runs runs) {
    this.store = store;
    this.runs = runs;
  }

  /**
   * Counts an event for scores, and lets it move the shopper between stages.
   *
   * @param at its append time, epoch milliseconds
   * @param saidAt when it happened, not after that
   */
  @SuppressWarnings("ReferenceEquality") // parts are values: another one is a change
  static void heard(Shopper shopper, ShopperEvent event, long at, long saidAt, Rulebook rules) {
    ScoreSet scores = rules.scoresAt(at);
    StageSet stages = rules.stagesAt(at);
    if (scores.isEmpty() && stages.isEmpty()) {
      return;
    }
    String name = EventNames.of(event.getPayload());
    boolean counts = scores.listen(name);
    if (!counts && !stages.listen(name)) {
      return;
    }
    Supplier<Facts> facts = once(() -> facts(shopper, EventOrigins.of(event, name, at), at, rules));
    if (counts) {
      Points points = shopper.head().points();
      Points next = Counting.event(scores, points, name, facts, saidAt);
      if (next != points) {
        shopper.head(shopper.head().with(next));
      }
    }
    shopper.profile(stages.after(shopper, name, facts));
  }

  /** Facts look at the shopper as they stand when they are asked, so that one is enough. */
  private static Supplier<Facts> once(Supplier<Facts> facts) {
    return new Supplier<>() {
      private @Nullable Facts known;

      @Override
      public Facts get() {
        Facts same = known;
        if (same == null) {
          same = facts.get();
          known = same;
        }
        return same;
      }
    };
  }

  private static Facts facts(Shopper shopper, Origin happened, long at, Rulebook rules) {
    return new ShopperFacts(
        shopper, Origin.NONE, Id.NONE, at, happened, rules.scoresAt(at), rules.stagesAt(at));
  }

  /**
   * Writes a threshold down that was reached, or is reached no more, and says what is told of it.
   */
  Origin threshold(
      Shopper shopper,
      ScoreAtLeast reached,
      boolean up,
      Origin move,
      Cause cause,
      Rulebook rules,
      Effects effects) {
    Score score = reached.score();
    Facts facts = facts(shopper, Origin.NONE, cause.at(), rules);
    long points = ScoreSet.whole(score.total(facts));
    String reasons = String.join(", ", ScoreSet.reasons(score, facts));
    Map<String, String> inputs = new LinkedHashMap<>();
    inputs.put("threshold", reached.threshold().name());
    inputs.put("wanted", Integer.toString(reached.threshold().points()));
    inputs.put("points", Long.toString(points));
    inputs.put("reasons", reasons);
    write(
        shopper,
        ScoreAtLeast.PREFIX + score.id(),
        score.version(),
        score.hash(),
        up ? FlowReasons.SCORE_REACHED : FlowReasons.SCORE_DROPPED,
        reached.threshold().name(),
        inputs,
        cause,
        effects);
    return named(
        move,
        up ? REACHED : DROPPED,
        Map.of(
            "score",
            score.id(),
            "threshold",
            reached.threshold().name(),
            "points",
            points,
            "reasons",
            reasons));
  }

  /** Lets what is told of a threshold move the shopper between stages. */
  void heard(Shopper shopper, Origin told, Cause cause, Rulebook rules) {
    shopper.profile(
        rules
            .stagesAt(cause.at())
            .after(shopper, told.eventName(), () -> facts(shopper, told, cause.at(), rules)));
  }

  /**
   * Writes each movement between stages down and does what follows for flows: runs end or go on,
   * and others begin. A flow only moves a shopper on, so that this ends.
   *
   * @param before the profile when the latest movement had been told
   */
  void follow(Shopper shopper, Profile before, Cause cause, Rulebook rules, Effects effects) {
    StageSet stages = rules.stagesAt(cause.at());
    Profile told = before;
    while (!stages.isEmpty()) {
      Profile now = shopper.profile();
      List<StageMove> moves = stages.between(told, now);
      if (moves.isEmpty()) {
        return;
      }
      told = now;
      for (StageMove move : moves) {
        tell(shopper, move, cause, rules, effects);
      }
    }
  }

  private void tell(Shopper shopper, StageMove move, Cause cause, Rulebook rules, Effects effects) {
    String ladder = move.ladder().id();
    Map<String, String> inputs = new LinkedHashMap<>();
    inputs.put("from", move.from());
    inputs.put("to", move.to());
    write(
        shopper,
        "stages:" + ladder,
        move.ladder().version(),
        move.ladder().hash(),
        FlowReasons.STAGE_CHANGED,
        move.to(),
        inputs,
        cause,
        effects);
    long at = cause.at();
    boolean running = !shopper.journeys().runs().isEmpty();
    if (!running && rules.startedBy(move, at).isEmpty()) {
      return; // nobody asks what happened
    }
    Origin origin =
        new Origin(
            Ids.of("stage", store, ladder, move.from(), move.to(), cause.id()),
            null,
            cause.at(),
            null,
            List.of(),
            null,
            null,
            null,
            null,
            STAGE_CHANGED,
            Map.of("stages", ladder, "from", move.from(), "to", move.to()));
    if (running) {
      runs.exits(shopper, rules, STAGE_CHANGED, () -> origin, at, cause.phase(), effects);
      runs.heard(shopper, rules, STAGE_CHANGED, () -> origin, at, cause.phase(), effects);
    }
    List<Program> started = rules.startedBy(move, at);
    if (!started.isEmpty()) {
      runs.start(shopper, rules, started, origin, cause.stepAt(), at, cause.phase(), effects);
    }
  }

  private static Origin named(Origin move, String name, Map<String, Object> properties) {
    return new Origin(
        move.id(),
        null,
        move.idleSince(),
        null,
        List.of(),
        null,
        null,
        null,
        null,
        name,
        properties);
  }

  /** A record among the decisions, for measurement and for people: no flow decided it. */
  private void write(
      Shopper shopper,
      String rule,
      int version,
      String hash,
      String reason,
      String what,
      Map<String, String> inputs,
      Cause cause,
      Effects effects) {
    String id = Ids.of("movement", store, shopper.id(), rule, reason, what, cause.id());
    Decision moved =
        Decision.newBuilder()
            .setDecisionId(id)
            .setShopperId(shopper.id())
            .setAt(cause.at())
            .setPhase(cause.phase())
            .setFlow(rule)
            .setFlowVersion(version)
            .setRunId("")
            .setOriginId(cause.id())
            .setOutcome(Outcome.MOVED)
            .setReason(reason)
            .setRule(what)
            .setInputs(inputs)
            .setRulesHash(hash)
            .build();
    effects.decision(moved);
    effects.outcome(Outcomes.moved(shopper, moved));
  }
}
