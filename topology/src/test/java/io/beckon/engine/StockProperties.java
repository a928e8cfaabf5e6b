package io.beckon.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.beckon.contract.Decision;
import io.beckon.contract.Item;
import io.beckon.contract.Outcome;
import io.beckon.contract.Product;
import io.beckon.contract.SendCommand;
import io.beckon.engine.Played.Aside;
import io.beckon.engine.Played.Happening;
import io.beckon.engine.catalog.Catalog;
import io.beckon.engine.catalog.Goods;
import io.beckon.engine.flow.Rulebook;
import io.beckon.engine.flow.load.RuleLoader;
import io.beckon.engine.policy.Reasons;
import io.beckon.engine.time.Timeline;
import io.beckon.model.Histories;
import io.beckon.model.Scenario;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;

/**
 * Whatever happens, and however fast the catalog changes: it says something else of a product each
 * time that it is asked. What a message may show is what was said after it was decided.
 */
class StockProperties {

  private static final int TRIES = 200;
  private static final long HOUR = Duration.ofHours(1).toMillis();

  private static final String FLOW =
      """
      flow: %1$s
      title: Stock
      purpose: recovery
      trigger: {on: %1$s-abandoned}
      steps:
        - send: {id: first, channel: email, template: t, stock: %2$s}
        - wait: {for: 2h}
        - send: {id: second, channel: sms, template: t, stock: %2$s}
      """;

  /**
   * A catalog that is never the same, and remembers what it said: the price tells which answer it
   * was. It checks the messages that were made of its answers.
   */
  private static final class Restless extends Heard implements Catalog {

    private final long seed;
    private final Map<Long, Product> said = new HashMap<>();
    private final Map<String, Long> askedAtDecision = new HashMap<>();
    private long asked;

    Restless(long seed) {
      this.seed = seed;
    }

    @Override
    public Product find(String productId) {
      long dice = Math.floorMod((seed + ++asked) * 0x9E3779B97F4A7C15L + productId.hashCode(), 7L);
      Product product =
          Goods.of(productId)
              .setStock(dice < 4 ? (int) dice : null)
              .setAvailable(dice != 5)
              .setPrice(asked)
              .setSimilar(List.of("p1", "p2", "p3"))
              .build();
      said.put(asked, product);
      return product;
    }

    @Override
    public void decision(Decision decision) {
      super.decision(decision);
      if (decision.getOutcome() == Outcome.QUEUED) {
        askedAtDecision.put(Objects.requireNonNull(decision.getCommandId()), asked);
      }
    }

    @Override
    public void command(SendCommand message) {
      super.command(message);
      assertThat(message.getItems()).isNotEmpty();
      long value = 0;
      for (Item item : message.getItems()) {
        long price = Objects.requireNonNull(item.getPrice());
        Product product = Objects.requireNonNull(said.get(price));
        Integer stock = product.getStock();
        assertThat(product.getProductId()).isEqualTo(item.getProductId());
        assertThat(product.getTitle()).isEqualTo(item.getName());
        assertThat(product.getAvailable()).isTrue();
        assertThat(stock == null || stock > 0).isTrue();
        assertThat(price)
            .isGreaterThan(Objects.requireNonNull(askedAtDecision.get(message.getCommandId())));
        value += price * item.getQuantity();
      }
      assertThat(message.getValue()).isEqualTo(value);
    }
  }

  @Property(tries = TRIES)
  void shouldNeverShowWhatIsSoldOutWhenItLeaves(
      @ForAll("histories") Scenario scenario,
      @ForAll("rules") String rule,
      @ForAll("pace") long tickEvery,
      @ForAll long seed) {
    Restless catalog = new Restless(seed);
    Played played =
        Played.play(
            scenario,
            everybodyKnown(),
            tickEvery,
            tickEvery == HOUR ? Timeline.Release.AT_DECISION : Timeline.Release.ON_TICK,
            rules(rule),
            catalog,
            catalog);

    for (Decision decision : played.heard.decisions()) {
      if (decision.getReason().equals(Reasons.OUT_OF_STOCK)) {
        assertThat(decision.getOutcome()).isEqualTo(Outcome.SKIPPED);
        assertThat(decision.getInputs()).containsEntry("stock", rule);
        assertThat(decision.getInputs().values()).anyMatch(said -> said.startsWith("not for sale"));
      }
    }
    Statistics.label("messages with products")
        .collect(catalog.sent().isEmpty() ? "none" : "some")
        .coverage(cover -> cover.check("some").percentage(share -> share > 20));
    Statistics.label("given up")
        .collect(
            played.heard.decisions().stream()
                .anyMatch(d -> d.getReason().equals(Reasons.OUT_OF_STOCK)))
        .coverage(cover -> cover.check(true).percentage(share -> share > 5));
  }

  private static Rulebook rules(String stock) {
    Rulebook rules = Rulebook.of(RuleLoader.policy(FlowScenario.OPEN, "policy.yaml", 1));
    for (String what : List.of("cart", "checkout", "browse")) {
      rules =
          rules.activated(
              RuleLoader.flow(FLOW.formatted(what, stock), what + ".yaml", 1), Rulebook.ALWAYS);
    }
    return rules;
  }

  private static List<Happening> everybodyKnown() {
    return IntStream.rangeClosed(1, 5).mapToObj(i -> new Happening(0, i, Aside.KNOWN)).toList();
  }

  @Provide
  Arbitrary<Scenario> histories() {
    return Histories.inOrder();
  }

  @Provide
  Arbitrary<String> rules() {
    return Arbitraries.of("drop", "swap", "stop");
  }

  @Provide
  Arbitrary<Long> pace() {
    return Arbitraries.of(HOUR, 3 * HOUR, 7 * HOUR);
  }
}
