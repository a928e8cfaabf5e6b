package io.beckon.bench.scenario;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/** Takes time, CPU and memory of one pass. Safe for use by several threads. */
public final class Probe {

  private final OperatingSystemMXBean system =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
  private final boolean announces;
  private final AtomicBoolean begun = new AtomicBoolean();
  private volatile long startedAt;
  private volatile long startNanos;
  private volatile long startCpu;
  private final Map<String, Object> result = new LinkedHashMap<>();

  Probe(boolean announces) {
    this.announces = announces;
  }

  /** The first record is being processed. Only the first call counts. */
  public void started() {
    if (begun.compareAndSet(false, true)) {
      startCpu = system.getProcessCpuTime();
      startedAt = System.currentTimeMillis();
      startNanos = System.nanoTime();
      say("START");
    }
  }

  /** All is done and committed. */
  public void ended() {
    long nanos = System.nanoTime();
    long cpu = system.getProcessCpuTime();
    ended(nanos - startNanos, cpu - startCpu);
  }

  /** All is done; time and CPU were taken by the scenario itself, in nanoseconds. */
  public void ended(long elapsedNanos, long cpuNanos) {
    if (!begun.get()) {
      throw new IllegalStateException("No record was processed");
    }
    say("END");
    result.put("startedAt", startedAt);
    result.put("endedAt", startedAt + elapsedNanos / 1_000_000);
    result.put("elapsedNanos", elapsedNanos);
    result.put("cpuNanos", cpuNanos);
    result.put("peakRssBytes", peakRss());
    System.gc();
    result.put("heapAfterGcBytes", heap());
  }

  /** Adds a finding. */
  public void found(String name, Object value) {
    result.put(name, value);
  }

  Map<String, Object> result() {
    return result;
  }

  private void say(String word) {
    if (announces) {
      Child.say(word);
    }
  }

  /** Bytes of the heap that are in use. */
  static long heap() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .mapToLong(pool -> pool.getUsage().getUsed())
        .sum();
  }

  /** The most memory this process ever had, in bytes; -1 where the system does not tell. */
  private static long peakRss() {
    return status("VmHWM:");
  }

  /** CPU that this process had. */
  static long cpuNanos() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  /** A figure that the system gives of this process, in bytes; -1 where it does not. */
  static long status(String field) {
    try {
      for (String line :
          Files.readAllLines(Path.of("/proc/self/status"), StandardCharsets.US_ASCII)) {
        if (line.startsWith(field)) {
          return Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024;
        }
      }
    } catch (java.io.IOException e) {
      return -1;
    }
    return -1;
  }
}
