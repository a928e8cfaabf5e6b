package io.beckon.streams.state;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.beckon.contract.Channel;
import io.beckon.contract.Item;
import io.beckon.engine.shopper.BrowseHistory;
import io.beckon.engine.shopper.Cart;
import io.beckon.engine.shopper.FlowEntry;
import io.beckon.engine.shopper.Head;
import io.beckon.engine.shopper.Journeys;
import io.beckon.engine.shopper.Origin;
import io.beckon.engine.shopper.PendingSend;
import io.beckon.engine.shopper.Profile;
import io.beckon.engine.shopper.RecentIds;
import io.beckon.engine.shopper.Run;
import io.beckon.engine.shopper.SendQueue;
import io.beckon.engine.shopper.Shopper;
import io.beckon.engine.shopper.ViewedProduct;
import io.beckon.engine.shopper.Visit;
import io.beckon.schemas.StateCodec;
import io.beckon.state.BrowseHistoryState;
import io.beckon.state.VisitState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ShopperStoreTest {

  private static final long T = 1_790_000_000_000L;
  private static final long HOUR = 3_600_000L;
  private static final String ID = "shopper-001";

  private final StoreHarness harness = new StoreHarness(3);

  @AfterEach
  void close() {
    harness.close();
  }

  @Test
  void shouldWriteNothingWhenAShopperIsOnlyLookedAt() {
    harness.change(ID, shopper -> {});

    assertThat(harness.changelogs()).isEmpty();
    assertThat(harness.stored(ID)).isEqualTo(Shopper.Parts.EMPTY);
  }

  @Test
  void shouldWriteWhatIsNewWhenProductsAreViewed() {
    harness.change(ID, shopper -> view(shopper, "p-1", T));
    harness.change(
        ID,
        shopper -> {
          view(shopper, "p-2", T + 1);
          view(shopper, "p-3", T + 2);
        });

    Map<String, List<TestRecord<String, byte[]>>> changelogs = harness.changelogs();
    assertThat(changelogs)
        .containsOnlyKeys(StoreNames.VISITS, StoreNames.BROWSE_HISTORY, StoreNames.ACTIVITY)
        .allSatisfy((store, records) -> assertThat(records).hasSize(1));
    assertThat(requireNonNull(changelogs.get(StoreNames.BROWSE_HISTORY)).get(0).value())
        .hasSizeLessThan(80);
    assertThat(requireNonNull(changelogs.get(StoreNames.ACTIVITY)).get(0).value())
        .hasSizeLessThan(120);
    assertThat(requireNonNull(harness.stored(ID).visit()).views().views()).hasSize(3);
  }

  @Test
  void shouldWriteAPageAndTheCartWhenAnItemIsAdded() {
    harness.change(ID, shopper -> view(shopper, "p-1", T));
    harness.changelogs();

    harness.change(ID, shopper -> add(shopper, "p-1", T + 5));

    assertThat(harness.changelogs())
        .containsOnlyKeys(StoreNames.ACTIVITY, StoreNames.CARTS)
        .allSatisfy((store, records) -> assertThat(records).hasSize(1));
    assertThat(harness.stored(ID).cart()).isNotNull();
  }

  @Test
  void shouldWriteTheCartAloneWhenTheHeadStaysTheSame() {
    harness.change(ID, shopper -> add(shopper, "p-1", T));
    harness.changelogs();

    harness.change(ID, shopper -> shopper.cart(requireNonNull(shopper.cart()).withCoupon("TEN")));

    assertThat(harness.changelogs()).containsOnlyKeys(StoreNames.CARTS);
  }

  @Test
  void shouldDeleteTheRowAndItsBitWhenTheCartIsClosed() {
    harness.change(ID, shopper -> add(shopper, "p-1", T));
    harness.change(ID, shopper -> shopper.cart(null));

    assertThat(harness.rows(Part.CART).get(ID)).isNull();
    assertThat(harness.stored(ID).cart()).isNull();
    long before = harness.store().counters().reads(Part.CART);
    harness.stored(ID);
    assertThat(harness.store().counters().reads(Part.CART)).isEqualTo(before);
  }

  @Test
  void shouldDeleteTheMarkWhenTheVisitEnds() {
    harness.change(
        ID,
        shopper -> {
          view(shopper, "p-1", T);
          add(shopper, "p-1", T);
        });
    harness.changelogs();
    Shopper.Parts before = harness.stored(ID);

    harness.change(ID, ShopperStoreTest::endVisit);

    Map<String, List<TestRecord<String, byte[]>>> changelogs = harness.changelogs();
    assertThat(changelogs).containsOnlyKeys(StoreNames.VISITS, StoreNames.ACTIVITY);
    assertThat(requireNonNull(changelogs.get(StoreNames.ACTIVITY)).get(0).value())
        .hasSizeLessThan(40);
    assertThat(requireNonNull(changelogs.get(StoreNames.VISITS)).get(0).value()).isNull();
    Shopper.Parts after = harness.stored(ID);
    assertThat(after.visit()).isNull();
    assertThat(after.head()).isEqualTo(before.head());
    assertThat(after.cart()).isEqualTo(before.cart());
    assertThat(after.history().views()).hasSize(1);
  }

  @Test
  void shouldReadWhatAnEarlierReleaseWroteOfAVisit() {
    Visit visit = Visit.startingAt(T).withView(BrowseHistory.EMPTY.viewed(item("p-1"), T));
    Head head = Head.EMPTY.activeAt(T).remembering(1);
    harness
        .rows(Part.VISIT)
        .put(
            ID,
            new VisitCodec(StateCodec.of(VisitState.class))
                .encode(new VisitCodec.Row(head, 0, visit)));
    harness
        .rows(Part.HISTORY)
        .put(
            ID,
            new HistoryCodec(StateCodec.of(BrowseHistoryState.class))
                .encode(
                    new HistoryCodec.Row(
                        null, 0, 0, null, BrowseHistory.EMPTY.viewed(item("p-0"), T - 1))));

    Shopper.Parts stored = harness.stored(ID);
    assertThat(stored.head()).isEqualTo(head);
    assertThat(stored.visit()).isEqualTo(visit);
    assertThat(stored.history().views()).hasSize(1);

    harness.change(ID, shopper -> view(shopper, "p-2", T + 1));
    harness.change(ID, ShopperStoreTest::endVisit);

    assertThat(harness.stored(ID).history().views()).hasSize(3);
    assertThat(harness.stored(ID).head().recent().contains(1)).isTrue();
    assertThat(harness.rows(Part.VISIT).get(ID)).isNull();
  }

  @Test
  void shouldLeaveNoRowWhenAShopperIsErased() {
    harness.change(
        ID,
        shopper -> {
          shopper.head(Head.EMPTY.remembering(1));
          shopper.profile(Profile.EMPTY.knownAs("k"));
        });
    harness.change(
        ID,
        shopper -> {
          view(shopper, "p-1", T);
          add(shopper, "p-1", T);
          shopper.journeys(waiting(T + HOUR));
        });
    harness.stored(ID);

    harness.change(ID, shopper -> shopper.restore(Shopper.Parts.EMPTY));

    for (Part part : Part.values()) {
      assertThat(harness.rows(part).get(ID)).as(part.store()).isNull();
    }
    assertThat(due(0, TimerIndex.hourOf(T) + 1000)).isEmpty();
  }

  @Test
  void shouldWriteNothingWhenEarlierPartsArePutBack() {
    harness.change(ID, shopper -> view(shopper, "p-1", T));
    harness.changelogs();

    harness.change(
        ID,
        shopper -> {
          Shopper.Parts earlier = shopper.parts();
          add(shopper, "p-1", T + 5);
          shopper.restore(earlier);
        });

    assertThat(harness.changelogs()).isEmpty();
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
    harness.change("other", ShopperStoreTest::endVisit);
    Shopper.Parts expected = harness.stored(ID);
    Shopper.Parts expectedOther = harness.stored("other");

    try (StoreHarness again = new StoreHarness(3)) {
      again.restore(harness.changelogs());

      assertThat(again.stored(ID)).isEqualTo(expected);
      assertThat(again.stored("other")).isEqualTo(expectedOther);
      List<LiveShopper> live = new ArrayList<>();
      List<Map.Entry<String, SendQueue>> queued = new ArrayList<>();
      again.inOneCommit(
          store -> {
            store.forEachLive(live::add, corrupt -> {});
            store.forEachQueued((id, queue) -> queued.add(entry(id, queue)), corrupt -> {});
          });
      assertThat(live).containsExactly(new LiveShopper(ID, T + 1));
      assertThat(queued).containsExactly(entry(ID, SendQueue.EMPTY.with(pending())));
    }
  }

  @Test
  void shouldNameTheStoreAndGoOnWhenARowCanNotBeRead() {
    harness.change(ID, shopper -> view(shopper, "p-1", T));
    harness.change("sound", shopper -> view(shopper, "p-1", T));
    harness.inOneCommit(ShopperStore::clear);
    harness.rows(Part.VISIT).put(ID, new byte[] {1, 2, 3});
    harness.rows(Part.HISTORY).put(ID, new byte[] {1, 2, 3});

    List<CorruptStateException> corrupt = new ArrayList<>();
    List<LiveShopper> live = new ArrayList<>();
    harness.inOneCommit(
        store -> {
          assertThatThrownBy(() -> store.get(ID))
              .isInstanceOf(CorruptStateException.class)
              .hasMessageContaining("browse-history")
              .hasMessageContaining(ID);
          view(store.get("sound"), "p-2", T + 1);
          store.forEachLive(live::add, corrupt::add);
        });

    assertThat(harness.rows(Part.HISTORY).get(ID)).isEqualTo(new byte[] {1, 2, 3});
    assertThat(requireNonNull(harness.stored("sound").visit()).views().views()).hasSize(2);
    assertThat(live).extracting(LiveShopper::id).containsExactly("sound");
    assertThat(corrupt).extracting(CorruptStateException::store).containsExactly("visits");
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

    Map<String, List<TestRecord<String, byte[]>>> changelogs = harness.changelogs();
    assertThat(changelogs)
        .containsOnlyKeys(StoreNames.VISITS, StoreNames.CARTS, StoreNames.BROWSE_HISTORY);
    assertThat(changelogs.get(StoreNames.VISITS)).hasSize(1);
    assertThat(changelogs.get(StoreNames.CARTS)).hasSize(1);
    assertThat(changelogs.get(StoreNames.BROWSE_HISTORY)).hasSize(2);
    assertThat(harness.store().isDirty()).isFalse();
  }

  @Test
  void shouldMarkTheHourOfAWaitAndMoveTheMarkWithIt() {
    long hour = TimerIndex.hourOf(T + HOUR);
    harness.change(ID, shopper -> shopper.journeys(waiting(T + HOUR)));
    assertThat(due(0, hour)).containsExactly(entry(hour, ID));
    assertThat(due(0, hour - 1)).isEmpty();
    harness.inOneCommit(ShopperStore::clear);

    harness.change(ID, shopper -> shopper.journeys(waiting(T + HOUR + 1)));
    assertThat(harness.store().counters().timerWrites()).isEqualTo(1);

    harness.change(ID, shopper -> shopper.journeys(waiting(T + 13 * HOUR)));
    assertThat(due(0, hour + 100)).containsExactly(entry(hour + 12, ID));

    harness.change(ID, shopper -> shopper.journeys(Journeys.EMPTY));
    assertThat(due(0, hour + 100)).isEmpty();
  }

  @Test
  void shouldGiveHoursInOrderWhenManyShoppersWait() {
    harness.change("b", shopper -> shopper.journeys(waiting(T + 300 * HOUR)));
    harness.change("ä", shopper -> shopper.journeys(waiting(T)));
    harness.change("c", shopper -> shopper.journeys(waiting(-5)));

    assertThat(due(0, TimerIndex.hourOf(T + 300 * HOUR)))
        .extracting(Map.Entry::getValue)
        .containsExactly("c", "ä", "b");
  }

  private List<Map.Entry<Long, String>> due(long from, long to) {
    List<Map.Entry<Long, String>> due = new ArrayList<>();
    harness.inOneCommit(
        store -> store.timers().loadDue(from, to, (hour, id) -> due.add(entry(hour, id))));
    return due;
  }

  private static void view(Shopper shopper, String product, long at) {
    Visit visit = shopper.visit() == null ? Visit.startingAt(at) : shopper.visit();
    shopper.visit(visit.withView(visit.views().viewed(item(product), at)));
    shopper.head(shopper.head().activeAt(at).remembering(RecentIds.hash(product + at)));
  }

  private static void add(Shopper shopper, String product, long at) {
    Visit visit = shopper.visit() == null ? Visit.startingAt(at) : shopper.visit();
    shopper.visit(visit.withCartActivity());
    shopper.cart(Cart.added(shopper.cart(), item(product), at).active(at));
    shopper.head(shopper.head().activeAt(at).remembering(RecentIds.hash("add" + at)));
  }

  private static void endVisit(Shopper shopper) {
    Visit visit = shopper.visit();
    if (visit != null) {
      shopper.history(shopper.history().joined(visit.views().views(), T));
      shopper.visit(null);
    }
  }

  private static Journeys waiting(long wakeAt) {
    Origin origin =
        new Origin("t-1", null, T, null, List.of(), null, null, null, null, "", Map.of());
    Run run = new Run("r-1", "cart-recovery", 1, origin, T, 0, T, wakeAt, 0, null);
    return Journeys.EMPTY.entered(run, new FlowEntry("cart-recovery", T, null));
  }

  private static PendingSend pending() {
    return new PendingSend("c", "r-1", "s", Channel.EMAIL, 50, T, T, PendingSend.READY);
  }

  private static Item item(String product) {
    return Item.newBuilder().setProductId(product).setPrice(1999L).setCurrency("EUR").build();
  }
}
