package io.beckon.streams.state;

import static io.beckon.streams.state.Deeds.T;
import static io.beckon.streams.state.Deeds.add;
import static io.beckon.streams.state.Deeds.item;
import static io.beckon.streams.state.Deeds.order;
import static io.beckon.streams.state.Deeds.pending;
import static io.beckon.streams.state.Deeds.view;
import static io.beckon.streams.state.Deeds.waiting;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.beckon.contract.Item;
import io.beckon.engine.shopper.BrowseHistory;
import io.beckon.engine.shopper.Cart;
import io.beckon.engine.shopper.Profile;
import io.beckon.engine.shopper.SendQueue;
import io.beckon.engine.shopper.Shopper;
import io.beckon.engine.shopper.ViewedProduct;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Shoppers leave memory and come back, also after a restart; and what can not be read or written.
 */
class ShopperMemoryTest {

  private static final long MINUTE = 60_000L;
  private static final long HOUR = 60 * MINUTE;
  private static final String ID = "shopper-001";

  private final StoreHarness harness = new StoreHarness(3);

  @AfterEach
  void close() {
    harness.close();
  }

  @Test
  void shouldLetGoOfSomeWhenThereAreTooManyAndReadThemAgain() {
    harness.inOneCommit(
        store -> {
          for (int i = 0; i < 5; i++) {
            view(store.get("s-" + i), "p-1", T);
          }
          assertThat(store.isCrowded()).isTrue();
          assertThat(store.size()).isEqualTo(5);
        });

    assertThat(harness.store().size()).isEqualTo(3);
    assertThat(harness.store().counters().evictions()).isEqualTo(2);
    for (int i = 0; i < 5; i++) {
      harness.change("s-" + i, shopper -> assertThat(shopper.visit()).isNotNull());
      assertThat(harness.store().size()).isEqualTo(3);
    }
    assertThat(harness.store().counters().loads()).isBetween(7L, 10L);
  }

  @Test
  void shouldLookAtThoseInMemoryWithoutReadingOrChangingAnybody() {
    harness.change("s-1", shopper -> view(shopper, "p-1", T));
    harness.change("s-ü", shopper -> view(shopper, "p-1", T));
    Shopper.Parts before = harness.stored("s-1");
    harness.inOneCommit(
        store -> {
          byte[][] keys = {
            "s-1".getBytes(UTF_8),
            "s-2".getBytes(UTF_8),
            "s-ü".getBytes(UTF_8),
            new byte[0],
            {-1, 0, -128, 127},
            "s-1".getBytes(UTF_8)
          };
          long loads = store.counters().loads();

          assertThat(store.foresee(keys, keys.length)).isEqualTo(2);
          assertThat(store.foresee(keys, 1)).isEqualTo(1);
          assertThat(store.foresee(new byte[][] {keys[1]}, 1)).isZero();
          assertThat(store.counters().loads()).isEqualTo(loads);
          assertThat(store.isDirty()).isFalse();
        });

    assertThat(harness.stored("s-1")).isEqualTo(before);
  }

  @Test
  void shouldWriteTheRowInFullWhenAShopperLeavesMemoryWithManyPages() {
    harness.change(ID, shopper -> shopper.profile(Profile.EMPTY.knownAs("k")));
    for (int i = 0; i < 12; i++) {
      int view = i;
      harness.change(ID, shopper -> view(shopper, "p-" + view, T + view));
    }
    ordered(ID, "p-1", T + 20);
    harness.change("few", shopper -> view(shopper, "p-1", T));
    harness.change("few", shopper -> view(shopper, "p-2", T));
    Shopper.Parts expected = harness.store().get(ID).parts();
    harness.inOneCommit(store -> {});
    harness.changelogs();

    for (int i = 0; i < 12; i++) {
      harness.change("s-" + i, shopper -> view(shopper, "p-1", T));
    }

    Map<String, List<TestRecord<byte[], byte[]>>> changelogs = harness.changelogs();
    assertThat(keys(changelogs, StoreNames.BROWSE_HISTORY))
        .as("of who had many pages, and of the new ones")
        .contains(ID)
        .doesNotContain("few")
        .hasSize(13);
    assertThat(keys(changelogs, StoreNames.PROFILES)).containsExactly(ID);
    long before = harness.store().counters().reads(Part.ACTIVITY);
    harness.change(ID, shopper -> assertThat(shopper.parts()).isEqualTo(expected));
    assertThat(harness.store().counters().reads(Part.ACTIVITY)).isEqualTo(before + 1);
    harness.change(ID, shopper -> view(shopper, "p-99", T + 99));
    assertThat(harness.stored(ID).visit().views().views()).hasSize(13);
  }

  @Test
  void shouldWriteJourneysInFullWhenAShopperLeavesMemoryWithManyPagesAndElseNot() {
    for (String id : List.of("many", "few")) {
      harness.change(id, shopper -> shopper.journeys(waiting(T)));
      for (int i = 1; i <= (id.equals("many") ? 10 : 4); i++) {
        long wake = T + i * HOUR;
        harness.change(id, shopper -> shopper.journeys(waiting(wake)));
      }
    }
    assertThat(keys(harness.changelogs(), StoreNames.JOURNEYS)).containsExactly("many", "few");

    for (int i = 0; i < 12; i++) {
      harness.change("s-" + i, shopper -> view(shopper, "p-1", T));
    }

    assertThat(keys(harness.changelogs(), StoreNames.JOURNEYS)).containsExactly("many");
    assertThat(harness.stored("many").journeys()).isEqualTo(waiting(T + 10 * HOUR));
    assertThat(harness.stored("few").journeys()).isEqualTo(waiting(T + 4 * HOUR));
  }

  @Test
  void shouldMakeRoomBeforeACommitAndWriteWhatFollows() {
    harness.inOneCommit(
        store -> {
          for (int i = 0; i < 5; i++) {
            view(store.get("s-" + i), "p-1", T);
          }
          store.makeRoom();
          assertThat(store.isCrowded()).isFalse();
          assertThat(store.size()).isEqualTo(3);
          view(store.get("s-4"), "p-2", T + 1);
        });

    for (int i = 0; i < 5; i++) {
      int views = i == 4 ? 2 : 1;
      harness.change(
          "s-" + i,
          shopper -> assertThat(shopper.visit().views().views()).as(shopper.id()).hasSize(views));
    }
  }

  @Test
  void shouldHaveEverythingWhenTheTaskStartsAgainFromItsChangelogs() {
    harness.change(
        ID,
        shopper -> {
          view(shopper, "p-1", T);
          add(shopper, "p-2", T + 1);
          shopper.profile(Profile.EMPTY.knownAs("known"));
          shopper.journeys(waiting(T + HOUR));
          shopper.queue(SendQueue.EMPTY.with(pending()));
        });
    harness.change("other", shopper -> view(shopper, "p-9", T));
    harness.change("other", Deeds::endVisit);
    Shopper.Parts expected = harness.stored(ID);
    Shopper.Parts expectedOther = harness.stored("other");

    try (StoreHarness again = new StoreHarness(3)) {
      again.restore(harness.changelogs());

      assertThat(again.stored(ID)).isEqualTo(expected);
      assertThat(again.stored("other")).isEqualTo(expectedOther);
      List<Map.Entry<String, SendQueue>> queued = new ArrayList<>();
      again.inOneCommit(
          store -> store.forEachQueued((id, queue) -> queued.add(entry(id, queue)), corrupt -> {}));
      assertThat(queued).containsExactly(entry(ID, SendQueue.EMPTY.with(pending())));
    }
  }

  @Test
  void shouldNameTheStoreAndGoOnWhenARowCanNotBeRead() {
    harness.change(ID, shopper -> view(shopper, "p-1", T));
    harness.change(
        "sound",
        shopper -> {
          view(shopper, "p-1", T);
          shopper.queue(SendQueue.EMPTY.with(pending()));
        });
    harness.inOneCommit(ShopperStore::clear);
    harness.rows(Part.QUEUE).put(ID, new byte[] {1, 2, 3});
    harness.rows(Part.HISTORY).put(ID, new byte[] {1, 2, 3});

    List<CorruptStateException> corrupt = new ArrayList<>();
    List<String> queued = new ArrayList<>();
    harness.inOneCommit(
        store -> {
          assertThatThrownBy(() -> store.get(ID))
              .isInstanceOf(CorruptStateException.class)
              .hasMessageContaining("browse-history")
              .hasMessageContaining(ID);
          view(store.get("sound"), "p-2", T + 1);
          store.forEachQueued((id, queue) -> queued.add(id), corrupt::add);
        });

    assertThat(harness.rows(Part.HISTORY).get(ID)).isEqualTo(new byte[] {1, 2, 3});
    assertThat(requireNonNull(harness.stored("sound").visit()).views().views()).hasSize(2);
    assertThat(queued).containsExactly("sound");
    assertThat(corrupt).extracting(CorruptStateException::store).containsExactly("send-queue");
  }

  @Test
  void shouldKeepWhatItCouldNotWriteWhenAPartIsUnwritable() {
    Item nameless = new Item();
    harness.inOneCommit(
        store -> {
          view(store.get("sound"), "p-1", T);
          store.get(ID).cart(Cart.added(null, item("p-1"), T));
          store.get(ID).history(new BrowseHistory(List.of(new ViewedProduct(nameless, T, 1))));

          assertThatThrownBy(store::flush)
              .isInstanceOf(UnwritableStateException.class)
              .hasMessageContaining("browse-history")
              .hasMessageContaining(ID);
          assertThat(store.isDirty()).isTrue();

          store.get(ID).history(BrowseHistory.EMPTY);
        });

    Map<String, List<TestRecord<byte[], byte[]>>> changelogs = harness.changelogs();
    assertThat(changelogs).containsOnlyKeys(StoreNames.CARTS, StoreNames.BROWSE_HISTORY);
    assertThat(changelogs.get(StoreNames.CARTS)).hasSize(1);
    assertThat(changelogs.get(StoreNames.BROWSE_HISTORY)).hasSize(2);
    assertThat(harness.store().isDirty()).isFalse();
  }

  private static List<String> keys(
      Map<String, List<TestRecord<byte[], byte[]>>> changelogs, String store) {
    return changelogs.getOrDefault(store, List.of()).stream()
        .map(row -> new String(row.key(), StandardCharsets.UTF_8))
        .toList();
  }

  private void ordered(String id, String product, long at) {
    harness.change(id, shopper -> order(shopper, product, at));
  }
}
