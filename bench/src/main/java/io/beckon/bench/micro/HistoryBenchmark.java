package io.beckon.bench.micro;

import io.beckon.contract.Item;
import io.beckon.engine.shopper.BrowseHistory;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
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

/** What is remembered of viewed products: one operation is one view, or one visit that ends. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class HistoryBenchmark {

  private static final long NOON = 1_790_000_000_000L;
  private static final long MINUTE = 60_000;
  private static final int SHOPPERS = 4_096;
  private static final int CATALOG = 5_003;

  /** Products of one visit; every fourth view is of one that was viewed before. */
  @Param({"3", "12"})
  public int views;

  private final BrowseHistory[] histories = new BrowseHistory[SHOPPERS];
  private final BrowseHistory[] visits = new BrowseHistory[SHOPPERS];
  private final List<Item> catalog =
      IntStream.range(0, CATALOG)
          .mapToObj(i -> Item.newBuilder().setProductId("p-" + i).build())
          .toList();
  private int number;

  /** Shoppers who have come twenty times. */
  @Setup
  public void come() {
    for (int i = 0; i < SHOPPERS; i++) {
      BrowseHistory history = BrowseHistory.EMPTY;
      for (int visit = 0; visit < 20; visit++) {
        history = history.joined(visit(i, visit), NOON + visit * MINUTE);
      }
      histories[i] = history;
      visits[i] = visit(i, 20);
    }
  }

  /** Visits from their first view to the last, of many shoppers in turn. */
  @Benchmark
  @OperationsPerInvocation(SHOPPERS)
  public void view(Blackhole seen) {
    for (int i = 0; i < SHOPPERS; i++) {
      BrowseHistory visit = number == 0 ? BrowseHistory.EMPTY : visits[i];
      visits[i] = visit.viewed(item(i, 20, number), NOON + number);
      seen.consume(visits[i]);
    }
    number = (number + 1) % views;
  }

  @Benchmark
  @OperationsPerInvocation(SHOPPERS)
  public void endVisit(Blackhole seen) {
    for (int i = 0; i < SHOPPERS; i++) {
      seen.consume(histories[i].joined(visits[i], NOON + 21 * MINUTE));
    }
  }

  private BrowseHistory visit(int shopper, int visit) {
    BrowseHistory history = BrowseHistory.EMPTY;
    for (int i = 0; i < views; i++) {
      history = history.viewed(item(shopper, visit, i), NOON + visit * MINUTE + i);
    }
    return history;
  }

  private Item item(int shopper, int visit, int number) {
    int product = number % 4 == 3 ? number - 3 : number;
    return catalog.get((shopper * 7 + visit * views + product) % CATALOG);
  }
}
