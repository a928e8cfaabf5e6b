package io.beckon.streams;

import static io.beckon.engine.catalog.Goods.goods;
import static org.assertj.core.api.Assertions.assertThat;

import io.beckon.contract.Product;
import io.beckon.contract.ProductChanged;
import io.beckon.contract.ShopperEvent;
import io.beckon.engine.catalog.ProductChanges;
import io.beckon.schemas.WireCodec;
import io.beckon.schemas.WireCodecs;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.TopologyTestDriver;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the log is told of changes in the catalog. */
@SuppressWarnings("NullAway.Init")
class ProductFeedTest {

  @TempDir Path dir;
  private final WireCodec codec = WireCodecs.create(Map.of());
  private TopologyTestDriver driver;

  @BeforeEach
  void open() {
    Properties properties = new Properties();
    properties.putAll(Partition.config());
    properties.put("state.dir", dir.toString());
    driver =
        new TopologyTestDriver(
            ProductFeedTopology.build(
                Partition.TOPICS, () -> WireCodecs.create(Map.of()), Partition.config()),
            properties);
  }

  @AfterEach
  void close() {
    driver.close();
  }

  @Test
  void shouldTellOnlyWhatAShopperMayWantToKnow() {
    write("hat", goods("hat", 0, 1_000), 1);
    assertThat(told()).as("a catalog that is new").isEmpty();
    write("hat", goods("hat", 50, 1_000), 2);
    assertThat(told()).hasSize(1);
    write("hat", goods("hat", 40, 1_000), 3);
    write("hat", goods("hat", 40, 1_200), 4);
    assertThat(told()).as("a sale, and a higher price").isEmpty();
    write("hat", goods("hat", 40, 1_100), 5);
    write("hat", goods("hat", 20, 1_100), 6);
    assertThat(told()).hasSize(2);
    write("hat", null, 7);
    write("hat", goods("hat", 5, 500), 8);
    assertThat(told()).as("what was taken out is not known").isEmpty();
  }

  @Test
  void shouldTellBothStatesUnderTheIdThatAReplayGives() {
    Product before = goods("hat", 0, 1_000);
    Product after = goods("hat", 50, 1_000);
    write("hat", before, 1);
    write("hat", after, 2_000);

    ShopperEvent event = told().get(0);
    ProductChanged change = (ProductChanged) event.getPayload();
    assertThat(change.getBefore()).isEqualTo(before);
    assertThat(change.getAfter()).isEqualTo(after);
    assertThat(event.getEventId()).isEqualTo(ProductChanges.id(change, 2_000));
    assertThat(event.getShopperId()).isEmpty();
  }

  private void write(String id, @Nullable Product product, long at) {
    driver
        .createInputTopic(
            Partition.TOPICS.products(), new ByteArraySerializer(), new ByteArraySerializer())
        .pipeInput(
            id.getBytes(StandardCharsets.UTF_8),
            product == null ? null : codec.encode(Partition.TOPICS.products(), product),
            Instant.ofEpochMilli(at));
  }

  private List<ShopperEvent> told() {
    String topic = Partition.TOPICS.shopperEvents();
    return driver
        .createOutputTopic(topic, new ByteArrayDeserializer(), new ByteArrayDeserializer())
        .readRecordsToList()
        .stream()
        .map(record -> codec.decode(topic, record.headers(), record.value(), ShopperEvent.class))
        .toList();
  }
}
