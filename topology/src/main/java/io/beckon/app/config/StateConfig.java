package io.beckon.app.config;

import static io.beckon.app.config.Importance.HIGH;
import static io.beckon.app.config.Importance.LOW;
import static io.beckon.app.config.Importance.MEDIUM;

import java.nio.file.Path;
import java.util.List;

/**
 * Where state is kept, and how much memory it takes.
 *
 * @param dir folder of the state on disk
 * @param cacheShoppers most shoppers that the process holds in memory; 0: as the heap has room
 * @param rocksdbMemory bytes outside the heap for all of RocksDB in this process
 * @param rocksdbWriteBufferShare part of that for write buffers
 */
public record StateConfig(
    Path dir, int cacheShoppers, long rocksdbMemory, double rocksdbWriteBufferShare) {

  private static final long HEAP_OF_A_SHOPPER = 10 * 1024;
  private static final int MIN_SHOPPERS = 1_000;
  private static final int MAX_SHOPPERS = 100_000_000;

  static final Key<Path> DIR =
      Key.of(
          "state.dir",
          Types.path(),
          "beckon-state",
          HIGH,
          "Folder of the state on disk. One for each instance; put it on a disk that outlives the"
              + " process.",
          "Beside where the application was started, not in the system's temporary folder, which a"
              + " restart of the machine empties: all state would be restored from Kafka.");

  static final Key<Integer> CACHE_SHOPPERS =
      Key.of(
          "cache.shoppers",
          Types.integer(0, 100_000_000, "shoppers"),
          "0",
          MEDIUM,
          "Most shoppers that the process holds in memory, all its partitions together; 0: one for"
              + " each 10 KB of the largest heap (-Xmx). Fewer are held while collections find the"
              + " heap too full.",
          "A shopper with a cart and a history takes 1 to 5 KB, so about a third of the heap is"
              + " theirs. Who is not in memory when they come back, or when a wait is over, must be"
              + " read from the stores: with room for all 200,000 shoppers of a benchmark instead of"
              + " 80,000 it was 1.4 times as fast.");

  static final Key<Long> ROCKSDB_MEMORY =
      Key.of(
          "rocksdb.memory",
          Types.size("16MiB", "1024GiB"),
          "256MiB",
          HIGH,
          "Memory outside the heap for all of RocksDB in this process: caches, indexes, filters and"
              + " write buffers together. A container needs heap, this, and about 200 MB besides.",
          "By itself RocksDB would take about 100 MB for each store and partition, without bound."
              + " Shoppers who are active now are in the heap, so that this serves those who return.");

  static final Key<Double> ROCKSDB_WRITE_BUFFER_SHARE =
      Key.of(
          "rocksdb.write.buffer.share",
          Types.share(0.1, 0.9),
          "0.33",
          LOW,
          "Part of rocksdb.memory for write buffers; the rest caches what is read.",
          "With some forty stores in a process, much less would flush many small files.");

  static final List<Key<?>> KEYS =
      List.of(DIR, CACHE_SHOPPERS, ROCKSDB_MEMORY, ROCKSDB_WRITE_BUFFER_SHARE);

  private static int shoppers(int wanted) {
    long fitting = Runtime.getRuntime().maxMemory() / HEAP_OF_A_SHOPPER;
    return wanted > 0 ? wanted : (int) Math.max(MIN_SHOPPERS, Math.min(fitting, MAX_SHOPPERS));
  }

  static StateConfig from(Values values) {
    return new StateConfig(
        values.get(DIR),
        shoppers(values.get(CACHE_SHOPPERS)),
        values.get(ROCKSDB_MEMORY),
        values.get(ROCKSDB_WRITE_BUFFER_SHARE));
  }
}
