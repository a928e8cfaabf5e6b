package io.beckon.model;

import static io.beckon.model.Events.added;
import static io.beckon.model.Events.cartReplaced;
import static io.beckon.model.Events.checkoutStarted;
import static io.beckon.model.Events.item;
import static io.beckon.model.Events.ordered;
import static io.beckon.model.Events.pageViewed;
import static io.beckon.model.Events.tick;
import static io.beckon.model.Events.viewed;
import static io.beckon.model.Touches.historical;
import static io.beckon.model.Touches.id;
import static io.beckon.model.Touches.occurred;
import static io.beckon.model.Touches.reportedBy;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/**
 * What a log does to events: it repeats them, holds them up, mixes shoppers and brings old ones.
 */
public interface LogExamples extends Examples {

  @Test
  default void shouldCountAnEventOnceWhenItIsDeliveredTwice() {
    var shoes = id("e1", added("ann", "shoes"));
    var history = History.of().at("10:00", shoes).at("10:30", shoes);

    assertThat(triggersOf(history)).containsExactly("11:00 CART ann, idle since 10:00: shoes x1");
  }

  @Test
  default void shouldNotAskAgainWhenAnEventIsDeliveredAgainAfterTheTrigger() {
    var shoes = id("e1", added("ann", "shoes"));
    var history = History.of().at("10:00", shoes).at("day 2 20:00", shoes);

    assertThat(triggersOf(history)).hasSize(1);
  }

  @Test
  default void shouldTakeTheSameIdOfAnotherShopperForAnotherEvent() {
    var history =
        History.of()
            .at("10:00", id("e1", added("ann", "shoes")))
            .at("10:00", id("e1", added("bob", "shoes")));

    assertThat(triggersOf(history))
        .containsExactlyInAnyOrder(
            "11:00 CART ann, idle since 10:00: shoes x1",
            "11:00 CART bob, idle since 10:00: shoes x1");
  }

  @Test
  default void shouldCountAnOrderOnceWhenTwoSourcesReportIt() {
    var history =
        History.of()
            .at("10:00", added("ann", "shoes"))
            .at("10:10", reportedBy("pixel", ordered("ann", "o1")))
            .at("10:20", added("ann", "hat"))
            .at("10:30", reportedBy("webhook", ordered("ann", "o1")));

    assertThat(triggersOf(history)).containsExactly("11:20 CART ann, idle since 10:20: hat x1");
  }

  @Test
  default void shouldMeasureIdlenessByTheLogAndNotByTheSourcesClock() {
    var history =
        History.of()
            .at("10:00", occurred("03:00", added("ann", "shoes")))
            .at("10:10", occurred("23:00", pageViewed("ann")));

    assertThat(triggersOf(history)).containsExactly("11:10 CART ann, idle since 10:10: shoes x1");
  }

  @Test
  default void shouldTakeALateTimestampForTheTimeOfThePartition() {
    var history =
        History.of()
            .at("10:00", added("ann", "shoes"))
            .at("10:40", pageViewed("bob"))
            .at("10:20", pageViewed("ann"));

    assertThat(triggersOf(history)).containsExactly("11:40 CART ann, idle since 10:40: shoes x1");
  }

  @Test
  default void shouldFireBeforeALateRecordWhenThePartitionIsPastTheDecision() {
    var history =
        History.of()
            .at("10:00", added("ann", "shoes"))
            .at("11:00:30", pageViewed("bob"))
            .at("10:20", ordered("ann", "o1"));

    assertThat(triggersOf(history)).containsExactly("11:00 CART ann, idle since 10:00: shoes x1");
  }

  @Test
  default void shouldFireAtItsOwnTimeWhenNothingWasReadForLong() {
    var history =
        History.of()
            .at("10:00", added("ann", "shoes"))
            .at("10:30", viewed("bob", "hat"))
            .at("day 5 10:00", tick())
            .until("day 5 10:00");

    assertThat(triggersOf(history))
        .containsExactlyInAnyOrder(
            "11:00 CART ann, idle since 10:00: shoes x1",
            "14:30 BROWSE bob, idle since 10:30: hat x1");
  }

  @Test
  default void shouldFindTheOrderInABacklogBeforeItAsks() {
    var history = History.of().at("10:00", added("ann", "shoes"));
    for (int minute = 0; minute < 60; minute++) {
      history = history.at("10:%02d".formatted(minute), pageViewed("other" + minute));
    }
    history = history.at("11:00:29", ordered("ann", "o1")).until("11:30");

    assertThat(triggersOf(history)).isEmpty();
  }

  @Test
  default void shouldNotAskForWhatWasImported() {
    var history =
        History.of()
            .at("10:00", historical(added("ann", "shoes")))
            .at("10:00", historical(viewed("ann", "hat")))
            .at("10:00", historical(checkoutStarted("ann", item("socks"))));

    assertThat(triggersOf(history)).isEmpty();
  }

  @Test
  default void shouldNotTakeAnImportForActivity() {
    var history =
        History.of()
            .at("10:00", added("ann", "shoes"))
            .at("10:30", historical(pageViewed("ann")))
            .at("10:40", historical(added("ann", "hat")))
            .at("10:50", historical(checkoutStarted("ann")));

    assertThat(triggersOf(history))
        .containsExactly("11:00 CART ann, idle since 10:00: hat x1, shoes x1");
  }

  @Test
  default void shouldAskForAnImportedCartWhenTheShopperTouchesIt() {
    var history =
        History.of()
            .at("10:00", historical(cartReplaced("ann", item("shoes"))))
            .at("12:00", added("ann", "hat"));

    assertThat(triggersOf(history))
        .containsExactly("13:00 CART ann, idle since 12:00: hat x1, shoes x1");
  }

  @Test
  default void shouldCloseTheCartByAnImportedOrderOnlyWhenItIsNotOlder() {
    var cart = History.of().at("10:00", added("ann", "shoes"));
    var older = occurred("09:59:59.999", historical(ordered("ann", "o1")));
    var asOld = occurred("10:00", historical(ordered("ann", "o1")));

    assertThat(triggersOf(cart.at("10:30", older)))
        .containsExactly("11:00 CART ann, idle since 10:00: shoes x1");
    assertThat(triggersOf(cart.at("10:30", asOld))).isEmpty();
  }

  @Test
  default void shouldNotMoveATriggerWhenTheCartIsClosedInItsLastMoment() {
    var history =
        History.of()
            .at("10:00", added("ann", "shoes"))
            .at("11:00:10", historical(cartReplaced("ann")));

    assertThat(triggersOf(history)).isEmpty();
  }
}
