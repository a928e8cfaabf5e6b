package io.beckon.measurement.stats;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.hipparchus.distribution.discrete.BinomialDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WinnerRuleTest {

  private static final double BASELINE = 0.1;
  private static final double DOUBT = 1e-4;
  private static final ExperimentPlan PLAN = ExperimentPlan.of(BASELINE, 0.1);

  @ParameterizedTest(name = "{0} arms of {1} shoppers a day, {2} in the control")
  @CsvSource({"1, 100, 100", "1, 180, 20", "3, 100, 100"})
  void shouldKeepItsPromiseWhenNothingHasAnEffectAndSomebodyLooksEveryDay(
      int arms, int daily, int dailyControl) {
    int shops = 400;
    WinnerRule rule = new WinnerRule(PLAN);
    int fooled = 0;
    int naive = 0;
    for (int seed = 0; seed < shops; seed++) {
      Split split = new Split(seed, arms, 0);
      boolean rash = false;
      boolean wrong = false;
      for (int day = 1; day <= 56; day++) {
        split.day(daily, dailyControl);
        wrong |= rule.judge(split.arms(), split.control(), day).stream().anyMatch(Split::claims);
        rash |= split.arms().stream().anyMatch(arm -> rashly(arm, split.control()));
      }
      fooled += wrong ? 1 : 0;
      naive += rash ? 1 : 0;
    }
    int most =
        new BinomialDistribution(shops, PLAN.alpha()).inverseCumulativeProbability(1 - DOUBT);
    assertThat(fooled).isLessThanOrEqualTo(most);
    // What the rule protects from: whoever trusts the usual interval each day is fooled often.
    assertThat(naive).isGreaterThan(shops / 5);
  }

  @Test
  void shouldFindTheMinimalEffectAsOftenAsPlannedWhenSoManyAreIn() {
    ExperimentPlan plan = ExperimentPlan.of(BASELINE, 0.2);
    SampleSize size = SampleSize.of(plan, 1, 1);
    int shops = 200;
    int days = 28;
    int daily = (int) Math.ceil((double) size.perArm() / days);
    WinnerRule rule = new WinnerRule(plan);
    int found = 0;
    for (int seed = 0; seed < shops; seed++) {
      Split split = new Split(seed, 1, 0.2);
      boolean promoted = false;
      for (int day = 1; day <= days; day++) {
        split.day(daily, daily);
        promoted |=
            rule.judge(split.arms(), split.control(), day).get(0).choice() == Choice.PROMOTE;
      }
      found += promoted ? 1 : 0;
    }
    BinomialDistribution planned = new BinomialDistribution(shops, plan.power());
    assertThat(found).isGreaterThanOrEqualTo(planned.inverseCumulativeProbability(DOUBT));
    assertThat(size.perArm()).isBetween(size.oneLook(), 3 * size.oneLook());
  }

  @Test
  void shouldPlanAsTheTextbookWhenOneLooksOnce() {
    // Fleiss: 10 % against 12 %, two-sided 5 %, power 80 %: 3,841 in each group.
    SampleSize size = SampleSize.of(ExperimentPlan.of(0.1, 0.2), 1, 1);

    assertThat(size.oneLook()).isBetween(3_838L, 3_844L);
    assertThat(size.weeks(ExperimentPlan.of(0.1, 0.2), 1e9)).isEqualTo(2);
    assertThat(size.weeks(ExperimentPlan.of(0.1, 0.2), size.perArm() / 3.5)).isEqualTo(4);
    assertThat(size.weeks(ExperimentPlan.of(0.1, 0.2), 0)).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void shouldWaitForWholeWeeksWhenAnArmIsBetterAtOnce() {
    Arm arm = arm("b", 400, 2_000);
    Arm control = arm("control", 200, 2_000);
    WinnerRule rule = new WinnerRule(PLAN);

    Verdict early = rule.judge(List.of(arm), control, 13).get(0);
    Verdict later = rule.judge(List.of(arm), control, 14).get(0);

    assertThat(early.choice()).isEqualTo(Choice.GO_ON);
    assertThat(early.standing()).isEqualTo(Standing.BETTER);
    assertThat(early.reasons()).anyMatch(r -> r.startsWith("day 13 of at least 14"));
    assertThat(later.choice()).isEqualTo(Choice.PROMOTE);
    assertThat(later.pValue()).isLessThan(0.05);
  }

  @Test
  void shouldStopAtOnceWhenAnArmDoesHarm() {
    Verdict verdict =
        new WinnerRule(PLAN)
            .judge(List.of(arm("b", 0, 2_000)), arm("control", 200, 2_000), 3)
            .get(0);

    assertThat(verdict.choice()).isEqualTo(Choice.STOP);
    assertThat(verdict.standing()).isEqualTo(Standing.WORSE);
  }

  @Test
  void shouldStopWhenItIsNotWorthIt() {
    Verdict verdict =
        new WinnerRule(PLAN)
            .judge(List.of(arm("b", 50_000, 500_000)), arm("control", 50_000, 500_000), 28)
            .get(0);

    assertThat(verdict.choice()).isEqualTo(Choice.STOP);
    assertThat(verdict.standing()).isEqualTo(Standing.NOT_WORTH_IT);
    assertThat(verdict.shoppersToGo()).isZero();
  }

  @Test
  void shouldGoOnWhenThereAreTooFew() {
    Verdict verdict =
        new WinnerRule(PLAN).judge(List.of(arm("b", 20, 100)), arm("control", 2, 100), 90).get(0);

    assertThat(verdict.choice()).isEqualTo(Choice.GO_ON);
    assertThat(verdict.standing()).isEqualTo(Standing.TOO_FEW);
    assertThat(verdict.pValue()).isEqualTo(1);
    assertThat(verdict.shoppersToGo()).isGreaterThan(1_000);
  }

  @Test
  void shouldNotPromoteWhenMoreOrdersEarnLess() {
    Arm cheap = new Arm("b", new Proportion(400, 2_000), spent(400, 10).withNothing(1_600));
    Arm control = new Arm("c", new Proportion(200, 2_000), spent(200, 5_000).withNothing(1_800));

    Verdict verdict = new WinnerRule(PLAN).judge(List.of(cheap), control, 30).get(0);

    assertThat(verdict.choice()).isEqualTo(Choice.GO_ON);
    assertThat(verdict.reasons()).anyMatch(r -> r.contains("earns less"));
  }

  @Test
  void shouldAskForMoreWhenSeveralArmsShareThePromise() {
    Arm arm = arm("b", 258, 2_000);
    Arm control = arm("control", 200, 2_000);
    WinnerRule rule = new WinnerRule(PLAN);

    double alone = rule.judge(List.of(arm), control, 30).get(0).conversion().interval().low();
    double among =
        rule.judge(List.of(arm, arm, arm, arm), control, 30).get(0).conversion().interval().low();

    assertThat(among).isLessThan(alone);
  }

  private static Arm arm(String name, int hits, int shoppers) {
    return new Arm(
        name, new Proportion(hits, shoppers), spent(hits, 3_000).withNothing(shoppers - hits));
  }

  private static Amounts spent(int shoppers, int each) {
    return IntStream.range(0, shoppers)
        .mapToObj(i -> Amounts.NONE.with(each + i % 7))
        .reduce(Amounts.NONE, Amounts::plus);
  }

  private static boolean rashly(Arm arm, Arm control) {
    Interval interval = Uplift.of(arm, control, 0.95).conversion().interval();
    return interval.above(0) || interval.below(0);
  }

  /** A split that is dealt shoppers day by day. */
  private static final class Split {
    private final List<SimulatedArm> arms = new ArrayList<>();
    private final SimulatedArm control;

    Split(long seed, int count, double effect) {
      for (int i = 0; i < count; i++) {
        arms.add(new SimulatedArm("arm-" + i, BASELINE * (1 + effect), seed));
      }
      control = new SimulatedArm("control", BASELINE, seed);
    }

    void day(int daily, int dailyControl) {
      arms.forEach(arm -> arm.enter(daily));
      control.enter(dailyControl);
    }

    List<Arm> arms() {
      return arms.stream().map(SimulatedArm::arm).toList();
    }

    Arm control() {
      return control.arm();
    }

    static boolean claims(Verdict verdict) {
      return verdict.choice() == Choice.PROMOTE || verdict.standing() == Standing.WORSE;
    }
  }
}
