package io.beckon.engine.score;

import static org.assertj.core.api.Assertions.assertThat;

import io.beckon.engine.flow.load.RuleLoader;
import io.beckon.engine.shopper.Points;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.assertj.core.data.Offset;

/** Points of two ids, added up. */
class MergedPointsProperties {

  private static final Score SCORE =
      RuleLoader.score(
          """
          score: lead
          title: Lead score
          halfLife: 6h
          behaviour:
            - {name: small, on: Small, points: 3, max: 30}
            - {name: big, on: Big, points: 17}
          thresholds:
            - {name: half, points: 20}
          """,
          "lead.yaml",
          1);
  private static final ScoreSet SCORES = new ScoreSet(List.of(SCORE));
  private static final long LATER = 200_000_000L;
  private static final Offset<Double> NEARLY = Offset.offset(1e-9);

  @Provide
  Arbitrary<Points> points() {
    return Combinators.combine(
            Arbitraries.of("small", "big", "flow:x"),
            Arbitraries.doubles().between(0.1, 30),
            Arbitraries.longs().between(0, LATER))
        .as((rule, points, at) -> new Points.Entry("lead", rule, points, at))
        .list()
        .uniqueElements(Points.Entry::rule)
        .ofMaxSize(3)
        .map(Points::new);
  }

  @Property
  void shouldBeTheSameInWhateverOrderAndNoMoreThanBoth(
      @ForAll("points") Points one, @ForAll("points") Points other) {
    Points merged = Counting.merged(SCORES, one, other);

    double sum = SCORE.behaviourPoints(merged, LATER);
    assertThat(sum)
        .isCloseTo(SCORE.behaviourPoints(Counting.merged(SCORES, other, one), LATER), NEARLY);
    double both = SCORE.behaviourPoints(one, LATER) + SCORE.behaviourPoints(other, LATER);
    assertThat(sum).isLessThanOrEqualTo(both + 1e-9);
    for (Points.Entry entry : merged.entries()) {
      assertThat(entry.points()).isLessThanOrEqualTo(SCORE.most(entry.rule()));
    }
    if (merged.entries().stream().noneMatch(e -> e.points() == SCORE.most(e.rule()))) {
      assertThat(sum).isCloseTo(both, NEARLY);
    }
  }

  @Property
  void shouldLeaveAllAsItIsWhenThereIsNothingToAdd(@ForAll("points") Points points) {
    assertThat(Counting.merged(SCORES, points, Points.NONE)).isEqualTo(points);
    assertThat(Counting.merged(SCORES, Points.NONE, points)).isEqualTo(points);
  }

  @Property
  void shouldKeepTheLaterPointsOfAScoreThatIsNotInForce(
      @ForAll("points") Points one, @ForAll("points") Points other) {
    Points merged = Counting.merged(ScoreSet.EMPTY, one, other);
    for (Points.Entry entry : other.entries()) {
      Points.Entry own = one.of("lead", entry.rule());
      assertThat(merged.of("lead", entry.rule()))
          .isEqualTo(own == null || entry.at() > own.at() ? entry : own);
    }
  }
}
