package io.beckon.bench.micro;

import io.beckon.engine.time.Timeline;
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

/**
 * The engine with its timers: one operation is one event of the usual mix, and what is due by then:
 * triggers, flows, decisions. 50,000 events in a round, shoppers put back before the next.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class TimelineBenchmark {

  static final int ROUND = 50_000;

  /** Events of the history that the shoppers come from. */
  @Param("400000")
  public int history;

  private Shop shop;
  private List<Shop.Arrival> arrivals;
  private Timeline timeline;

  @SuppressWarnings("NullAway.Init") // JMH calls the set-up first
  public TimelineBenchmark() {}

  @Setup
  public void open() {
    shop = new Shop(history);
    arrivals = shop.afternoon();
  }

  @Setup(Level.Invocation)
  public void putBack() {
    shop.backToNoon();
    timeline = shop.fromNoon();
  }

  @Benchmark
  @OperationsPerInvocation(ROUND)
  public long mixed() {
    for (int i = 0; i < ROUND; i++) {
      Shop.play(timeline, arrivals.get(i));
    }
    return timeline.timerCount();
  }
}
