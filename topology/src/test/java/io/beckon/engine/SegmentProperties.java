package io.beckon.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.beckon.contract.Decision;
import io.beckon.contract.Outcome;
import io.beckon.contract.ShopperEvent;
import io.beckon.contract.Tick;
import io.beckon.engine.abandonment.AbandonmentSettings;
import io.beckon.engine.flow.Facts;
import io.beckon.engine.flow.Rulebook;
import io.beckon.engine.flow.ShopperFacts;
import io.beckon.engine.flow.load.RuleLoader;
import io.beckon.engine.policy.Gates;
import io.beckon.engine.segment.Segment;
import io.beckon.engine.shopper.Shopper;
import io.beckon.engine.time.Timeline;
import io.beckon.model.AbandonmentSettingsLike;
import io.beckon.model.Appended;
import io.beckon.model.Histories;
import io.beckon.model.Scenario;
import io.beckon.model.Touches;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;

/**
 * Whatever happens: who is in a segment is what its condition says, and each change is told once.
 */
class SegmentProperties {

  private static final int TRIES = 400;

  private static final Map<String, String> CONDITIONS =
      Map.of(
          "spender", "shopper.spent > 400",
          "repeat", "shopper.orderCount >= 2",
          "recent", "shopper.orderCount > 0 && now - shopper.lastOrderAt < duration('6h')",
          "away", "now - shopper.lastActiveAt >= duration('4h')",
          "long-gone", "now > shopper.lastActiveAt + days(3)",
          "rich-cart", "cart.value >= 300",
          "interested", "'p1' in history.productIds && !('p2' in history.productIds)",
          "dithers",
              "cart.open && now - shopper.lastActiveAt >= duration('20m')"
                  + " && (shopper.orderCount == 0 || now - shopper.lastOrderAt > duration('1h'))",
          "narrow", "size(history.productIds) < 2 && now - shopper.lastActiveAt < duration('90m')",
          "tagged", "'seen' in shopper.tags");

  private static final List<Segment> SEGMENTS =
      CONDITIONS.entrySet().stream()
          .map(
              each ->
                  RuleLoader.segment(
                      "segment: %s\ntitle: t\nwhen: \"%s\"\n"
                          .formatted(each.getKey(), each.getValue()),
                      "segment.yaml",
                      1))
          .toList();

  private static final Rulebook RULES = rules();

  /**
   * An order or a trait beside the history, before so many-eth record, modulo how many there are.
   */
  record Aside(int place, int shopper, long total) {}

  @Property(tries = TRIES)
  void shouldHoldThoseOfWhomTheConditionIsTrue(
      @ForAll("histories") Scenario scenario, @ForAll("asides") List<Aside> asides) {
    Play play = new Play(scenario.settings(), false);
    List<String> wrong = new ArrayList<>();
    play.run(
        scenario,
        asides,
        true,
        shopper -> {
          Facts facts = new ShopperFacts(shopper, play.timeline.now());
          for (Segment segment : SEGMENTS) {
            boolean member = shopper.journeys().membership().contains(segment.id());
            if (member != segment.when().holds(facts)) {
              wrong.add(segment.id() + " at " + play.timeline.now());
            }
            Statistics.label(segment.id()).collect(member);
          }
        });
    assertThat(wrong).isEmpty();
    assertThat(play.wrongAtRest()).isEmpty();
  }

  @Property(tries = TRIES)
  void shouldTellEachChangeOnceAndNothingElse(
      @ForAll("histories") Scenario scenario, @ForAll("asides") List<Aside> asides) {
    Play play = new Play(scenario.settings(), false);
    play.run(scenario, asides, false, shopper -> {});

    Map<String, String> latest = new HashMap<>();
    for (Decision decision : play.heard.decisions()) {
      if (decision.getOutcome() == Outcome.ENTERED && !decision.getFlow().equals("tags")) {
        boolean entered = decision.getFlow().startsWith("in-");
        String segment = decision.getFlow().substring(entered ? 3 : 4);
        String now = entered ? "in" : "out";
        String before = latest.put(decision.getShopperId() + " " + segment, now);
        assertThat(before == null ? "out" : before).as(segment).isNotEqualTo(now);
      }
    }
    for (Shopper shopper : play.shoppers.values()) {
      for (Segment segment : SEGMENTS) {
        boolean member = shopper.journeys().membership().contains(segment.id());
        assertThat(latest.getOrDefault(shopper.id() + " " + segment.id(), "out"))
            .isEqualTo(member ? "in" : "out");
      }
    }
  }

  @Property(tries = TRIES)
  void shouldDecideTheSameWhetherShoppersStayInMemoryOrNot(
      @ForAll("histories") Scenario scenario, @ForAll("asides") List<Aside> asides) {
    Play kept = new Play(scenario.settings(), false);
    kept.run(scenario, asides, true, shopper -> {});
    Play forgotten = new Play(scenario.settings(), true);
    forgotten.run(scenario, asides, true, shopper -> {});

    assertThat(forgotten.heard.effects()).isEqualTo(kept.heard.effects());
    kept.shoppers.forEach(
        (id, shopper) ->
            assertThat(forgotten.shoppers.get(id).journeys()).isEqualTo(shopper.journeys()));
  }

  @Provide
  Arbitrary<Scenario> histories() {
    return Histories.any();
  }

  @Provide
  Arbitrary<List<Aside>> asides() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 29),
            Arbitraries.integers().between(1, 5),
            Arbitraries.longs().between(0, 300))
        .as(Aside::new)
        .list()
        .ofMaxSize(8);
  }

  private static Rulebook rules() {
    Rulebook book = Rulebook.of(RuleLoader.policy(FlowScenario.OPEN, "policy.yaml", 1));
    book =
        book.activated(
            flow("tags", "{on: event, event: Quiz Finished}", "set: {addTags: [seen]}"),
            Rulebook.ALWAYS);
    for (Segment segment : SEGMENTS) {
      book = book.activated(segment, Rulebook.ALWAYS);
      for (String way : List.of("entered", "left")) {
        String id = (way.equals("left") ? "out-" : "in-") + segment.id();
        String trigger = "{on: segment-" + way + ", segment: " + segment.id() + "}";
        book = book.activated(flow(id, trigger, "end: {}"), Rulebook.ALWAYS);
      }
    }
    return book;
  }

  private static io.beckon.engine.flow.Flow flow(String id, String trigger, String step) {
    return RuleLoader.flow(
        "flow: %s\ntitle: t\npurpose: recovery\ntrigger: %s\nsteps:\n  - %s\n"
            .formatted(id, trigger, step),
        "flow.yaml",
        1);
  }

  /** A history that is played. */
  private static final class Play {

    final Map<String, Shopper> shoppers = new HashMap<>();
    final Map<String, Long> lastRecord = new HashMap<>();
    final Heard heard = new Heard();
    final Timeline timeline;
    private final long settle;

    Play(AbandonmentSettingsLike like, boolean forgetful) {
      this.settle = like.settle();
      AbandonmentSettings settings =
          new AbandonmentSettings(
              like.cartIdle(),
              like.checkoutIdle(),
              like.browseIdle(),
              like.settle(),
              like.cartTtl(),
              List.of());
      this.timeline =
          new Timeline(
              new Engine(Surroundings.of("shop", settings, new Gates()::judge)),
              id -> find(id, forgetful),
              heard,
              Timeline.Release.AT_DECISION,
              RULES,
              0);
    }

    private Shopper find(String id, boolean forgetful) {
      Shopper known = shoppers.computeIfAbsent(id, Shopper::unseen);
      if (forgetful) {
        long woken = known.wokenAt();
        known = new Shopper(id, known.parts());
        known.wokenAt(woken);
        shoppers.put(id, known);
      }
      return known;
    }

    /** Plays it, with or without imports of the past, and looks at the shopper of each record. */
    void run(
        Scenario scenario,
        List<Aside> asides,
        boolean imports,
        java.util.function.Consumer<Shopper> look) {
      List<Appended> log = scenario.log();
      for (int i = 0; i < log.size(); i++) {
        long at = log.get(i).appendTime();
        for (Aside aside : asides) {
          if (aside.place() % log.size() == i) {
            String shopper = "s" + aside.shopper();
            String id = "x" + i + "-" + aside;
            append(at, Touches.id(id, People.ordered(id, aside.total(), shopper)), look);
          }
        }
        if (imports || !log.get(i).event().getHistorical()) {
          append(at, log.get(i).event(), look);
        }
      }
      timeline.advance(scenario.until());
      timeline.fireDue(Integer.MAX_VALUE);
    }

    private void append(long at, ShopperEvent event, java.util.function.Consumer<Shopper> look) {
      if (event.getPayload() instanceof Tick || event.getShopperId().isEmpty()) {
        return;
      }
      timeline.advance(at);
      int duplicates = heard.duplicates();
      timeline.apply(event.getOccurredAt() == 0 ? Touches.occurred(at, event) : event);
      timeline.fireDue(Integer.MAX_VALUE);
      if (heard.duplicates() == duplicates) {
        lastRecord.put(event.getShopperId(), timeline.now());
        look.accept(shoppers.get(event.getShopperId()));
      }
    }

    /** What is wrong at the end, where nothing has turned within settle. */
    List<String> wrongAtRest() {
      List<String> wrong = new ArrayList<>();
      long now = timeline.now();
      for (Shopper shopper : shoppers.values()) {
        long from = Math.max(lastRecord.getOrDefault(shopper.id(), 0L), now - settle);
        for (Segment segment : SEGMENTS) {
          long turns = segment.when().turnsAfter(from, new ShopperFacts(shopper, from));
          boolean holds = segment.when().holds(new ShopperFacts(shopper, now));
          boolean held = segment.when().holds(new ShopperFacts(shopper, from));
          boolean member = shopper.journeys().membership().contains(segment.id());
          boolean rests = turns > now && held == holds;
          Statistics.label("at rest").collect(rests);
          if (rests && holds != member) {
            wrong.add(segment.id() + " of " + shopper.id() + " at the end");
          }
        }
      }
      return wrong;
    }
  }
}
