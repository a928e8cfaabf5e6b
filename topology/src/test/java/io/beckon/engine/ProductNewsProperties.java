package io.beckon.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.beckon.contract.Decision;
import io.beckon.contract.Outcome;
import io.beckon.contract.Product;
import io.beckon.contract.ProductChanged;
import io.beckon.contract.ShopperEvent;
import io.beckon.engine.abandonment.AbandonmentSettings;
import io.beckon.engine.catalog.Goods;
import io.beckon.engine.catalog.ProductChanges;
import io.beckon.engine.flow.Rulebook;
import io.beckon.engine.flow.load.RuleLoader;
import io.beckon.engine.policy.Gates;
import io.beckon.engine.shopper.Shopper;
import io.beckon.engine.time.Timeline;
import io.beckon.model.Events;
import io.beckon.model.Touches;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;

/**
 * Random looks and changes of the stock, against a model that walks over all shoppers: who is told,
 * and at which moment, however little is done at a time.
 */
class ProductNewsProperties {

  private static final long DAY = Duration.ofDays(1).toMillis();
  private static final long SETTLE = AbandonmentSettings.DEFAULT.settle();
  private static final String FLOW =
      """
      flow: back
      title: Back
      purpose: marketing
      trigger: {on: back-in-stock, interest: [viewed]}
      entry: {key: product}
      steps:
        - end: {id: over}
      """;

  /**
   * A record of the log.
   *
   * @param gap time since the one before, milliseconds
   * @param shopper who looks; -1: the stock changes
   */
  record Step(long gap, int shopper, int product, int stock) {}

  @Property(tries = 300)
  void shouldTellExactlyWhoLookedBefore(
      @ForAll("logs") List<Step> log, @ForAll("budgets") List<Integer> budgets) {
    List<String> expected = model(log);

    assertThat(new TreeSet<>(played(log, List.of(1_000)))).isEqualTo(new TreeSet<>(expected));
    assertThat(new TreeSet<>(played(log, budgets))).isEqualTo(new TreeSet<>(expected));
    assertThat(played(log, budgets)).doesNotHaveDuplicates();
    Statistics.label("told").collect(Math.min(3, expected.size()));
  }

  /** Shopper, product and moment of each entry that there must be. */
  private static List<String> model(List<Step> log) {
    List<String> told = new ArrayList<>();
    long now = 0;
    boolean[] sold = new boolean[3];
    for (int i = 0; i < log.size(); i++) {
      Step step = log.get(i);
      now += step.gap();
      if (step.shopper() < 0) {
        boolean back = !sold[step.product()] && step.stock() > 0;
        sold[step.product()] = step.stock() > 0;
        for (int shopper = 0; back && shopper < 4; shopper++) {
          long latest = latestLook(log, shopper, step.product(), now + SETTLE);
          if (latest >= 0 && latest < now && latest > now - 30 * DAY) {
            told.add("s" + shopper + " " + originOf(i) + " " + (now + SETTLE));
          }
        }
      }
    }
    return told;
  }

  private static long latestLook(List<Step> log, int shopper, int product, long before) {
    long at = 0;
    long latest = -1;
    for (Step step : log) {
      at += step.gap();
      if (step.shopper() == shopper && step.product() == product && at < before) {
        latest = at;
      }
    }
    return latest;
  }

  private static List<String> played(List<Step> log, List<Integer> budgets) {
    Map<String, Shopper> shoppers = new HashMap<>();
    Heard heard = new Heard();
    Timeline timeline =
        new Timeline(
            new Engine(Surroundings.of("shop", AbandonmentSettings.DEFAULT, new Gates()::judge)),
            id -> shoppers.computeIfAbsent(id, Shopper::unseen),
            heard,
            Timeline.Release.AT_DECISION,
            Rulebook.of(RuleLoader.policy(FlowScenario.OPEN, "policy.yaml", 1))
                .activated(RuleLoader.flow(FLOW, "flow.yaml", 1), Rulebook.ALWAYS),
            0);
    Product[] catalog = new Product[3];
    for (int i = 0; i < 3; i++) {
      catalog[i] = Goods.goods("p" + i, 0, 1_000);
    }
    long now = 0;
    for (int i = 0; i < log.size(); i++) {
      Step step = log.get(i);
      now += step.gap();
      timeline.advance(now);
      if (step.shopper() < 0) {
        Product after = Goods.goods("p" + step.product(), step.stock(), 1_000);
        ProductChanged change = ProductChanges.between(catalog[step.product()], after, now);
        catalog[step.product()] = after;
        if (change != null) {
          timeline.changed("change-" + i, change);
        }
      } else {
        ShopperEvent look = Events.viewed("s" + step.shopper(), "p" + step.product());
        timeline.apply(
            ShopperEvent.newBuilder(Touches.occurred(now, look)).setEventId("e" + i).build());
      }
      timeline.fireDue(budgets.get(i % budgets.size()));
    }
    timeline.advance(now + DAY);
    while (timeline.fireDue(2) == 2) {
      // goes on
    }
    return heard.decisions().stream()
        .filter(d -> d.getOutcome() == Outcome.ENTERED)
        .map(ProductNewsProperties::line)
        .toList();
  }

  private static String line(Decision decision) {
    return decision.getShopperId() + " " + decision.getOriginId() + " " + decision.getAt();
  }

  private static String originOf(int step) {
    return Ids.of("product-news", "change-" + step, "back-in-stock");
  }

  @Provide
  Arbitrary<List<Step>> logs() {
    Arbitrary<Long> gaps =
        Arbitraries.of(0L, 1L, 10_000L, SETTLE - 1, SETTLE, SETTLE + 1, 60_000L, DAY, 29 * DAY);
    return Combinators.combine(
            gaps,
            Arbitraries.integers().between(-2, 3),
            Arbitraries.integers().between(0, 2),
            Arbitraries.of(0, 0, 5))
        .as(Step::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(40);
  }

  @Provide
  Arbitrary<List<Integer>> budgets() {
    return Arbitraries.integers().between(0, 2).list().ofMinSize(1).ofMaxSize(5);
  }
}
