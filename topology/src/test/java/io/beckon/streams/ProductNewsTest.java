package io.beckon.streams;

import static io.beckon.engine.catalog.Goods.goods;
import static io.beckon.model.Events.viewed;
import static org.assertj.core.api.Assertions.assertThat;

import io.beckon.contract.Decision;
import io.beckon.contract.Outcome;
import io.beckon.contract.Product;
import io.beckon.contract.ProductChanged;
import io.beckon.contract.ShopperEvent;
import io.beckon.engine.FlowScenario;
import io.beckon.engine.catalog.ProductChanges;
import io.beckon.engine.flow.load.RuleLoader;
import io.beckon.model.Clock;
import io.beckon.streams.state.StoreNames;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Changes of products in the log of a task, and what is left of them when it begins again. */
@SuppressWarnings("NullAway.Init")
class ProductNewsTest {

  private static final int SHOPPERS = 300;
  private static final long MINUTE = Duration.ofMinutes(1).toMillis();
  private static final String FLOW =
      """
      flow: back
      title: Back
      purpose: marketing
      trigger: {on: back-in-stock}
      entry: {key: product}
      steps:
        - end: {id: over}
      """;

  @TempDir Path dir;
  private Partition partition;

  @BeforeEach
  void open() {
    partition = new Partition(dir);
  }

  @AfterEach
  void close() {
    partition.close();
  }

  @Test
  void shouldWriteNothingWhileNoFlowAsksForChanges() {
    look(10);
    change(MINUTE);

    assertThat(rows()).isEmpty();
  }

  @Test
  void shouldTellEverybodyOnceWithinTheBudgetOfARecord() {
    partition.activate("back", 1, FLOW, RuleLoader.hash(FLOW));
    look(SHOPPERS);
    change(MINUTE);
    assertThat(entered()).isEmpty();

    partition.append(viewed("other", "shoes"), 2 * MINUTE);
    assertThat(entered()).as("64 timers a record").hasSize(64);
    partition.wallClock(2 * MINUTE);

    assertThat(entered()).hasSize(SHOPPERS - 64).doesNotHaveDuplicates();
    partition.append(viewed("other", "socks"), 3 * MINUTE);
    assertThat(rows().keySet()).as("nothing is left but who looked at what").allMatch(k -> k < 2);
  }

  @Test
  void shouldTellBeforeTheShoppersOwnLaterRecordWhateverTheBudget() {
    partition.activate("back", 1, FLOW, RuleLoader.hash(FLOW));
    look(SHOPPERS);
    change(MINUTE);
    partition.append(viewed(id(SHOPPERS - 1), "shoes"), 2 * MINUTE);

    assertThat(partition.decisions())
        .filteredOn(d -> d.getShopperId().equals(id(SHOPPERS - 1)))
        .extracting(Decision::getOutcome, Decision::getAt)
        .startsWith(Tuple.tuple(Outcome.ENTERED, Partition.START + MINUTE + 30_000));
  }

  @Test
  void shouldGoOnWhereItWasWhenTheTaskBeginsAgain() {
    partition.activate("back", 1, FLOW, RuleLoader.hash(FLOW));
    look(SHOPPERS);
    change(MINUTE);
    partition.append(viewed(id(SHOPPERS - 1), "shoes"), 2 * MINUTE);
    List<String> told = new ArrayList<>(entered());
    assertThat(told).hasSize(65).contains(id(SHOPPERS - 1));

    // Who looks after the change is none of those concerned, however often the index is read.
    partition.append(viewed("late", "hat"), 2 * MINUTE);
    for (int i = 1; i <= 5; i++) {
      partition.restart();
      partition.append(viewed("other" + i, "shoes"), 2 * MINUTE + i);
    }
    told.addAll(entered());

    assertThat(told).hasSize(SHOPPERS).doesNotHaveDuplicates().doesNotContain("late");
    partition.append(viewed("other", "socks"), 3 * MINUTE);
    assertThat(rows().keySet()).allMatch(kind -> kind < 2);
  }

  @Test
  void shouldDecideAsAReplayDoesHoweverOftenItBeginsAgain() {
    partition.activate("back", 1, FLOW, RuleLoader.hash(FLOW));
    FlowScenario replay = FlowScenario.replaying(FLOW);
    Random random = new Random(7);
    Map<String, Integer> stock = new HashMap<>();
    long now = 1;
    for (int i = 0; i < 600; i++) {
      now += random.nextInt(4) == 0 ? 20_000 : random.nextInt(3);
      long at = Partition.START + now;
      String product = "p" + random.nextInt(3);
      if (random.nextInt(4) == 0) {
        Product before = goods(product, stock.getOrDefault(product, 0), 1_000);
        stock.put(product, random.nextInt(2) * 50);
        Product after = goods(product, stock.get(product), 1_000);
        replay.listing(before).changed(Clock.print(at), after);
        ProductChanged change = ProductChanges.between(before, after, at);
        if (change != null) {
          partition.append(
              new ShopperEvent(ProductChanges.id(change, at), at, "", "products", false, change),
              now);
        }
      } else {
        ShopperEvent look =
            ShopperEvent.newBuilder(viewed("s" + random.nextInt(90), product))
                .setEventId("e" + i)
                .setOccurredAt(at)
                .build();
        replay.at(Clock.print(at), look);
        if (i % 37 == 0) {
          partition.restart();
        }
        partition.append(look, now);
      }
    }
    partition.append(viewed("last", "shoes"), now + 60_000);
    partition.wallClock(now + 60_000);
    replay.pass(Clock.print(Partition.START + now + 60_000));

    List<String> decided = partition.decisions().stream().map(ProductNewsTest::line).toList();
    assertThat(decided).hasSizeGreaterThan(300);
    assertThat(decided)
        .containsExactlyInAnyOrderElementsOf(
            replay.decisions().stream().map(ProductNewsTest::line).toList());
  }

  private static String line(Decision decision) {
    return decision.getShopperId()
        + " "
        + decision.getOutcome()
        + " "
        + decision.getOriginId()
        + " "
        + decision.getAt();
  }

  private void look(int shoppers) {
    for (int i = 0; i < shoppers; i++) {
      partition.append(viewed(id(i), "hat"), i);
    }
  }

  private void change(long afterStart) {
    long at = Partition.START + afterStart;
    Product before = goods("hat", 0, 1_000);
    ProductChanged change =
        Objects.requireNonNull(ProductChanges.between(before, goods("hat", 5, 1_000), at));
    partition.append(
        new ShopperEvent(ProductChanges.id(change, at), at, "", "products", false, change),
        afterStart);
  }

  private List<String> entered() {
    return enteredIn(partition);
  }

  private static List<String> enteredIn(Partition partition) {
    return partition.decisions().stream()
        .filter(d -> d.getOutcome() == Outcome.ENTERED)
        .map(Decision::getShopperId)
        .toList();
  }

  private Map<Integer, Integer> rows() {
    Map<Integer, Integer> kinds = new HashMap<>();
    KeyValueStore<Bytes, byte[]> store =
        partition.driver.getKeyValueStore(StoreNames.PRODUCT_INTEREST);
    try (KeyValueIterator<Bytes, byte[]> all = store.all()) {
      all.forEachRemaining(row -> kinds.merge((int) row.key.get()[0], 1, Integer::sum));
    }
    return kinds;
  }

  private static String id(int number) {
    return "s" + number;
  }
}
