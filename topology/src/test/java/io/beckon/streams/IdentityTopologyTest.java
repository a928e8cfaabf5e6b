package io.beckon.streams;

import static io.beckon.model.Events.added;
import static io.beckon.model.Events.aliased;
import static io.beckon.model.Events.ordered;
import static org.assertj.core.api.Assertions.assertThat;

import io.beckon.contract.AbandonmentTrigger;
import io.beckon.contract.Item;
import io.beckon.contract.SendCommand;
import io.beckon.contract.TriggerKind;
import io.beckon.engine.People;
import io.beckon.model.Touches;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
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

  private static void append(
      Partition partition, io.beckon.contract.ShopperEvent event, long afterStart) {
    partition.append(Touches.occurred(Partition.START + afterStart, event), afterStart);
  }
}
