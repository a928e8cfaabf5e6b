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
 * @param cacheShoppers most shoppers that a task holds in memory
 * @param rocksdbMemory bytes outside the heap for all of RocksDB in this process
 * @param rocksdbWriteBufferShare part of that for write buffers
 */
public record StateConfig(
    Path dir, int cacheShoppers, long rocksdbMemory, double rocksdbWriteBufferShare) {

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
          Types.integer(1, 100_000_000, "shoppers"),
          "20000",
          MEDIUM,
          "Most shoppers that one task (one partition) holds in memory.",
          "About those active within an hour or two in one of eight partitions of a busy shop. A"
              + " shopper with a cart takes about 1 KB of heap: 20 MB for each task.");

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
          "0.5",
          LOW,
          "Part of rocksdb.memory for write buffers; the rest caches what is read.",
          "With some forty stores in a process, much less would flush many small files.");

  static final List<Key<?>> KEYS =
      List.of(DIR, CACHE_SHOPPERS, ROCKSDB_MEMORY, ROCKSDB_WRITE_BUFFER_SHARE);

  static StateConfig from(Values values) {
    return new StateConfig(
        values.get(DIR),
        values.get(CACHE_SHOPPERS),
        values.get(ROCKSDB_MEMORY),
        values.get(ROCKSDB_WRITE_BUFFER_SHARE));
  }
}
