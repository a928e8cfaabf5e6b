package io.beckon.app.reshard;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.beckon.contract.ApplicationActivated;
import io.beckon.contract.CodesAdded;
import io.beckon.contract.PageViewed;
import io.beckon.contract.Product;
import io.beckon.contract.ProductChanged;
import io.beckon.contract.RuleKind;
import io.beckon.contract.RulesActivated;
import io.beckon.contract.ShopperEvent;
import io.beckon.contract.Tick;
import io.beckon.engine.code.CodePools;
import io.beckon.schemas.ContractTrust;
import io.beckon.schemas.WireCodec;
import io.beckon.schemas.WireCodecs;
import io.beckon.streams.Partitions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TailTest {

  static {
    ContractTrust.grant(); // a product has defaults, and Avro reads classes out of these
  }

  private static final int STATE_IN = 2;
  private static final int TO = 5;

  private final WireCodec codec =
      WireCodecs.create(Map.of(WireCodecs.FORMAT_CONFIG, WireCodecs.SINGLE_OBJECT));
  private final List<ConsumerRecord<byte[], byte[]>> log = new ArrayList<>();

  @Test
  void shouldSendEachEventToItsShoppersPartitionWithItsTime() {
    add(1, "ann", "e1", 70, PageViewed.newBuilder().build());
    List<ProducerRecord<byte[], byte[]>> routed = routed();

    assertThat(routed).hasSize(1);
    ProducerRecord<byte[], byte[]> record = routed.get(0);
    assertThat(record.topic()).isEqualTo("new");
    assertThat(record.partition()).isEqualTo(Partitions.of("ann".getBytes(UTF_8), TO));
    assertThat(record.timestamp()).isEqualTo(70);
    assertThat(record.value()).isEqualTo(log.get(0).value());
  }

  @Test
  void shouldGiveARecordWithoutAKeyItsShoppers() {
    byte[] value = encoded("ann", "e1", PageViewed.newBuilder().build());
    log.add(new ConsumerRecord<>("old", 0, 0, null, value));
    assertThat(routed().get(0).key()).isEqualTo("ann".getBytes(UTF_8));
  }

  @Test
  void shouldLeaveOutTicksAndKeepWhatCantBeRead() {
    add(0, "", "", 1, new Tick(1L, 0L, "beckon"));
    add(0, "", "a", 1, new ApplicationActivated("beckon"));
    log.add(new ConsumerRecord<>("old", 1, 9, "ann".getBytes(UTF_8), new byte[] {1, 2, 3}));
    log.add(new ConsumerRecord<>("old", 1, 10, null, new byte[] {4}));
    assertThat(routed())
        .extracting(ProducerRecord::value)
        .containsExactly(log.get(2).value(), log.get(3).value());
  }

  @Test
  void shouldTellEveryPartitionOnceOfADefinitionThatNobodyHasRead() {
    add(0, "", "rules:vip@1", 5, rules());
    add(1, "", "rules:vip@1", 6, rules());
    add(3, "", "rules:vip@1", 6, rules()); // a partition that was added by hand
    List<ProducerRecord<byte[], byte[]>> routed = routed();
    assertThat(routed).extracting(ProducerRecord::partition).containsExactly(0, 1, 2, 3, 4);
    assertThat(routed).extracting(ProducerRecord::timestamp).containsOnly(5L);
  }

  @Test
  void shouldLeaveADefinitionToTheStateWhenAnybodyHasReadIt() {
    add(1, "", "rules:vip@1", 6, rules());
    add(3, "", "rules:vip@1", 6, rules());
    assertThat(routed()).isEmpty();
    assertThat(looked().partlyRead()).isEmpty();
  }

  @Test
  void shouldDealCodesOutAnew() {
    List<String> codes = IntStream.range(0, 40).mapToObj(i -> "C" + i).toList();
    add(0, "", "codes", 8, new CodesAdded("spring", codes, 99L));
    List<String> dealt = new ArrayList<>();
    for (ProducerRecord<byte[], byte[]> record : routed()) {
      assertThat(record.timestamp()).isEqualTo(8);
      CodesAdded some =
          (CodesAdded)
              codec
                  .decode("new", record.headers(), record.value(), ShopperEvent.class)
                  .getPayload();
      assertThat(some.getValidUntil()).isEqualTo(99L);
      for (String code : some.getCodes()) {
        byte[] row = CodePools.key("spring", code).getBytes(UTF_8);
        assertThat(Partitions.of(row, TO)).isEqualTo(record.partition());
        dealt.add(code);
      }
    }
    assertThat(dealt).containsExactlyInAnyOrderElementsOf(codes);
  }

  @Test
  void shouldNameChangesOfProductsThatOnlySomeHaveRead() {
    add(0, "", "c1", 5, change());
    add(1, "", "c1", 5, change());
    assertThat(looked().partlyRead()).isEmpty();
    add(0, "", "c2", 5, change());
    assertThat(looked().partlyRead()).containsExactly("the change of a product (event c2)");
  }

  @Test
  void shouldCountWhatIsNotReadYet() {
    add(0, "ann", "e1", 70, PageViewed.newBuilder().build());
    add(0, "", "", 1, new Tick(1L, 0L, "beckon"));
    assertThat(looked().events()).isEqualTo(1);
  }

  private Tail looked() {
    Plan plan = new Plan("a", "b", STATE_IN, TO, "old", "new", new TreeMap<>(), 0);
    Tail tail = new Tail(plan, codec);
    log.forEach(tail::look);
    return tail;
  }

  private List<ProducerRecord<byte[], byte[]>> routed() {
    Tail tail = looked();
    List<ProducerRecord<byte[], byte[]>> routed = new ArrayList<>();
    log.forEach(record -> tail.route(record, routed::add));
    return routed;
  }

  private static RulesActivated rules() {
    return new RulesActivated(RuleKind.FLOW, "vip", 1, "text", "hash");
  }

  private static ProductChanged change() {
    Product product = Product.newBuilder().setProductId("p").setTitle("Hat").build();
    return new ProductChanged(null, product);
  }

  private void add(int partition, String shopper, String id, long at, SpecificRecord payload) {
    byte @Nullable [] key = shopper.isEmpty() ? null : shopper.getBytes(UTF_8);
    log.add(
        new ConsumerRecord<>(
            "old",
            partition,
            log.size(),
            at,
            org.apache.kafka.common.record.TimestampType.CREATE_TIME,
            0,
            0,
            key,
            encoded(shopper, id, payload),
            new org.apache.kafka.common.header.internals.RecordHeaders(),
            java.util.Optional.empty()));
  }

  private byte[] encoded(String shopper, String id, SpecificRecord payload) {
    return codec.encode(
        "old",
        ShopperEvent.newBuilder()
            .setEventId(id)
            .setOccurredAt(1)
            .setShopperId(shopper)
            .setSource("test")
            .setPayload(payload)
            .build());
  }
}
