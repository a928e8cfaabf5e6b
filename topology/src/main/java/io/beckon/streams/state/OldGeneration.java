package io.beckon.streams.state;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.List;
import java.util.function.DoubleSupplier;

/**
 * How full the part of the heap is where what lives long comes to be: the old generation, or with a
 * collector that has none, the heap.
 */
public final class OldGeneration implements DoubleSupplier {

  private final List<MemoryPoolMXBean> pools;

  private OldGeneration(List<MemoryPoolMXBean> pools) {
    this.pools = pools;
  }

  /** Of this process. */
  public static OldGeneration ofThisProcess() {
    // Only such pools can be watched for their usage: the young fill up all the time.
    return new OldGeneration(
        ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP && pool.isUsageThresholdSupported())
            .toList());
  }

  /**
   * The share of it, from 0 to 1, that was in use right after it was last collected; 0 when it was
   * not, or the collector does not tell. What was no longer needed is not in it.
   */
  @Override
  public double getAsDouble() {
    double fullest = 0;
    for (MemoryPoolMXBean pool : pools) {
      MemoryUsage left = pool.getCollectionUsage();
      if (left != null && left.getMax() > 0) {
        fullest = Math.max(fullest, (double) left.getUsed() / left.getMax());
      }
    }
    return fullest;
  }
}
