package io.beckon.bench.micro;

import io.beckon.app.rules.RuleFiles;
import io.beckon.contract.TriggerKind;
import io.beckon.engine.flow.Condition;
import io.beckon.engine.flow.Conditions;
import io.beckon.engine.flow.Expression;
import io.beckon.engine.flow.Facts;
import io.beckon.engine.flow.Flow;
import io.beckon.engine.flow.ShopperFacts;
import io.beckon.engine.flow.Step;
import io.beckon.engine.shopper.Origin;
import io.beckon.engine.shopper.Shopper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** Conditions and expressions of flows; a shopper after the other, most of them without a cart. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class ConditionBenchmark {

  private static final String WRITTEN =
      "cart.value >= 5000 && shopper.known && !('outlet/all' in cart.categories)";

  /** Events of the history that the shoppers come from. */
  @Param("400000")
  public int history;

  private final Condition written = Conditions.compile(WRITTEN);
  private Condition exit;
  private List<Expression> data;
  private List<Facts> facts;
  private int next;

  @SuppressWarnings("NullAway.Init") // JMH calls the set-up first
  public ConditionBenchmark() {}

  @Setup
  public void open() {
    Flow flow =
        RuleFiles.readyMade().flows().stream()
            .filter(each -> each.id().equals("cart-recovery"))
            .findFirst()
            .orElseThrow();
    Condition when = flow.exit().when();
    if (when == null) {
      throw new IllegalStateException("The ready-made flow has no exit condition any more");
    }
    exit = when;
    data = new ArrayList<>();
    for (Step step : flow.steps()) {
      if (step instanceof Step.Send send && data.isEmpty()) {
        data.addAll(send.data().values());
      }
    }
    Shop shop = new Shop(history);
    facts = new ArrayList<>();
    for (Shopper shopper : shop.known()) {
      facts.add(new ShopperFacts(shopper, origin(shopper, shop.noon()), "run", shop.noon()));
    }
  }

  /** The exit condition of the ready-made cart flow, judged of one shopper. */
  @Benchmark
  public Condition.Result exitOfTheCartFlow() {
    return exit.test(facts());
  }

  /** A condition with three parts, as an author would write it, judged of one shopper. */
  @Benchmark
  public Condition.Result threeParts() {
    return written.test(facts());
  }

  /** The values that the cart flow's first message is filled with, for one shopper. */
  @Benchmark
  public void valuesOfAMessage(Blackhole sink) {
    Facts about = facts();
    for (Expression value : data) {
      sink.consume(value.evaluate(about));
    }
  }

  /** Compiling a condition, which happens once for each version of a flow. */
  @Benchmark
  public Condition compile() {
    return Conditions.compile(WRITTEN);
  }

  private Facts facts() {
    next = next + 1 < facts.size() ? next + 1 : 0;
    return facts.get(next);
  }

  private static Origin origin(Shopper shopper, long at) {
    return new Origin(
        shopper.id(), TriggerKind.CART, at, null, List.of(), null, null, null, null, "", Map.of());
  }
}
