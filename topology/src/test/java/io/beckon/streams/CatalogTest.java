package io.beckon.streams;

import static io.beckon.engine.catalog.Goods.gone;
import static io.beckon.engine.catalog.Goods.goods;
import static io.beckon.model.Events.added;
import static io.beckon.model.Events.priced;
import static io.beckon.model.Events.viewed;
import static org.assertj.core.api.Assertions.assertThat;

import io.beckon.contract.Decision;
import io.beckon.contract.Item;
import io.beckon.contract.Outcome;
import io.beckon.contract.SendCommand;
import io.beckon.engine.People;
import io.beckon.engine.policy.Reasons;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The catalog's topic, as messages see it. */
@SuppressWarnings("NullAway.Init")
class CatalogTest {

  private static final long HOUR = Duration.ofHours(1).toMillis();

  @TempDir Path dir;
  private Partition partition;

  @BeforeEach
  void open() {
    partition = new Partition(dir).withReadyMadeFlows();
  }

  @AfterEach
  void close() {
    partition.close();
  }

  @Test
  void shouldShowWhatTheTopicSaysWhenTheMessageLeaves() {
    partition.product(goods("shoes", 3, 4_000));
    decide();
    partition.product(goods("shoes", 2, 3_500));
    leave();

    assertThat(sent().getItems())
        .extracting(Item::getName, Item::getPrice)
        .containsExactly(Tuple.tuple("The shoes", 3_500L), Tuple.tuple(null, 1_000L));
    assertThat(partition.decisions())
        .filteredOn(d -> d.getOutcome() == Outcome.QUEUED || d.getOutcome() == Outcome.SENT)
        .extracting(d -> d.getInputs().get("product.shoes"))
        .containsExactly("for sale, 3 in stock, 4000 USD", "for sale, 2 in stock, 3500 USD");
  }

  @Test
  void shouldNotSendWhenAllWasSoldOutBetweenDecisionAndTick() {
    decide();
    partition.product(gone("shoes"));
    partition.product(gone("hat"));
    leave();

    assertThat(partition.commands()).isEmpty();
    assertThat(partition.decisions())
        .last()
        .returns(Outcome.SKIPPED, Decision::getOutcome)
        .returns(Reasons.OUT_OF_STOCK, Decision::getReason);
  }

  @Test
  void shouldShowWhatTheEventsSaidWhenAProductWasTakenOutOfTheTopic() {
    partition.product(gone("shoes"));
    partition.product("shoes", null);
    decide();
    leave();

    assertThat(sent().getItems()).hasSize(2);
  }

  @Test
  void shouldTakeAProductAsNotKnownWhenItCannotBeRead() {
    partition.product("shoes", "no product".getBytes(StandardCharsets.UTF_8));
    decide();
    leave();

    assertThat(sent().getItems()).extracting(Item::getPrice).containsExactly(4_990L, 1_000L);
    assertThat(partition.count("beckon.products.unreadable"))
        .as("once, though it was asked for twice")
        .isEqualTo(1);
    assertThat(partition.deadLetters()).isEmpty();
  }

  private void decide() {
    partition.append(People.known("ann"), 1);
    partition.append(added("ann", priced("shoes", 1, 4_990)), 2);
    partition.append(added("ann", priced("hat", 1, 1_000)), 3);
    partition.append(viewed("bob", "hat"), 2 * HOUR);
  }

  private void leave() {
    partition.wallClock(2 * HOUR + 1_000);
  }

  private SendCommand sent() {
    return partition.commands().get(0);
  }
}
