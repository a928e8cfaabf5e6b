package io.beckon.engine.flow;

import io.beckon.contract.DecisionPhase;
import io.beckon.engine.Effects;
import io.beckon.engine.policy.Policy;
import io.beckon.engine.shopper.Origin;
import io.beckon.engine.shopper.Run;
import io.beckon.engine.shopper.Shopper;
import org.jspecify.annotations.Nullable;

/** A run while it is moved: whose it is, by which rules, at what time. */
final class Passage {

  final Shopper shopper;
  final Program program;
  final Rulebook rules;
  final Policy policy;
  final DecisionPhase phase;
  final long at;
  final Effects effects;
  Run run;

  Passage(
      Shopper shopper,
      Program program,
      Rulebook rules,
      DecisionPhase phase,
      long at,
      Effects effects,
      Run run) {
    this.shopper = shopper;
    this.program = program;
    this.rules = rules;
    this.policy = rules.policyAt(at);
    this.phase = phase;
    this.at = at;
    this.effects = effects;
    this.run = run;
  }

  Flow flow() {
    return program.flow();
  }

  /** What conditions may ask. */
  ShopperFacts facts() {
    return facts(null);
  }

  /** The same, where the event that happens can be asked about too. */
  ShopperFacts facts(@Nullable Origin happened) {
    return new ShopperFacts(
        shopper, run.origin(), run.id(), at, happened, rules.scoresAt(at), rules.stagesAt(at));
  }

  /** Writes a decision down. */
  void decide(DecisionLog.Entry entry) {
    run = DecisionLog.write(effects, shopper, run, program, policy, phase, at, entry);
  }

  /** Keeps the run as it stands now with the shopper. */
  void keep() {
    shopper.journeys(shopper.journeys().with(run));
  }

  /** The run is over. */
  void drop() {
    shopper.journeys(shopper.journeys().without(run.runId()));
    if (policy.alone().priority() != null) {
      shopper.queue(shopper.queue().reconsideredAt(at));
    }
  }
}
