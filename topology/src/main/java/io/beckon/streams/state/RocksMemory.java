package io.beckon.streams.state;

import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.jspecify.annotations.Nullable;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteBufferManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One bounded memory for all RocksDB stores of the process: blocks, indexes, filters and write
 * buffers are charged to one cache. Without it each store of each partition would take up to 98 MB
 * of its own. Kafka Streams makes an instance of this class per store, so the memory itself is
 * static: made for the first store that opens, and kept when the last one closes, because metrics
 * may still ask it for its size; only another size, asked for when no store is open, replaces it.
 *
 * <p>Set as {@code rocksdb.config.setter}, with the size beside it under {@link #BYTES}.
 */
public final class RocksMemory implements RocksDBConfigSetter {

  /** Key in the configuration of Kafka Streams: size in bytes, as a number or its text. */
  public static final String BYTES = "beckon.rocksdb.memory.bytes";

  /** Key in the configuration of Kafka Streams: share of that for write buffers, as text too. */
  public static final String WRITE_BUFFER_SHARE = "beckon.rocksdb.write.buffer.share";

  /** When nothing is said: a third, as in all measurements. */
  public static final double DEFAULT_WRITE_BUFFER_SHARE = 0.33;

  /** When nothing is said: 256 MiB. */
  public static final long DEFAULT_BYTES = 256L * 1024 * 1024;

  /** Less can't hold the write buffers of one task: 16 MiB. */
  public static final long MIN_BYTES = 16L * 1024 * 1024;

  private static final long KILOBYTE = 1024;

  /** Few rows change in these: a small buffer is on disk sooner, so less must be restored. */
  private static final Set<String> LOW_TRAFFIC =
      Set.of(
          StoreNames.RULES,
          StoreNames.PROFILES,
          StoreNames.LAST_SENDS,
          StoreNames.TIMERS,
          StoreNames.PRODUCT_INTEREST,
          StoreNames.OFFER_CODES);

  private static final Logger LOG = LoggerFactory.getLogger(RocksMemory.class);
  private static final Object LOCK = new Object();
  private static @Nullable Shared shared;

  private boolean holding;

  private static final class Shared {

    final long bytes;
    final double share;
    final Cache cache;
    final WriteBufferManager buffers;
    int stores;

    Shared(long bytes, double share) {
      this.bytes = bytes;
      this.share = share;
      this.cache = new LRUCache(bytes, -1, false, 0.2);
      // Write buffers may exceed their share for a moment rather than stall the task.
      this.buffers = new WriteBufferManager((long) (bytes * share), cache, false);
    }

    void close() {
      buffers.close();
      cache.close();
    }
  }

  @Override
  public void setConfig(String storeName, Options options, Map<String, Object> configs) {
    Shared memory = acquire(bytes(configs), share(configs));
    holding = true;
    BlockBasedTableConfig table = (BlockBasedTableConfig) options.tableFormatConfig();
    Cache ofStreams = blockCache(table);
    table.setBlockCache(memory.cache);
    table.setCacheIndexAndFilterBlocks(true);
    table.setCacheIndexAndFilterBlocksWithHighPriority(true);
    table.setPinTopLevelIndexAndFilter(true);
    options.setTableFormatConfig(table);
    options.setWriteBufferManager(memory.buffers);
    // Most shoppers have no visit: without filters on the last level, that would cost a read.
    options.setOptimizeFiltersForHits(false);
    options.setWriteBufferSize((LOW_TRAFFIC.contains(storeName) ? 1024 : 8 * 1024) * KILOBYTE);
    options.setMaxWriteBufferNumber(2);
    if (ofStreams != null) {
      ofStreams.close();
    }
  }

  @Override
  public void close(String storeName, Options options) {
    if (holding) {
      holding = false;
      release();
    }
  }

  /** The cache that Streams made for this store; its table configuration shows it. */
  private static @Nullable Cache blockCache(BlockBasedTableConfig table) {
    return table
            instanceof
            org.apache.kafka.streams.state.internals.BlockBasedTableConfigWithAccessibleCache own
        ? own.blockCache()
        : null;
  }

  private static Shared acquire(long bytes, double share) {
    synchronized (LOCK) {
      Shared memory = shared;
      if (memory != null
          && memory.stores == 0
          && (memory.bytes != bytes || memory.share != share)) {
        memory.close();
        memory = null;
      }
      if (memory == null) {
        RocksDB.loadLibrary();
        memory = new Shared(bytes, share);
        shared = memory;
      } else if (memory.bytes != bytes) {
        LOG.warn(
            "{} is {} here, but the process already shares {} bytes: those are used. Set the same"
                + " value for all applications in one process.",
            BYTES,
            bytes,
            memory.bytes);
      }
      memory.stores++;
      return memory;
    }
  }

  private static void release() {
    synchronized (LOCK) {
      if (shared != null) {
        shared.stores--;
      }
    }
  }

  private static long bytes(Map<String, Object> configs) {
    Object value = configs.get(BYTES);
    if (value == null) {
      return DEFAULT_BYTES;
    }
    long bytes;
    try {
      bytes =
          value instanceof Number number ? number.longValue() : Long.parseLong(value.toString());
    } catch (NumberFormatException e) {
      throw new ConfigException(BYTES, value, "must be a number of bytes");
    }
    if (bytes < MIN_BYTES) {
      throw new ConfigException(BYTES, value, "must be at least " + MIN_BYTES);
    }
    return bytes;
  }

  private static double share(Map<String, Object> configs) {
    Object value = configs.get(WRITE_BUFFER_SHARE);
    if (value == null) {
      return DEFAULT_WRITE_BUFFER_SHARE;
    }
    double share;
    try {
      share = Double.parseDouble(value.toString());
    } catch (NumberFormatException e) {
      throw new ConfigException(WRITE_BUFFER_SHARE, value, "must be a share, such as 0.33");
    }
    if (!(share > 0 && share < 1)) {
      throw new ConfigException(WRITE_BUFFER_SHARE, value, "must be between 0 and 1");
    }
    return share;
  }

  /** Bytes that the shared memory may take; 0 while there is none. */
  public static long boundBytes() {
    synchronized (LOCK) {
      return shared == null ? 0 : shared.bytes;
    }
  }

  /** Bytes of it for write buffers. */
  static long writeBufferBytes() {
    synchronized (LOCK) {
      return shared == null ? 0 : (long) (shared.bytes * shared.share);
    }
  }

  /** Stores that share the memory now. */
  static int stores() {
    synchronized (LOCK) {
      return shared == null ? 0 : shared.stores;
    }
  }

  /** Bytes of the shared memory in use now, write buffers included. */
  public static long usedBytes() {
    synchronized (LOCK) {
      return shared == null ? 0 : shared.cache.getUsage();
    }
  }
}
