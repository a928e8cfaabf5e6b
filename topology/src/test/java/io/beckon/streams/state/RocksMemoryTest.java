package io.beckon.streams.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.streams.state.internals.BlockBasedTableConfigWithAccessibleCache;
import org.junit.jupiter.api.Test;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;

class RocksMemoryTest {

  private static final Map<String, Object> CONFIG = Map.of(RocksMemory.BYTES, "33554432");

  @Test
  void shouldShareOneCacheWhenManyStoresAreOpen() {
    RocksDB.loadLibrary();
    int before = RocksMemory.stores();
    Set<Cache> caches = new HashSet<>();
    Set<Object> buffers = new HashSet<>();
    List<RocksMemory> setters = new ArrayList<>();
    List<Options> all = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      Options options = streamsOptions();
      BlockBasedTableConfigWithAccessibleCache table =
          (BlockBasedTableConfigWithAccessibleCache) options.tableFormatConfig();
      Cache own = table.blockCache();
      RocksMemory setter = new RocksMemory();
      setter.setConfig("store-" + i, options, CONFIG);
      assertThat(own.isOwningHandle()).as("cache of Streams' own").isFalse();
      assertThat(table.cacheIndexAndFilterBlocks()).isTrue();
      caches.add(table.blockCache());
      buffers.add(options.writeBufferManager());
      setters.add(setter);
      all.add(options);
    }

    assertThat(caches).hasSize(1);
    assertThat(buffers).hasSize(1);
    assertThat(RocksMemory.stores()).isEqualTo(before + 20);

    Cache shared = caches.iterator().next();
    for (int i = 0; i < 20; i++) {
      assertThat(shared.isOwningHandle()).isTrue();
      setters.get(i).close("store-" + i, all.get(i));
      setters.get(i).close("store-" + i, all.get(i));
      all.get(i).close();
    }
    assertThat(RocksMemory.stores()).isEqualTo(before);
  }

  @Test
  void shouldUseTheMemoryWhenStoresAreOpenedByStreams() {
    int before = RocksMemory.stores();
    try (StoreHarness harness = new StoreHarness(10)) {
      assertThat(RocksMemory.stores()).isEqualTo(before + StateStores.names().length - 1);
      harness.change("s", shopper -> shopper.head(shopper.head().activeAt(5)));
      assertThat(RocksMemory.usedBytes()).isPositive();
    }
    assertThat(RocksMemory.stores()).isEqualTo(before);
  }

  @Test
  void shouldSayWhatIsAllowedWhenTheSizeIsWrong() {
    assertThatThrownBy(() -> configure(Map.of(RocksMemory.BYTES, "lots")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(RocksMemory.BYTES)
        .hasMessageContaining("number of bytes");
    assertThatThrownBy(() -> configure(Map.of(RocksMemory.BYTES, 5)))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("at least 16777216");
  }

  @Test
  void shouldRefuseAShareThatIsNone() {
    for (Object share : List.of("half", 0, 1, -0.5)) {
      assertThatThrownBy(() -> configure(Map.of(RocksMemory.WRITE_BUFFER_SHARE, share)))
          .isInstanceOf(ConfigException.class)
          .hasMessageContaining(RocksMemory.WRITE_BUFFER_SHARE);
    }
  }

  @Test
  void shouldGiveWriteBuffersTheirShareOfTheMemory() {
    try (Options options = streamsOptions()) {
      RocksMemory setter = new RocksMemory();
      setter.setConfig(
          "store",
          options,
          Map.of(RocksMemory.BYTES, 20L * 1024 * 1024, RocksMemory.WRITE_BUFFER_SHARE, 0.25));
      // Nobody else's store is open in this test, so that the memory is made for this one.
      assertThat(RocksMemory.stores()).isEqualTo(1);
      assertThat(RocksMemory.boundBytes()).isEqualTo(20L * 1024 * 1024);
      assertThat(RocksMemory.writeBufferBytes()).isEqualTo(5L * 1024 * 1024);
      setter.close("store", options);
    }
  }

  private static void configure(Map<String, Object> config) {
    try (Options options = streamsOptions()) {
      new RocksMemory().setConfig("store", options, config);
    }
  }

  private static Options streamsOptions() {
    BlockBasedTableConfigWithAccessibleCache table = new BlockBasedTableConfigWithAccessibleCache();
    table.setBlockCache(new LRUCache(1024 * 1024));
    Options options = new Options();
    options.setTableFormatConfig(table);
    return options;
  }
}
