package io.beckon.app.reshard;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.beckon.app.codes.CodeDeal;
import io.beckon.contract.ApplicationActivated;
import io.beckon.contract.CodesAdded;
import io.beckon.contract.ProductChanged;
import io.beckon.contract.RulesActivated;
import io.beckon.contract.ShopperEvent;
import io.beckon.contract.Tick;
import io.beckon.schemas.UnreadablePayload;
import io.beckon.schemas.WireCodec;
import io.beckon.streams.state.StateMove;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * What the old application has not read of its log, and where each record goes in the new one.
 * Events go where their shopper belongs. Definitions and changes of products stand in every old
 * partition and go into every new one, once. Ticks say when their own application read them, and
 * are left out.
 */
final class Tail {

  private final Plan plan;
  private final WireCodec codec;
  private final Map<String, Set<Integer>> unread = new HashMap<>();
  private final Set<String> changes = new HashSet<>();
  private final Set<String> sent = new HashSet<>();
  private long events;

  Tail(Plan plan, WireCodec codec) {
    this.plan = plan;
    this.codec = codec;
  }

  /** Looks at a record; all of them are to be looked at before the first is routed. */
  void look(ConsumerRecord<byte[], byte[]> record) {
    ShopperEvent event = decoded(record);
    Object payload = event == null ? null : event.getPayload();
    if (event != null && isForAll(payload)) {
      // Partitions that were added by hand have no state: what they have not read does not count.
      if (record.partition() < plan.stateIn()) {
        unread.computeIfAbsent(event.getEventId(), id -> new TreeSet<>()).add(record.partition());
        if (payload instanceof ProductChanged) {
          changes.add(event.getEventId());
        }
      }
    } else if (!isLeftOut(payload)) {
      events++;
    }
  }

  /** Events that were not read yet. */
  long events() {
    return events;
  }

  /** Changes of products that some partitions have read, and others have not. */
  Set<String> partlyRead() {
    Set<String> partly = new TreeSet<>();
    changes.stream()
        .filter(id -> !isUnreadByAll(id))
        .forEach(id -> partly.add("the change of a product (event " + id + ")"));
    return partly;
  }

  /** Gives a record as it goes into the new log. */
  void route(ConsumerRecord<byte[], byte[]> record, Consumer<ProducerRecord<byte[], byte[]>> to) {
    ShopperEvent event = decoded(record);
    Object payload = event == null ? null : event.getPayload();
    if (isLeftOut(payload)) {
      return;
    }
    if (event != null && isForAll(payload)) {
      // A definition that only some have read is in the state: each new partition has it from
      // there.
      if (isUnreadByAll(event.getEventId()) && sent.add(event.getEventId())) {
        for (int partition = 0; partition < plan.partitions(); partition++) {
          to.accept(record(record, partition, record.key()));
        }
      }
      return;
    }
    if (event != null && payload instanceof CodesAdded codes) {
      deal(record, event, codes, to);
      return;
    }
    byte[] key = record.key();
    if (key == null && event != null && !event.getShopperId().isEmpty()) {
      key = event.getShopperId().getBytes(UTF_8);
    }
    int partition =
        key == null
            ? record.partition() % plan.partitions()
            : StateMove.home(key, plan.partitions());
    to.accept(record(record, partition, key));
  }

  /** Codes were dealt out to the old partitions; each goes where it belongs among the new ones. */
  private void deal(
      ConsumerRecord<byte[], byte[]> record,
      ShopperEvent event,
      CodesAdded codes,
      Consumer<ProducerRecord<byte[], byte[]>> to) {
    CodeDeal.of(
            codes.getPool(),
            codes.getCodes(),
            codes.getValidUntil(),
            plan.partitions(),
            event.getOccurredAt())
        .forEach(
            (partition, dealt) ->
                dealt.forEach(
                    some ->
                        to.accept(
                            new ProducerRecord<>(
                                plan.newLog(),
                                partition,
                                Math.max(0, record.timestamp()),
                                null,
                                codec.encode(plan.newLog(), some)))));
  }

  private ProducerRecord<byte[], byte[]> record(
      ConsumerRecord<byte[], byte[]> record, int partition, byte @Nullable [] key) {
    return new ProducerRecord<>(
        plan.newLog(),
        partition,
        Math.max(0, record.timestamp()),
        key,
        record.value(),
        record.headers());
  }

  private boolean isUnreadByAll(String id) {
    return unread.getOrDefault(id, Set.of()).size() == plan.stateIn();
  }

  private static boolean isForAll(@Nullable Object payload) {
    return payload instanceof RulesActivated || payload instanceof ProductChanged;
  }

  private static boolean isLeftOut(@Nullable Object payload) {
    return payload instanceof Tick || payload instanceof ApplicationActivated;
  }

  /** Null for what can't be read: the new application puts it aside as the old one would have. */
  private @Nullable ShopperEvent decoded(ConsumerRecord<byte[], byte[]> record) {
    if (record.value() == null) {
      return null;
    }
    try {
      return codec.decode(record.topic(), record.headers(), record.value(), ShopperEvent.class);
    } catch (UnreadablePayload e) {
      return null;
    }
  }
}
