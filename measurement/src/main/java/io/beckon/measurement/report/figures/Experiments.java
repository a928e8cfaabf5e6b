package io.beckon.measurement.report.figures;

import io.beckon.measurement.stats.Amounts;
import io.beckon.measurement.stats.Arm;
import io.beckon.measurement.stats.ExperimentPlan;
import io.beckon.measurement.stats.Proportion;
import io.beckon.measurement.stats.Uplift;
import io.beckon.measurement.stats.Verdict;
import io.beckon.measurement.stats.WinnerRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Arms against each other. A shopper counts for the arm that they were dealt first, or as held out,
 * whether or not a message reached them; what they do within the effect's time counts.
 */
final class Experiments {

  /** How sure single intervals are. */
  static final double LEVEL = 0.95;

  /** The split of those who entered a flow from those held out of it. */
  static final String HOLDOUT = "";

  private static final String SENT = "sent";
  private static final String HELD_OUT = "held out";
  private static final long DAY = 86_400_000;

  private final ReportSettings settings;
  private final String currency;
  private final long known;
  private final Map<Key, TreeMap<String, Dealt>> experiments = new TreeMap<>();

  /** An experiment: a split of a flow, or its holdout. */
  record Key(String flow, String split) implements Comparable<Key> {
    @Override
    public int compareTo(Key other) {
      int byFlow = flow.compareTo(other.flow);
      return byFlow != 0 ? byFlow : split.compareTo(other.split);
    }
  }

  /** An arm and what it is compared with. */
  record Comparison(Key key, Uplift uplift, Verdict verdict) {}

  private static final class Dealt {
    boolean control;
    long hits;
    long first = Long.MAX_VALUE;
    Amounts revenue = Amounts.NONE;

    Arm arm(String name) {
      return new Arm(name, new Proportion(hits, revenue.count()), revenue);
    }
  }

  Experiments(ReportSettings settings, String currency, long known) {
    this.settings = settings;
    this.currency = currency;
    this.known = known;
  }

  void count(Story story) {
    for (Story.Dealt dealt : story.dealt.values()) {
      add(story, new Key(dealt.flow(), dealt.split()), dealt.arm(), dealt.control(), dealt.at());
    }
    Map<String, Long> entered = new TreeMap<>();
    story.runs.values().forEach(run -> entered.merge(run.flow(), run.at(), Math::min));
    Map<String, Long> held = new TreeMap<>();
    story.held.forEach(out -> held.merge(out.flow(), out.at(), Math::min));
    held.forEach((flow, at) -> add(story, new Key(flow, HOLDOUT), HELD_OUT, true, at));
    entered.forEach(
        (flow, at) -> {
          if (!held.containsKey(flow)) {
            add(story, new Key(flow, HOLDOUT), SENT, false, at);
          }
        });
  }

  private void add(Story story, Key key, String arm, boolean control, long at) {
    if (!settings.covers(at) || !settings.isAbout(key.flow())) {
      return;
    }
    Dealt dealt =
        experiments
            .computeIfAbsent(key, k -> new TreeMap<>())
            .computeIfAbsent(arm, a -> new Dealt());
    long until = at + settings.effect().toMillis();
    dealt.control |= control;
    dealt.first = Math.min(dealt.first, at);
    boolean converted =
        story.goals.stream()
            .anyMatch(
                goal ->
                    !goal.supporting()
                        && goal.flow().equals(key.flow())
                        && goal.at() >= at
                        && goal.at() < until);
    dealt.hits += converted ? 1 : 0;
    long spent =
        story.orders.values().stream()
            .filter(order -> !order.historical && order.at >= at && order.at < until)
            .mapToLong(order -> order.net(currency))
            .sum();
    dealt.revenue = dealt.revenue.with((double) spent);
  }

  /** All comparisons of splits, or of holdouts. */
  List<Comparison> comparisons(boolean holdouts) {
    List<Comparison> comparisons = new ArrayList<>();
    experiments.forEach(
        (key, arms) -> {
          if (key.split().equals(HOLDOUT) == holdouts && arms.size() > 1) {
            comparisons.addAll(comparisons(key, arms));
          }
        });
    return comparisons;
  }

  private List<Comparison> comparisons(Key key, NavigableMap<String, Dealt> dealt) {
    Map.Entry<String, Dealt> reference =
        dealt.entrySet().stream()
            .filter(arm -> arm.getValue().control)
            .findFirst()
            .orElse(dealt.firstEntry());
    Arm control = reference.getValue().arm(reference.getKey());
    List<Arm> arms = new ArrayList<>();
    dealt.forEach(
        (name, arm) -> {
          if (!name.equals(reference.getKey())) {
            arms.add(arm.arm(name));
          }
        });
    long first = dealt.values().stream().mapToLong(arm -> arm.first).min().orElse(known);
    long days = Math.max(0, (Math.min(known, settings.to().toEpochMilli()) - first) / DAY);
    double rate = control.shoppers() == 0 ? 0 : control.converted().value();
    WinnerRule rule =
        new WinnerRule(ExperimentPlan.around(rate, settings.minimalEffect(), settings.alpha()));
    List<Verdict> verdicts = rule.judge(arms, control, days);
    List<Comparison> comparisons = new ArrayList<>();
    for (int i = 0; i < arms.size(); i++) {
      comparisons.add(new Comparison(key, Uplift.of(arms.get(i), control, LEVEL), verdicts.get(i)));
    }
    return comparisons;
  }
}
