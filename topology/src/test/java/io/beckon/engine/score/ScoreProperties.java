package io.beckon.engine.score;

import static io.beckon.engine.FlowScenario.replaying;
import static io.beckon.engine.People.custom;
import static org.assertj.core.api.Assertions.assertThat;

import io.beckon.contract.Decision;
import io.beckon.contract.Outcome;
import io.beckon.engine.FlowScenario;
import io.beckon.engine.flow.load.RuleLoader;
import io.beckon.engine.shopper.Points;
import io.beckon.model.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Random histories, against a model that adds up each event by itself and steps through time. */
class ScoreProperties {

  private static final String SCORE =
      """
      score: lead
      title: Lead score
      halfLife: 6h
      behaviour:
        - {name: small, on: Small, points: 3}
        - {name: big, on: Big, points: 17}
      thresholds:
        - {name: half, points: 20}
        - {name: whole, points: 45}
      """;
  private static final double HALF_LIFE = 6 * 3_600_000.0;

  record Step(String event, int minutes, boolean reload) {}

  @Provide
  Arbitrary<List<Step>> histories() {
    return Combinators.combine(
            Arbitraries.of("Small", "Big", "Other"),
            Arbitraries.integers().between(0, 400),
            Arbitraries.of(true, false))
        .as(Step::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(40);
  }

  @Property(tries = 150)
  void shouldHoldThePointsThatTheModelHas(@ForAll("histories") List<Step> steps) {
    FlowScenario scenario = replaying().scored(SCORE);
    Score score = RuleLoader.score(SCORE, "lead.yaml", 1);
    List<long[]> counted = new ArrayList<>();
    long now = Clock.at("10:00");
    for (Step step : steps) {
      now += step.minutes() * 60_000L;
      if (step.reload()) {
        scenario.reload("ann");
      }
      scenario.at(Clock.print(now), custom(step.event(), Map.of(), "ann"));
      if (!step.event().equals("Other")) {
        counted.add(new long[] {now, step.event().equals("Big") ? 17 : 3});
      }
      Points points = scenario.shopper("ann").head().points();
      assertThat(score.behaviourPoints(points, now))
          .isCloseTo(model(counted, now), org.assertj.core.data.Offset.offset(1e-6));
    }
  }

  /** Told in turn, and each where the model's points cross: in memory or not, late or not. */
  @Property(tries = 150)
  void shouldTellEveryCrossingOfTheModelOnce(@ForAll("histories") List<Step> steps) {
    FlowScenario reloaded = replaying().scored(SCORE);
    FlowScenario kept = replaying().scored(SCORE);
    List<long[]> counted = new ArrayList<>();
    long now = Clock.at("10:00");
    List<String> expected = new ArrayList<>();
    boolean[] reached = new boolean[2];
    for (Step step : steps) {
      long next = now + step.minutes() * 60_000L;
      drops(counted, now, next, reached, expected);
      now = next;
      var event = custom(step.event(), Map.of(), "ann");
      kept.at(Clock.print(now), event);
      if (step.reload()) {
        reloaded.reload("ann");
      }
      reloaded.at(Clock.print(now), event);
      if (!step.event().equals("Other")) {
        counted.add(new long[] {now, step.event().equals("Big") ? 17 : 3});
      }
      byEvent(counted, now, reached, expected);
    }
    drops(counted, now, now + 90 * 3_600_000L, reached, expected);
    kept.pass(Clock.print(now + 90 * 3_600_000L));
    reloaded.pass(Clock.print(now + 90 * 3_600_000L));

    assertThat(told(reloaded)).isEqualTo(told(kept));
    List<String> told = told(kept);
    assertThat(told).hasSameSizeAs(expected);
    for (int i = 0; i < told.size(); i++) {
      assertThat(what(told.get(i))).isEqualTo(what(expected.get(i)));
      assertThat(when(expected.get(i)) - when(told.get(i)))
          .as("at the latest when it is settled: %s", told.get(i))
          .isBetween(0L, 30_000L);
    }
  }

  private static String what(String line) {
    return line.substring(0, line.indexOf(' ', line.indexOf(' ') + 1));
  }

  private static long when(String line) {
    return Clock.at(line.substring(what(line).length() + 1));
  }

  private static void byEvent(
      List<long[]> counted, long now, boolean[] reached, List<String> expected) {
    for (int i = 0; i < 2; i++) {
      boolean holds = model(counted, now) >= threshold(i);
      if (holds != reached[i]) {
        reached[i] = holds;
        expected.add(
            (holds ? "SCORE_REACHED " : "SCORE_DROPPED ") + name(i) + " " + Clock.print(now));
      }
    }
  }

  /** Time alone: decided thirty seconds after the moment, when no event came before that. */
  private static void drops(
      List<long[]> counted, long from, long to, boolean[] reached, List<String> expected) {
    for (int i = 1; i >= 0; i--) {
      if (reached[i]) {
        long moment = firstBelow(counted, from, to, threshold(i));
        if (moment + 30_000 <= to) {
          reached[i] = false;
          expected.add("SCORE_DROPPED " + name(i) + " " + Clock.print(moment + 30_000));
        }
      }
    }
  }

  private static long firstBelow(List<long[]> counted, long from, long to, int threshold) {
    long low = from;
    long high = to + 1;
    while (low < high) {
      long middle = (low + high) >>> 1;
      if (model(counted, middle) >= threshold) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private static double model(List<long[]> counted, long at) {
    double sum = 0;
    for (long[] each : counted) {
      sum += each[1] * Math.exp(-Math.log(2) * (at - each[0]) / HALF_LIFE);
    }
    return sum;
  }

  private static int threshold(int i) {
    return i == 0 ? 20 : 45;
  }

  private static String name(int i) {
    return i == 0 ? "half" : "whole";
  }

  private static List<String> told(FlowScenario scenario) {
    return scenario.decisions().stream()
        .filter(d -> d.getOutcome() == Outcome.MOVED)
        .map(ScoreProperties::line)
        .toList();
  }

  private static String line(Decision move) {
    return move.getReason() + " " + move.getRule() + " " + Clock.print(move.getAt());
  }
}
