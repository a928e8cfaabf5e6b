package io.beckon.engine.flow.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.beckon.engine.score.Score;
import io.beckon.engine.stage.Stages;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Scores and stages: what is read, and what is said of a wrong file. */
class LifecycleReadersTest {

  static final String SCORE =
      """
      score: lead
      title: Lead score
      description: How ready they are
      halfLife: 14d
      fit:
        - {name: near, when: shopper.country == "DE", points: -5}
      behaviour:
        - {name: views, on: [Product Viewed, Page Viewed], where: happened.value > 0, points: 2, max: 20, every: 1h}
      thresholds:
        - {name: sales, points: 80}
      """;

  static final String STAGES =
      """
      stages: lead
      title: Lead lifecycle
      order: [new, won]
      moves:
        - {to: won, on: Order Completed, where: happened.value > 0, from: [new]}
      """;

  /**
   * A wrong file.
   *
   * @param shape can a schema see it?
   */
  record Wrong(String text, boolean shape, String said) {
    @Override
    public String toString() {
      return said;
    }
  }

  static List<Wrong> scores() {
    return List.of(
        wrong(SCORE, "score: lead", "score: Lead", true, "1:8: 'Lead' is not allowed here"),
        wrong(SCORE, "points: -5", "points: 5000", true, "6:57: '5000' is not allowed here"),
        wrong(SCORE, "points: 2,", "points: 0,", true, "8:89: '0' is not allowed here"),
        wrong(
            SCORE, "on: [Product Viewed, Page Viewed]", "on: []", true, "8:23: a list is not text"),
        wrong(
            SCORE,
            "shopper.country == \"DE\"",
            "cart.value > 5",
            false,
            "6:24: who fits does not change with the cart"),
        wrong(
            SCORE,
            "shopper.country == \"DE\"",
            "now > shopper.lastOrderAt",
            false,
            "6:24: who fits does not change with the cart"),
        wrong(SCORE, "happened.value", "happened.valu", false, "8:61: unknown name"),
        wrong(SCORE, "Product Viewed", "product viewed", false, "8:24: no event is named"),
        wrong(SCORE, "halfLife", "halflife", true, "4:1: unknown key 'halflife'"));
  }

  static List<Wrong> stages() {
    return List.of(
        wrong(STAGES, "order: [new, won]\n", "", true, "1:1: a ladder of stages has no 'order'"),
        wrong(STAGES, "[new, won]", "[new]", true, "3:8: a ladder has two stages at least"),
        wrong(STAGES, "to: won", "to: one", false, "5:10: there is no stage 'one'"),
        wrong(STAGES, "from: [new]", "from: [neu]", false, "5:70: there is no stage 'neu'"),
        wrong(STAGES, "on: Order Completed, ", "", true, "5:5: a move has no 'on'"));
  }

  @Test
  void shouldReadAllOfAScore() {
    Score score = RuleLoader.score(SCORE, "lead.yaml", 3);

    assertThat(score.id()).isEqualTo("lead");
    assertThat(score.version()).isEqualTo(3);
    assertThat(score.hash()).isEqualTo(RuleLoader.hash(SCORE));
    assertThat(score.halfLife()).isEqualTo(Duration.ofDays(14));
    assertThat(score.fit()).singleElement().extracting(Score.Fit::points).isEqualTo(-5);
    Score.Behaviour views = score.behaviour().get(0);
    assertThat(views.events()).containsExactly("Product Viewed", "Page Viewed");
    assertThat(views.points()).isEqualTo(2);
    assertThat(views.max()).isEqualTo(20);
    assertThat(views.every()).isEqualTo(Duration.ofHours(1));
    assertThat(score.thresholds()).containsExactly(new Score.Threshold("sales", 80));
  }

  @Test
  void shouldReadAllOfALadder() {
    Stages stages = RuleLoader.stages(STAGES, "lead.yaml", 2);

    assertThat(stages.id()).isEqualTo("lead");
    assertThat(stages.order()).containsExactly("new", "won");
    assertThat(stages.moves()).singleElement().extracting(Stages.Rule::to).isEqualTo("won");
    assertThat(stages.moves().get(0).from()).containsExactly("new");
  }

  @ParameterizedTest
  @MethodSource("scores")
  void shouldSayWhatIsWrongWithAScore(Wrong wrong) {
    InvalidRule said =
        catchThrowableOfType(
            InvalidRule.class, () -> RuleLoader.score(wrong.text(), "lead.yaml", 1));
    assertThat(said.getMessage()).contains("lead.yaml:" + wrong.said());
  }

  @ParameterizedTest
  @MethodSource("stages")
  void shouldSayWhatIsWrongWithALadder(Wrong wrong) {
    InvalidRule said =
        catchThrowableOfType(
            InvalidRule.class, () -> RuleLoader.stages(wrong.text(), "lead.yaml", 1));
    assertThat(said.getMessage()).contains("lead.yaml:" + wrong.said());
  }

  private static Wrong wrong(String text, String old, String now, boolean shape, String said) {
    assertThat(text).contains(old);
    return new Wrong(text.replace(old, now), shape, said);
  }
}
