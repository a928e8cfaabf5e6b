package io.beckon.streams.state;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.beckon.contract.Channel;
import io.beckon.contract.Item;
import io.beckon.engine.shopper.Bought;
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
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ShopperStoreTest {

  private static final long T = 1_790_000_000_000L;
  private static final long MINUTE = 60_000L;
  private static final long HOUR = 60 * MINUTE;
  private static final long LAST_HOUR = Integer.MAX_VALUE - 1L;
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

    Map<String, List<TestRecord<byte[], byte[]>>> changelogs = harness.changelogs();
    assertThat(changelogs)
        .containsOnlyKeys(StoreNames.BROWSE_HISTORY, StoreNames.ACTIVITY)
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
  void shouldWriteWhatAnOrderAddedWithThePage() {
    harness.change(ID, shopper -> shopper.profile(Profile.EMPTY.knownAs("k")));
    for (int i = 0; i < 12; i++) {
      order(ID, "p-" + i, T + i);
    }
    harness.changelogs();

    order(ID, "p-12", T + 12);

    Map<String, List<TestRecord<byte[], byte[]>>> changelogs = harness.changelogs();
    assertThat(changelogs).containsOnlyKeys(StoreNames.ACTIVITY);
    assertThat(requireNonNull(changelogs.get(StoreNames.ACTIVITY)).get(0).value())
        .hasSizeLessThan(100);
    Profile.Purchases purchases = harness.stored(ID).profile().purchases();
    assertThat(purchases.count()).isEqualTo(13);
    assertThat(purchases.recent().size()).isEqualTo(13);
    assertThat(purchases.bought()).hasSize(13);
    assertThat(harness.stored(ID).profile().knownId()).isEqualTo("k");
  }

  @Test
  void shouldWriteTheProfileInFullWhenMoreOfItHasChangedThanOrders() {
    harness.change(ID, shopper -> shopper.profile(Profile.EMPTY.knownAs("k")));
    order(ID, "p-1", T);
    harness.changelogs();

    harness.change(
        ID,
        shopper -> {
          shopper.profile(shopper.profile().knownAs("other"));
          order(shopper, "p-2", T + 1);
        });

    assertThat(harness.changelogs()).containsKeys(StoreNames.PROFILES);
    order(ID, "p-3", T + 2);
    Profile profile = harness.stored(ID).profile();
    assertThat(profile.knownId()).isEqualTo("other");
    assertThat(profile.purchases().count()).as("no order counted twice").isEqualTo(3);
    assertThat(profile.purchases().bought()).hasSize(3);
  }

  @Test
  void shouldKeepOrdersWhenTheirPagesGiveWayToAFullRow() {
    harness.change(ID, shopper -> shopper.profile(Profile.EMPTY.knownAs("k")));
    order(ID, "p-1", T);
    for (int i = 0; i < 2 * ActivityStores.PAGES; i++) {
      int view = i;
      harness.change(ID, shopper -> view(shopper, "p-" + view, T + view));
      assertThat(harness.stored(ID).profile().purchases().count()).as("page %d", i).isEqualTo(1);
    }
  }

  @Test
  void shouldForgetOrdersWithTheProfile() {
    harness.change(ID, shopper -> shopper.profile(Profile.EMPTY.knownAs("k")));
    order(ID, "p-1", T);

    harness.change(ID, shopper -> shopper.profile(Profile.EMPTY));
    assertThat(harness.stored(ID).profile()).isEqualTo(Profile.EMPTY);

    harness.change(ID, shopper -> shopper.profile(Profile.EMPTY.knownAs("again")));
    assertThat(harness.stored(ID).profile()).isEqualTo(Profile.EMPTY.knownAs("again"));
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
  void shouldWriteASmallPageWhenTheVisitEnds() {
    harness.change(
        ID,
        shopper -> {
          view(shopper, "p-1", T);
          add(shopper, "p-1", T);
        });
    harness.changelogs();
    Shopper.Parts before = harness.stored(ID);

    harness.change(ID, ShopperStoreTest::endVisit);

    Map<String, List<TestRecord<byte[], byte[]>>> changelogs = harness.changelogs();
    assertThat(changelogs).containsOnlyKeys(StoreNames.ACTIVITY);
    assertThat(requireNonNull(changelogs.get(StoreNames.ACTIVITY)).get(0).value())
        .hasSizeLessThan(40);
    Shopper.Parts after = harness.stored(ID);
    assertThat(after.visit()).isNull();
    assertThat(after.head()).isEqualTo(before.head());
    assertThat(after.cart()).isEqualTo(before.cart());
    assertThat(after.history().views()).hasSize(1);
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
  void shouldWriteTheRowInFullWhenAShopperLeavesMemoryWithManyPages() {
    harness.change(ID, shopper -> shopper.profile(Profile.EMPTY.knownAs("k")));
    for (int i = 0; i < 12; i++) {
      int view = i;
      harness.change(ID, shopper -> view(shopper, "p-" + view, T + view));
    }
    order(ID, "p-1", T + 20);
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

  private static List<String> keys(
      Map<String, List<TestRecord<byte[], byte[]>>> changelogs, String store) {
    return changelogs.getOrDefault(store, List.of()).stream()
        .map(row -> new String(row.key(), StandardCharsets.UTF_8))
        .toList();
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
    harness.change("other", ShopperStoreTest::endVisit);
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

  @Test
  void shouldNoteAWaitAgainOnlyWhenTheEntryDoesNotServe() {
    long at = T - T % HOUR + 30 * MINUTE;
    wait(ID, at);
    assertThat(due(0, LAST_HOUR)).containsExactly(entry(at, ID));

    wait(ID, at + 5 * MINUTE);
    assertThat(due(0, LAST_HOUR)).as("later in the hour").containsExactly(entry(at, ID));

    wait(ID, at - 10 * MINUTE);
    assertThat(due(0, LAST_HOUR))
        .as("earlier in the hour")
        .containsExactly(entry(at, ID), entry(at - 10 * MINUTE, ID));

    wait(ID, at + 12 * HOUR);
    assertThat(due(0, LAST_HOUR)).as("in another hour").hasSize(3);
    assertThat(due(TimerIndex.hourOf(at) + 1, LAST_HOUR))
        .containsExactly(entry(at + 12 * HOUR, ID));

    harness.inOneCommit(ShopperStore::clear);
    wait(ID, at + 12 * HOUR + 1);
    harness.change(ID, shopper -> shopper.journeys(Journeys.EMPTY));
    assertThat(due(0, LAST_HOUR)).as("read again, and over").hasSize(3);
  }

  @Test
  void shouldGiveHoursInOrderWhenManyShoppersWait() {
    wait("b", T + 300 * HOUR);
    wait("ä", T);
    wait("c", -5);

    assertThat(due(0, LAST_HOUR)).extracting(Map.Entry::getValue).containsExactly("c", "ä", "b");
    assertThat(due(0, TimerIndex.hourOf(T)))
        .extracting(Map.Entry::getValue)
        .containsExactly("c", "ä");
  }

  @Test
  void shouldWriteOneRowForAllShoppersOfACommitAndAnHour() {
    harness.inOneCommit(
        store -> {
          for (int i = 0; i < 500; i++) {
            store.get("s-" + i).journeys(waiting(T - T % HOUR + i * 1000L));
          }
        });

    assertThat(harness.store().counters().timerWrites()).as("with its position").isEqualTo(2);
    assertThat(due(0, LAST_HOUR)).hasSize(500);
  }

  @Test
  void shouldSplitARowThatGrowsTooLargeForARecord() {
    String longId = "x".repeat(250);
    harness.inOneCommit(
        store -> {
          for (int i = 0; i < 5_000; i++) {
            store.get(longId + i).journeys(waiting(T));
          }
        });

    assertThat(due(0, LAST_HOUR)).hasSize(5_000);
    assertThat(harness.changelogs().get(StoreNames.TIMERS))
        .hasSizeGreaterThan(50)
        .allSatisfy(row -> assertThat(row.value()).hasSizeLessThan(20_000));
  }

  @Test
  void shouldDeleteRowsOfHoursThatAreOverAndKeepLaterOnes() {
    long hour = TimerIndex.hourOf(T);
    wait("a", T);
    wait("b", T + HOUR);
    harness.changelogs();

    harness.inOneCommit(store -> store.timers().overBefore(hour + 1));
    assertThat(due(0, LAST_HOUR)).extracting(Map.Entry::getValue).containsExactly("b");
    assertThat(harness.store().timers().firstHour()).isEqualTo(hour + 1);

    wait("late", T);
    assertThat(due(0, hour)).as("due in an hour that is over").isEmpty();
    assertThat(due(hour + 1, LAST_HOUR)).contains(entry((hour + 1) * HOUR, "late")).hasSize(2);
  }

  @Test
  void shouldKeepTheRowsOfAnEarlierIncarnationWhenTheTaskStartsAgain() {
    wait("a", T);
    wait("b", T + 24 * HOUR);
    harness.inOneCommit(store -> store.timers().overBefore(TimerIndex.hourOf(T)));

    try (StoreHarness again = new StoreHarness(3)) {
      again.restore(harness.changelogs());
      again.inOneCommit(store -> again.open());
      assertThat(again.store().timers().firstHour()).isEqualTo(TimerIndex.hourOf(T));
      again.change("c", shopper -> shopper.journeys(waiting(T)));

      assertThat(due(again, 0, LAST_HOUR))
          .extracting(Map.Entry::getValue)
          .containsExactly("a", "c", "b");
    }
  }

  @Test
  void shouldReportARowOfTheIndexThatCanNotBeReadAndGoOn() {
    wait("a", T);
    harness.inOneCommit(
        store -> {
          List<String> found = new ArrayList<>();
          List<CorruptStateException> corrupt = new ArrayList<>();
          harness.timers().put(Bytes.wrap(new byte[12]), new byte[] {7, 0, 99, 'x'});
          store.timers().loadDue(0, LAST_HOUR, (at, id) -> found.add(id), corrupt::add);

          assertThat(found).containsExactly("a");
          assertThat(corrupt).hasSize(1);
          assertThat(corrupt.get(0)).hasMessageContaining("timers").hasMessageContaining("hour 0");
        });
  }

  private void wait(String id, long until) {
    harness.change(id, shopper -> shopper.journeys(waiting(until)));
  }

  private List<Map.Entry<Long, String>> due(long from, long to) {
    return due(harness, from, to);
  }

  private static List<Map.Entry<Long, String>> due(StoreHarness stores, long from, long to) {
    List<Map.Entry<Long, String>> due = new ArrayList<>();
    stores.inOneCommit(
        store ->
            store
                .timers()
                .loadDue(
                    from,
                    to,
                    (at, id) -> due.add(entry(at, id)),
                    corrupt -> {
                      throw corrupt;
                    }));
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

  private void order(String id, String product, long at) {
    harness.change(id, shopper -> order(shopper, product, at));
  }

  private static void order(Shopper shopper, String product, long at) {
    Profile.Purchases before = shopper.profile().purchases();
    shopper.profile(
        shopper
            .profile()
            .with(
                new Profile.Purchases(
                    before.count() + 1,
                    before.spent() + 1999,
                    "EUR",
                    before.count() == 0 ? at : before.firstAt(),
                    at,
                    before.recent().with(RecentIds.hash(product + at)),
                    Bought.with(before.bought(), item(product), at, null))));
    shopper.head(shopper.head().activeAt(at).remembering(RecentIds.hash("order" + at)));
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
