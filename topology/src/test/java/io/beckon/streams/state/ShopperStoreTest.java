package io.beckon.streams.state;

import static io.beckon.streams.state.Deeds.T;
import static io.beckon.streams.state.Deeds.add;
import static io.beckon.streams.state.Deeds.order;
import static io.beckon.streams.state.Deeds.view;
import static io.beckon.streams.state.Deeds.waiting;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.beckon.engine.shopper.Head;
import io.beckon.engine.shopper.Profile;
import io.beckon.engine.shopper.Shopper;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a change of a shopper writes, and what it does not. */
class ShopperStoreTest {

  private static final long MINUTE = 60_000L;
  private static final long HOUR = 60 * MINUTE;
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
      ordered(ID, "p-" + i, T + i);
    }
    harness.changelogs();

    ordered(ID, "p-12", T + 12);

    Map<String, List<TestRecord<byte[], byte[]>>> changelogs = harness.changelogs();
    assertThat(changelogs).containsOnlyKeys(StoreNames.ACTIVITY);
    assertThat(requireNonNull(changelogs.get(StoreNames.ACTIVITY)).get(0).value())
        .hasSizeLessThan(105);
    Profile.Purchases purchases = harness.stored(ID).profile().purchases();
    assertThat(purchases.count()).isEqualTo(13);
    assertThat(purchases.recent().size()).isEqualTo(13);
    assertThat(purchases.bought()).hasSize(13);
    assertThat(harness.stored(ID).profile().knownId()).isEqualTo("k");
  }

  @Test
  void shouldWriteTheProfileInFullWhenMoreOfItHasChangedThanOrders() {
    harness.change(ID, shopper -> shopper.profile(Profile.EMPTY.knownAs("k")));
    ordered(ID, "p-1", T);
    harness.changelogs();

    harness.change(
        ID,
        shopper -> {
          shopper.profile(shopper.profile().knownAs("other"));
          order(shopper, "p-2", T + 1);
        });

    assertThat(harness.changelogs()).containsKeys(StoreNames.PROFILES);
    ordered(ID, "p-3", T + 2);
    Profile profile = harness.stored(ID).profile();
    assertThat(profile.knownId()).isEqualTo("other");
    assertThat(profile.purchases().count()).as("no order counted twice").isEqualTo(3);
    assertThat(profile.purchases().bought()).hasSize(3);
  }

  @Test
  void shouldKeepOrdersWhenTheirPagesGiveWayToAFullRow() {
    harness.change(ID, shopper -> shopper.profile(Profile.EMPTY.knownAs("k")));
    ordered(ID, "p-1", T);
    for (int i = 0; i < 2 * ActivityStores.PAGES; i++) {
      int view = i;
      harness.change(ID, shopper -> view(shopper, "p-" + view, T + view));
      assertThat(harness.stored(ID).profile().purchases().count()).as("page %d", i).isEqualTo(1);
    }
  }

  @Test
  void shouldForgetOrdersWithTheProfile() {
    harness.change(ID, shopper -> shopper.profile(Profile.EMPTY.knownAs("k")));
    ordered(ID, "p-1", T);

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

    harness.change(ID, Deeds::endVisit);

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
  void shouldLeaveNoPageOfBeforeWhenAShopperIsErasedButForTheirHead() {
    for (int i = 0; i < ActivityStores.PAGES + 9; i++) {
      int event = i;
      harness.change(
          ID,
          shopper -> {
            view(shopper, "p-" + event, T + event);
            shopper.journeys(waiting(T + event * HOUR));
          });
    }

    Head left = Head.EMPTY.remembering(1);
    harness.change(
        ID,
        shopper -> {
          Shopper.Parts none = Shopper.Parts.EMPTY;
          shopper.restore(
              new Shopper.Parts(
                  left,
                  none.visit(),
                  none.cart(),
                  none.history(),
                  none.profile(),
                  none.sends(),
                  none.journeys(),
                  none.queue()));
        });

    for (String page : ActivityStores.pagesOf(ID)) {
      assertThat(harness.rows(Part.ACTIVITY).get(page)).as(page).isNull();
    }
    assertThat(harness.rows(Part.JOURNEYS).get(ID)).isNull();
    assertThat(harness.stored(ID).head()).isEqualTo(left);
    harness.change(ID, shopper -> view(shopper, "p-1", T));
    harness.change(ID, shopper -> shopper.journeys(waiting(T)));
    harness.change(ID, shopper -> shopper.journeys(waiting(T + HOUR)));
    assertThat(harness.stored(ID).journeys()).isEqualTo(waiting(T + HOUR));
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

  private void ordered(String id, String product, long at) {
    harness.change(id, shopper -> order(shopper, product, at));
  }
}
