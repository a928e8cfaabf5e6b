package io.beckon.model;

import static io.beckon.model.Events.added;
import static io.beckon.model.Events.cartReplaced;
import static io.beckon.model.Events.cartViewed;
import static io.beckon.model.Events.cartViewedListing;
import static io.beckon.model.Events.couponEntered;
import static io.beckon.model.Events.identified;
import static io.beckon.model.Events.item;
import static io.beckon.model.Events.opened;
import static io.beckon.model.Events.ordered;
import static io.beckon.model.Events.pageViewed;
import static io.beckon.model.Events.priced;
import static io.beckon.model.Events.removed;
import static io.beckon.model.Events.shipped;
import static io.beckon.model.Events.variant;
import static io.beckon.model.Touches.inCart;
import static io.beckon.model.Touches.worth;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Carts, abandoned and not, in examples. */
public interface CartExamples extends Examples {

  @Test
  default void shouldCallACartAbandonedAnHourAfterTheLastActivity() {
    var history =
        History.of()
            .at("10:00", added("ann", priced("shoes", 1, 4999)))
            .at("10:10", added("ann", priced("socks", 2, 500)))
            .at("10:20", pageViewed("ann"));

    assertThat(triggersOf(history))
        .containsExactly("11:20 CART ann, idle since 10:20: shoes x1, socks x2, worth 5999");
  }

  @Test
  default void shouldStaySilentWhenTheShopperComesBackAMillisecondBeforeTheDecision() {
    var history =
        History.of()
            .at("10:00", added("ann", "shoes"))
            .at("11:00:29.999", pageViewed("ann"))
            .until("12:00");

    assertThat(triggersOf(history)).isEmpty();
  }

  @Test
  default void shouldFireWhenTheShopperComesBackExactlyAtTheDecision() {
    var history =
        History.of()
            .at("10:00", added("ann", "shoes"))
            .at("11:00:30", pageViewed("ann"))
            .until("12:00");

    assertThat(triggersOf(history)).containsExactly("11:00 CART ann, idle since 10:00: shoes x1");
  }

  @Test
  default void shouldFireAtTheEndOnlyWhenTheTimeOfDecisionHasCome() {
    var history = History.of().at("10:00", added("ann", "shoes"));

    assertThat(triggersOf(history.until("11:00:29.999"))).isEmpty();
    assertThat(triggersOf(history.until("11:00:30"))).hasSize(1);
  }

  @Test
  default void shouldNotAskTwiceWhenTheShopperOnlyLooksAroundAfterwards() {
    var history = History.of().at("10:00", added("ann", "shoes")).at("14:00", pageViewed("ann"));

    assertThat(triggersOf(history)).containsExactly("11:00 CART ann, idle since 10:00: shoes x1");
  }

  @Test
  default void shouldAskAgainWhenTheCartWasTouchedAfterTheTrigger() {
    var history =
        History.of()
            .at("10:00", added("ann", "shoes"))
            .at("14:00", cartViewed("ann"))
            .at("14:05", pageViewed("ann"));

    assertThat(triggersOf(history))
        .containsExactly(
            "11:00 CART ann, idle since 10:00: shoes x1",
            "15:05 CART ann, idle since 14:05: shoes x1");
  }

  @Test
  default void shouldAskAgainWhenACouponWasTriedAfterTheTrigger() {
    var history = History.of().at("10:00", added("ann", "shoes")).at("14:00", couponEntered("ann"));

    assertThat(triggersOf(history)).hasSize(2);
  }

  @Test
  default void shouldForgetTheCartWhenTheShopperOrders() {
    var history = History.of().at("10:00", added("ann", "shoes")).at("10:30", ordered("ann", "o1"));

    assertThat(triggersOf(history)).isEmpty();
  }

  @Test
  default void shouldForgetTheCartWhenTheOrderIsReadJustBeforeTheDecision() {
    var history =
        History.of().at("10:00", added("ann", "shoes")).at("11:00:29.999", ordered("ann", "o1"));

    assertThat(triggersOf(history)).isEmpty();
  }

  @Test
  default void shouldKeepTheCartWhenTheOrderNamesAnother() {
    var history =
        History.of()
            .at("10:00", inCart("c1", added("ann", "shoes")))
            .at("10:30", inCart("c2", ordered("ann", "o1")));

    assertThat(triggersOf(history)).containsExactly("11:30 CART ann, idle since 10:30: shoes x1");
  }

  @Test
  default void shouldForgetTheCartWhenItOrTheOrderNamesNone() {
    var cartWithoutId =
        History.of()
            .at("10:00", added("ann", "shoes"))
            .at("10:30", inCart("c2", ordered("ann", "o1")));
    var orderWithoutId =
        History.of()
            .at("10:00", inCart("c1", added("bob", "shoes")))
            .at("10:30", ordered("bob", "o2"));

    assertThat(triggersOf(cartWithoutId)).isEmpty();
    assertThat(triggersOf(orderWithoutId)).isEmpty();
  }

  @Test
  default void shouldTakePiecesAwayWhenTheyAreRemoved() {
    var history =
        History.of()
            .at("10:00", added("ann", priced("socks", 3, 500)))
            .at("10:05", removed("ann", item("socks", 2)));

    assertThat(triggersOf(history))
        .containsExactly("11:05 CART ann, idle since 10:05: socks x1, worth 500");
  }

  @Test
  default void shouldCloseTheCartWhenMoreIsRemovedThanThereWas() {
    var history =
        History.of()
            .at("10:00", added("ann", "socks"))
            .at("10:05", removed("ann", item("socks", 5)))
            .at("10:10", added("ann", "hat"));

    assertThat(triggersOf(history)).containsExactly("11:10 CART ann, idle since 10:10: hat x1");
  }

  @Test
  default void shouldIgnoreTheRemovalOfWhatIsNotInTheCart() {
    var history =
        History.of()
            .at("10:00", added("ann", variant("red", item("socks"))))
            .at("10:05", removed("ann", "hat"))
            .at("10:10", removed("ann", variant("blue", item("socks"))));

    assertThat(triggersOf(history)).containsExactly("11:10 CART ann, idle since 10:10: socks x1");
  }

  @Test
  default void shouldReadNoPiecesAsOneWhenAddedOrRemoved() {
    var history =
        History.of()
            .at("10:00", added("ann", item("socks", 0)))
            .at("10:01", added("ann", item("socks", -3)))
            .at("10:02", added("ann", item("hat", 1)))
            .at("10:03", removed("ann", item("hat", 0)));

    assertThat(triggersOf(history)).containsExactly("11:03 CART ann, idle since 10:03: socks x2");
  }

  @Test
  default void shouldTakeASnapshotForTheWholeCart() {
    var history =
        History.of()
            .at("10:00", added("ann", "shoes"))
            .at("10:05", cartReplaced("ann", item("hat", 2), item("socks", 0)));

    assertThat(triggersOf(history)).containsExactly("11:05 CART ann, idle since 10:05: hat x2");
  }

  @Test
  default void shouldCloseTheCartWhenASnapshotIsEmpty() {
    var replaced = History.of().at("10:00", added("ann", "shoes")).at("10:05", cartReplaced("ann"));
    var viewed =
        History.of().at("10:00", added("ann", "shoes")).at("10:05", cartViewedListing("ann"));

    assertThat(triggersOf(replaced)).isEmpty();
    assertThat(triggersOf(viewed)).isEmpty();
  }

  @Test
  default void shouldBelieveTheShopsTotalUntilTheLinesChange() {
    var stated = History.of().at("10:00", worth(900, cartReplaced("ann", priced("hat", 1, 1000))));
    var changed = stated.at("10:05", added("ann", priced("socks", 1, 500)));

    assertThat(triggersOf(stated))
        .containsExactly("11:00 CART ann, idle since 10:00: hat x1, worth 900");
    assertThat(triggersOf(changed))
        .containsExactly("11:05 CART ann, idle since 10:05: hat x1, socks x1, worth 1500");
  }

  @Test
  default void shouldDropACartThatNobodyTouchedForThirtyDays() {
    var history =
        History.of()
            .at("10:00", added("ann", "shoes"))
            .at("day 31 09:59:59.999", added("ann", "hat"))
            .at("day 61 09:59:59.999", added("ann", "socks"));

    assertThat(triggersOf(history))
        .containsExactly(
            "11:00 CART ann, idle since 10:00: shoes x1",
            "day 31 10:59:59.999 CART ann, idle since day 31 09:59:59.999: hat x1, shoes x1",
            "day 61 10:59:59.999 CART ann, idle since day 61 09:59:59.999: socks x1");
  }

  @Test
  default void shouldNotCountWhatIsNoSiteActivity() {
    var history =
        History.of()
            .at("10:00", added("ann", "shoes"))
            .at("10:30", identified("ann"))
            .at("10:40", opened("ann"))
            .at("10:50", shipped("ann", "o7"));

    assertThat(triggersOf(history)).containsExactly("11:00 CART ann, idle since 10:00: shoes x1");
  }
}
