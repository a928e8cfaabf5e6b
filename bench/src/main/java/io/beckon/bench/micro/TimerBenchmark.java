package io.beckon.bench.micro;

import io.beckon.bench.workload.ShopperIds;
import io.beckon.engine.time.TimerHeap;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
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

/** The timers of a task, with so many shoppers waiting, due within an hour. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class TimerBenchmark {

  private static final long HOUR = 3_600_000;

  @Param({"50000", "1000000"})
  public int shoppers;

  private final TimerHeap timers = new TimerHeap();
  private final SplittableRandom dice = new SplittableRandom(7);
  private String[] ids;

  @SuppressWarnings("NullAway.Init") // JMH calls the set-up first
  public TimerBenchmark() {}

  @Setup
  public void fill() {
    ids = new String[shoppers];
    for (int i = 0; i < shoppers; i++) {
      ids[i] = ShopperIds.text(i);
      timers.ensure(ids[i], dice.nextLong(HOUR));
    }
  }

  /** A shopper who waits is active again: their entry stays where it is. */
  @Benchmark
  public int activity() {
    timers.ensure(ids[dice.nextInt(shoppers)], Long.MAX_VALUE);
    return timers.size();
  }

  /** The first shopper comes up and is put back for within the next hour. */
  @Benchmark
  public @Nullable String comesUp() {
    long due = timers.earliest();
    String first = timers.poll();
    if (first != null) {
      timers.ensure(first, due + dice.nextLong(HOUR));
    }
    return first;
  }
}
