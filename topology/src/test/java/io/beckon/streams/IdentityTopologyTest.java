package io.beckon.streams;

import static io.beckon.model.Events.added;
import static io.beckon.model.Events.aliased;
import static io.beckon.model.Events.ordered;
import static io.beckon.model.Events.viewed;
import static org.assertj.core.api.Assertions.assertThat;

import io.beckon.contract.AbandonmentTrigger;
import io.beckon.contract.ErasureRequested;
import io.beckon.contract.Item;
import io.beckon.contract.PageViewed;
import io.beckon.contract.SendCommand;
import io.beckon.contract.TriggerKind;
import io.beckon.engine.People;
import io.beckon.model.Touches;
import io.beckon.streams.state.StoreNames;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hand-overs through the topology: the log read back, stores, restarts, shadow. */
class IdentityTopologyTest {

  private static final long MINUTE = Duration.ofMinutes(1).toMillis();
  private static final long HOUR = Duration.ofHours(1).toMillis();

  @TempDir Path dir;

  @Test
  void shouldMessageTheKnownShopperAboutTheAnonymousCart() {
    try (Partition partition = new Partition(dir).withReadyMadeFlows()) {
      append(partition, People.known("ann"), 0);
      partition.append(added("anon", "shoes"), MINUTE);
      append(partition, People.becomes("ann", "anon"), 2 * MINUTE);
      partition.append(added("anon", "hat"), 3 * MINUTE);

      partition.wallClock(2 * HOUR);
      partition.wallClock(2 * HOUR + 1000);

      List<AbandonmentTrigger> triggers = partition.triggers();
      assertThat(triggers).hasSize(1);
      assertThat(triggers.get(0).getKind()).isEqualTo(TriggerKind.CART);
      assertThat(triggers.get(0).getShopperId()).isEqualTo("ann");
      assertThat(triggers.get(0).getItems())
          .extracting(Item::getProductId)
          .containsExactlyInAnyOrder("shoes", "hat");
      assertThat(partition.commands()).extracting(SendCommand::getShopperId).containsExactly("ann");
      assertThat(partition.deadLetters()).isEmpty();
      assertThat(partition.count("beckon.appended")).isGreaterThanOrEqualTo(3);
    }
  }

  @Test
  void shouldSendNothingAboutWhatTheKnownShopperBought() {
    try (Partition partition = new Partition(dir).withReadyMadeFlows()) {
      append(partition, People.known("ann"), 0);
      partition.append(added("anon", "shoes"), MINUTE);
      partition.append(ordered("ann", "o1"), 2 * MINUTE);
      partition.append(aliased("ann", "anon"), 3 * MINUTE);

      partition.wallClock(3 * HOUR);
      partition.wallClock(3 * HOUR + 1000);

      assertThat(partition.triggers()).isEmpty();
      assertThat(partition.commands()).isEmpty();
    }
  }

  @Test
  void shouldAppendNothingInShadow() {
    try (Partition partition = new Partition(dir, 0, true).withReadyMadeFlows()) {
      partition.append(added("anon", "shoes"), MINUTE);
      partition.append(aliased("ann", "anon"), 2 * MINUTE);
      append(partition, People.becomes("ann", "anon"), 3 * MINUTE);
      partition.append(added("anon", "hat"), 4 * MINUTE);

      assertThat(partition.count("beckon.appended")).isZero();
      assertThat(partition.deadLetters()).isEmpty();
    }
  }

  @Test
  void shouldNameNobodyInTheIndexesWhoWasErased() {
    try (Partition partition = new Partition(dir).withReadyMadeFlows()) {
      for (String shopper : List.of("ann", "bob")) {
        append(partition, People.known(shopper), 0);
        partition.append(viewed(shopper, "hat"), MINUTE);
        partition.append(added(shopper, "shoes"), MINUTE);
      }
      partition.wallClock(2 * MINUTE);
      assertThat(indexes(partition)).contains("ann").contains("bob");

      partition.event("ann", new ErasureRequested(List.of(), List.of()), 3 * MINUTE);
      partition.restart();
      for (int i = 0; i < 4; i++) {
        partition.event("clock", PageViewed.newBuilder().build(), 4 * MINUTE + i);
        partition.wallClock(4 * MINUTE + i);
      }

      assertThat(indexes(partition)).doesNotContain("ann").contains("bob");
      partition.wallClock(2 * HOUR);
      assertThat(partition.triggers())
          .extracting(AbandonmentTrigger::getShopperId)
          .containsExactly("bob");
      assertThat(partition.deadLetters()).isEmpty();
    }
  }

  /** All that the stores hold whose rows name many shoppers, as text. */
  private static String indexes(Partition partition) {
    StringBuilder text = new StringBuilder();
    for (String store : List.of(StoreNames.TIMERS, StoreNames.PRODUCT_INTEREST)) {
      KeyValueStore<Bytes, byte[]> rows = partition.driver.getKeyValueStore(store);
      try (KeyValueIterator<Bytes, byte[]> all = rows.all()) {
        while (all.hasNext()) {
          KeyValue<Bytes, byte[]> row = all.next();
          text.append(new String(row.key.get(), StandardCharsets.ISO_8859_1));
          text.append(new String(row.value, StandardCharsets.ISO_8859_1));
        }
      }
    }
    return text.toString();
  }

  private static void append(
      Partition partition, io.beckon.contract.ShopperEvent event, long afterStart) {
    partition.append(Touches.occurred(Partition.START + afterStart, event), afterStart);
  }
}
