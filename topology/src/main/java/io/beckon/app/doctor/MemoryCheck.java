package io.beckon.app.doctor;

import com.sun.management.OperatingSystemMXBean;
import io.beckon.app.config.StateConfig;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;

/** Do heap, RocksDB and the rest fit into what the process is given? */
final class MemoryCheck {

  private static final long MEGABYTE = 1024 * 1024;

  /** Threads, classes, buffers of clients: measured, about 200 MB. */
  static final long SLACK = 200 * MEGABYTE;

  /** What a shopper with a cart and a history may take in the heap. */
  private static final long SHOPPER = 5 * 1024;

  private static final List<String> LIMITS =
      List.of("sys/fs/cgroup/memory.max", "sys/fs/cgroup/memory/memory.limit_in_bytes");

  private MemoryCheck() {}

  /**
   * What there is, in bytes.
   *
   * @param heap largest heap
   * @param rocksdb bound of RocksDB's memory
   * @param limit of the container; empty: none
   * @param machine memory of the machine
   * @param shoppers most shoppers in the heap
   */
  record Memory(long heap, long rocksdb, OptionalLong limit, long machine, long shoppers) {}

  static List<Finding> of(StateConfig state) {
    long machine = Long.MAX_VALUE;
    if (ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system) {
      machine = system.getTotalMemorySize();
    }
    return judge(
        new Memory(
            Runtime.getRuntime().maxMemory(),
            state.rocksdbMemory(),
            limit(Path.of("/"), machine),
            machine,
            state.cacheShoppers()));
  }

  /**
   * The limit of the control group this process is in, version 2 or 1; one that is above what the
   * machine has is none.
   *
   * @param root of the file system
   */
  static OptionalLong limit(Path root, long machine) {
    for (String file : LIMITS) {
      long bytes = bytes(root.resolve(file));
      if (bytes < machine) {
        return OptionalLong.of(bytes);
      }
    }
    return OptionalLong.empty();
  }

  /** Without the file, and with "max" in it, there is no limit. */
  private static long bytes(Path file) {
    try {
      return Long.parseLong(Files.readString(file).strip());
    } catch (IOException | NumberFormatException e) {
      return Long.MAX_VALUE;
    }
  }

  static List<Finding> judge(Memory memory) {
    long needed = memory.heap() + memory.rocksdb() + SLACK;
    long given = memory.limit().orElse(memory.machine());
    String sum =
        "heap "
            + mib(memory.heap())
            + " (of this process; start the application with the same options) + rocksdb.memory "
            + mib(memory.rocksdb())
            + " + "
            + mib(SLACK)
            + " besides = "
            + mib(needed);
    String limit = (memory.limit().isPresent() ? "the limit is " : "the machine has ") + mib(given);
    if (needed > given) {
      return List.of(
          Finding.error(
              "memory",
              sum + ", but " + limit + ": the kernel will kill it once it uses what it may.",
              "Lower -Xmx (or -XX:MaxRAMPercentage) or rocksdb.memory, or raise the limit."));
    }
    if (memory.shoppers() * SHOPPER > memory.heap() * 6 / 10) {
      return List.of(
          Finding.warning(
              "cache.shoppers",
              memory.shoppers()
                  + " shoppers of up to 5 KB are more than the heap of "
                  + mib(memory.heap())
                  + " holds beside the rest.",
              "Set cache.shoppers=0 (as the heap has room), or a larger -Xmx."));
    }
    return List.of();
  }

  private static String mib(long bytes) {
    return bytes / MEGABYTE + " MiB";
  }
}
