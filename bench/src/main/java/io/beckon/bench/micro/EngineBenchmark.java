package io.beckon.bench.micro;

import io.beckon.bench.scenario.Heard;
import io.beckon.contract.OrderCompleted;
import io.beckon.contract.ProductAdded;
import io.beckon.contract.ProductViewed;
import io.beckon.contract.ShopperEvent;
import io.beckon.engine.shopper.Shopper;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * The pure engine: one operation is one event of one kind, applied to a shopper in memory who has
 * come through half a day; thousands of shoppers in turn, each put back before the next round.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class EngineBenchmark {

  static final int ROUND = 4_096;

  /** What is done. */
  public enum Deed {
    VIEW(ProductViewed.class),
    ADD(ProductAdded.class),
    ORDER(OrderCompleted.class);

    private final Class<?> payload;

    Deed(Class<?> payload) {
      this.payload = payload;
    }
  }

  /** Events of the history that the shoppers come from. */
  @Param("400000")
  public int history;

  @Param public Deed deed;

  private final Heard heard = new Heard();
  private Shop shop;
  private List<ShopperEvent> events;
  private Shopper[] shoppers;

  @SuppressWarnings("NullAway.Init") // JMH calls the set-up first
  public EngineBenchmark() {}

  @Setup
  public void open() {
    shop = new Shop(history);
    events = shop.some(ROUND, event -> deed.payload.isInstance(event.getPayload()));
    shoppers =
        events.stream().map(event -> shop.shopper(event.getShopperId())).toArray(Shopper[]::new);
  }

  @Setup(Level.Invocation)
  public void putBack() {
    shop.backToNoon();
  }

  @Benchmark
  @OperationsPerInvocation(ROUND)
  public void apply(Blackhole sink) {
    long at = shop.noon();
    for (int i = 0; i < ROUND; i++) {
      sink.consume(shop.engine().apply(shoppers[i], events.get(i), at, shop.rules(), heard));
    }
  }
}
