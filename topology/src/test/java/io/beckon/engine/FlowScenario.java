package io.beckon.engine;

import io.beckon.contract.AudienceChange;
import io.beckon.contract.CommandAction;
import io.beckon.contract.Decision;
import io.beckon.contract.Outcome;
import io.beckon.contract.OutcomeEvent;
import io.beckon.contract.Product;
import io.beckon.contract.ProductChanged;
import io.beckon.contract.SendCommand;
import io.beckon.contract.ShopFact;
import io.beckon.contract.ShopperEvent;
import io.beckon.contract.Task;
import io.beckon.engine.abandonment.AbandonmentSettings;
import io.beckon.engine.catalog.Catalog;
import io.beckon.engine.catalog.ProductChanges;
import io.beckon.engine.contact.Addresses;
import io.beckon.engine.flow.Rulebook;
import io.beckon.engine.flow.load.RuleLoader;
import io.beckon.engine.link.CartSigner;
import io.beckon.engine.policy.Gates;
import io.beckon.engine.policy.Policy;
import io.beckon.engine.shopper.Shopper;
import io.beckon.engine.time.ReleaseGate;
import io.beckon.engine.time.Timeline;
import io.beckon.model.Clock;
import io.beckon.model.Touches;
import io.beckon.streams.state.HandOverFormat;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One log under some flows, read as it is written: {@code replaying(FLOW).at("10:00", added("ann",
 * "shoes")).pass("12:00").story()}. Times are those of {@link Clock}; they must not fall.
 */
public final class FlowScenario {

  /** Nobody has to agree to anything, and nothing is too much. */
  public static final String OPEN =
      """
      policy: policy
      zone: UTC
      consent:
        - {purpose: transactional, rule: opt-out}
        - {purpose: recovery, rule: opt-out}
        - {purpose: marketing, rule: opt-out}
      """;

  private final Timeline.Release release;
  private final Map<String, Shopper> shoppers = new HashMap<>();
  private final Map<String, Product> catalog = new HashMap<>();
  private final Map<String, ShopFact> facts = new TreeMap<>();
  private final Heard heard = new Heard();
  private Rulebook rules;
  private @Nullable Timeline timeline;
  private CartSigner signer = CartSigner.NONE;

  private FlowScenario(Timeline.Release release, String... flows) {
    this.release = release;
    this.rules = Rulebook.of(policy(OPEN));
    for (String flow : flows) {
      rules = rules.activated(RuleLoader.flow(flow, "flow.yaml", 1), Rulebook.ALWAYS);
    }
  }

  /** Sends leave when they are decided. */
  public static FlowScenario replaying(String... flows) {
    return new FlowScenario(Timeline.Release.AT_DECISION, flows);
  }

  /** Sends wait for a {@link #tick}. */
  public static FlowScenario live(String... flows) {
    return new FlowScenario(Timeline.Release.ON_TICK, flows);
  }

  /** Puts a policy in force, since ever: {@link #OPEN}, and what these lines say. */
  public FlowScenario under(String lines) {
    rules = rules.activated(policy(OPEN + lines), Rulebook.ALWAYS);
    return this;
  }

  /** Links are signed so. */
  public FlowScenario signing(CartSigner with) {
    signer = with;
    return this;
  }

  /** Puts segments in force, since ever. */
  public FlowScenario segmented(String... segments) {
    for (String segment : segments) {
      rules = rules.activated(RuleLoader.segment(segment, "segment.yaml", 1), Rulebook.ALWAYS);
    }
    return this;
  }

  /** Puts scores in force, since ever. */
  public FlowScenario scored(String... scores) {
    for (String score : scores) {
      rules = rules.activated(RuleLoader.score(score, "score.yaml", 1), Rulebook.ALWAYS);
    }
    return this;
  }

  /** Puts a version of a score in force from now on. */
  public FlowScenario activateScore(String score, int version) {
    Timeline running = timeline();
    running.rules(
        running.rules().activated(RuleLoader.score(score, "score.yaml", version), running.now()));
    return this;
  }

  /** Puts ladders of stages in force, since ever. */
  public FlowScenario staged(String... ladders) {
    for (String ladder : ladders) {
      rules = rules.activated(RuleLoader.stages(ladder, "stages.yaml", 1), Rulebook.ALWAYS);
    }
    return this;
  }

  /** Puts a version of a segment in force from now on. */
  public FlowScenario activateSegment(String segment, int version) {
    Timeline running = timeline();
    running.rules(
        running
            .rules()
            .activated(RuleLoader.segment(segment, "segment.yaml", version), running.now()));
    return this;
  }

  /** A segment is no more from now on. */
  public FlowScenario retireSegment(String id) {
    Timeline running = timeline();
    running.rules(running.rules().retiredSegment(id, running.now()));
    return this;
  }

  /** Forgets what is only known while a shopper is in memory. */
  public FlowScenario reload(String shopper) {
    shoppers.put(shopper, new Shopper(shopper, shopper(shopper).parts()));
    return this;
  }

  /** The segments that a shopper is in. */
  public List<String> segments(String shopper) {
    return shopper(shopper).journeys().membership().segments();
  }

  /** Puts a version of a flow in force from now on. */
  public FlowScenario activate(String flow, int version) {
    Timeline running = timeline();
    running.rules(
        running.rules().activated(RuleLoader.flow(flow, "flow.yaml", version), running.now()));
    return this;
  }

  /** Retires a flow from now on. */
  public FlowScenario retire(String flowId, int version) {
    Timeline running = timeline();
    running.rules(running.rules().retired(flowId, version, running.now()));
    return this;
  }

  /** The catalog says this of a product from now on. */
  public FlowScenario listing(Product... products) {
    for (Product product : products) {
      catalog.put(product.getProductId(), product);
    }
    return this;
  }

  /** The shop may claim this from now on. */
  public FlowScenario claiming(ShopFact... shopFacts) {
    for (ShopFact fact : shopFacts) {
      facts.put(fact.getFactId(), fact);
    }
    return this;
  }

  /** The catalog says this of products, and the log of what changed by that. */
  public FlowScenario changed(String time, Product... products) {
    timeline().advance(Clock.at(time));
    for (Product product : products) {
      Product before = catalog.put(product.getProductId(), product);
      ProductChanged change = ProductChanges.between(before, product, Clock.at(time));
      if (change != null) {
        timeline().changed(ProductChanges.id(change, Clock.at(time)), change);
      }
    }
    timeline().fireDue(Integer.MAX_VALUE);
    return this;
  }

  /** The log's next record. */
  public FlowScenario at(String time, ShopperEvent event) {
    long now = Clock.at(time);
    timeline().advance(now);
    timeline().apply(event.getOccurredAt() == 0 ? Touches.occurred(now, event) : event);
    timeline().fireDue(Integer.MAX_VALUE);
    heard.readBack(timeline());
    return this;
  }

  /** A tick is read. What comes due by it is decided after it, and leaves with the next. */
  public FlowScenario tick(String time) {
    timeline().advance(Clock.at(time));
    timeline().release(timeline().now(), ReleaseGate.OPEN, Integer.MAX_VALUE);
    timeline().fireDue(Integer.MAX_VALUE);
    heard.readBack(timeline());
    return this;
  }

  /** Others' records move log time on. */
  public FlowScenario pass(String time) {
    timeline().advance(Clock.at(time));
    timeline().fireDue(Integer.MAX_VALUE);
    heard.readBack(timeline());
    return this;
  }

  /** What was decided, in order. */
  public List<Decision> decisions() {
    return heard.decisions();
  }

  /** What was decided on a shopper, in order. */
  public List<Decision> decisions(String shopper) {
    return heard.decisions().stream().filter(d -> d.getShopperId().equals(shopper)).toList();
  }

  /** Decisions in words: {@code 11:00:30 QUEUED first ALLOWED}. */
  public List<String> story() {
    return heard.decisions().stream().map(FlowScenario::line).toList();
  }

  /** All commands, in order. */
  public List<SendCommand> commands() {
    return heard.commands();
  }

  /** The messages that were sent, in order. */
  public List<SendCommand> sent() {
    return heard.commands().stream().filter(c -> c.getAction() == CommandAction.SEND).toList();
  }

  /** The messages that were called back, in order. */
  public List<SendCommand> calledBack() {
    return heard.commands().stream().filter(c -> c.getAction() == CommandAction.CANCEL).toList();
  }

  /** What people were given to do, in order. */
  public List<Task> tasks() {
    return heard.tasks();
  }

  /** Facts for measurement, in order. */
  public List<OutcomeEvent> outcomes() {
    return heard.outcomes();
  }

  /** Who joined and left audiences, in order. */
  public List<AudienceChange> audiences() {
    return heard.audiences();
  }

  /** A shopper as it stands now. */
  public Shopper shopper(String id) {
    return shoppers.computeIfAbsent(id, Shopper::unseen);
  }

  private Timeline timeline() {
    Timeline running = timeline;
    if (running == null) {
      Engine engine =
          new Engine(
              Surroundings.of("shop", AbandonmentSettings.DEFAULT, new Gates()::judge)
                  .selling(shop())
                  .signing(signer)
                  .sharing(Addresses.of("shop", "a key for tests only"))
                  .handingOver(new HandOverFormat(1 << 20)));
      running = new Timeline(engine, this::shopper, heard, release, rules, 0);
      timeline = running;
    }
    return running;
  }

  private Catalog shop() {
    return new Catalog() {
      @Override
      public @Nullable Product find(String productId) {
        return catalog.get(productId);
      }

      @Override
      public List<ShopFact> facts(String claim) {
        return facts.values().stream()
            .filter(fact -> (fact.getFactId() + "/").startsWith(claim + "/"))
            .toList();
      }
    };
  }

  private static Policy policy(String yaml) {
    return RuleLoader.policy(yaml, "policy.yaml", 1);
  }

  private static String line(Decision decision) {
    Long until = decision.getUntil();
    return Clock.print(decision.getAt())
        + " "
        + decision.getOutcome()
        + (decision.getStep() == null ? "" : " " + decision.getStep())
        + " "
        + decision.getReason()
        + (decision.getOutcome() == Outcome.DEFERRED && until != null
            ? " until " + Clock.print(until)
            : "");
  }
}
