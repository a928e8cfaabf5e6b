package io.beckon.bench.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the processors did: those of this machine, and those that a process had. */
final class Machine {

  private static final Path STAT = Path.of("/proc/stat");
  private static final long NANOS_PER_TICK = 10_000_000;

  private Machine() {}

  /**
   * A look at the clocks.
   *
   * @param nanos of the clock
   * @param busyNanos of all processors since the machine began; -1 where it cannot be told
   * @param brokerNanos of the broker's process
   * @param ownNanos of all processes of the benchmark
   */
  record Look(long nanos, long busyNanos, long brokerNanos, long ownNanos) {

    static Look at(ProcessHandle broker, ProcessHandle child) {
      long brokers = cpu(broker);
      long own = brokers + cpu(child) + cpu(ProcessHandle.current());
      return new Look(System.nanoTime(), busy(), brokers, own);
    }

    /** Share of all processors that others had since an earlier look; NaN where unknown. */
    double foreignSince(Look before) {
      return busyNanos < 0 || before.busyNanos < 0
          ? Double.NaN
          : foreign(
              busyNanos - before.busyNanos,
              ownNanos - before.ownNanos,
              nanos - before.nanos,
              processors());
    }
  }

  static double foreign(long busyNanos, long ownNanos, long elapsedNanos, int processors) {
    double all = (double) elapsedNanos * processors;
    return all <= 0 ? Double.NaN : Math.max(0, (busyNanos - ownNanos) / all);
  }

  static int processors() {
    return Runtime.getRuntime().availableProcessors();
  }

  /** The name of the processor, as the system gives it. */
  static String processor() {
    try {
      return Files.readAllLines(Path.of("/proc/cpuinfo"), StandardCharsets.UTF_8).stream()
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse("unknown");
    } catch (IOException e) {
      return "unknown";
    }
  }

  private static long cpu(ProcessHandle process) {
    Optional<Duration> used = process.info().totalCpuDuration();
    return used.map(Duration::toNanos).orElse(0L);
  }

  private static long busy() {
    try {
      List<String> lines = Files.readAllLines(STAT, StandardCharsets.US_ASCII);
      return lines.isEmpty() ? -1 : busy(lines.get(0));
    } catch (IOException e) {
      return -1;
    }
  }

  /**
   * Nanoseconds in the first line of {@code /proc/stat} that were not idle: user, nice, system,
   * interrupts, and what the host took away.
   */
  static long busy(@Nullable String line) {
    if (line == null || !line.startsWith("cpu ")) {
      return -1;
    }
    String[] fields = line.strip().split("\\s+", -1);
    long ticks = 0;
    for (int i : new int[] {1, 2, 3, 6, 7, 8}) {
      ticks += i < fields.length ? Long.parseLong(fields[i]) : 0;
    }
    return ticks * NANOS_PER_TICK;
  }
}
