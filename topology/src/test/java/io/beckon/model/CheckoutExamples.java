package io.beckon.model;

import static io.beckon.model.Events.added;
import static io.beckon.model.Events.cartReplaced;
import static io.beckon.model.Events.checkoutStarted;
import static io.beckon.model.Events.checkoutStepped;
import static io.beckon.model.Events.item;
import static io.beckon.model.Events.ordered;
import static io.beckon.model.Events.pageViewed;
import static io.beckon.model.Events.paymentFailed;
import static io.beckon.model.Events.priced;
import static io.beckon.model.Events.removed;
import static io.beckon.model.Touches.worth;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Checkouts, abandoned and not, in examples. */
public interface CheckoutExamples extends Examples {

  @Test
  default void shouldCallACheckoutAbandonedHalfAnHourAfterTheLastActivity() {
    var history =
        History.of().at("10:00", added("ann", "shoes")).at("10:05", checkoutStarted("ann"));

    assertThat(triggersOf(history))
        .containsExactly("10:35 CHECKOUT ann, idle since 10:05: shoes x1");
  }

  @Test
  default void shouldNotCallTheCartAbandonedAsWell() {
    var history =
        History.of()
            .at("10:00", added("ann", "shoes"))
            .at("10:05", checkoutStarted("ann"))
            .at("13:00", pageViewed("ann"));

    assertThat(triggersOf(history)).hasSize(1);
  }

  @Test
  default void shouldFireOrNotByTheMillisecondOfTheDecision() {
    var begun = History.of().at("10:00", added("ann", "shoes")).at("10:00", checkoutStarted("ann"));

    assertThat(triggersOf(begun.at("10:30:29.999", pageViewed("ann")).until("10:45"))).isEmpty();
    assertThat(triggersOf(begun.at("10:30:30", pageViewed("ann")).until("10:45"))).hasSize(1);
  }

  @Test
  default void shouldTakeTheProductsOfTheCheckoutForTheCart() {
    var history =
        History.of()
            .at("10:00", added("ann", "shoes"))
            .at("10:05", worth(800, checkoutStarted("ann", priced("hat", 2, 450))));

    assertThat(triggersOf(history))
        .containsExactly("10:35 CHECKOUT ann, idle since 10:05: hat x2, worth 800");
  }

  @Test
  default void shouldOpenACartWhenTheCheckoutIsTheFirstThatIsHeardOfIt() {
    var history = History.of().at("10:05", checkoutStarted("ann", item("hat")));

    assertThat(triggersOf(history)).containsExactly("10:35 CHECKOUT ann, idle since 10:05: hat x1");
  }

  @Test
  default void shouldFireNothingWhenACheckoutBeginsWithoutACart() {
    var history = History.of().at("10:05", checkoutStarted("ann"));

    assertThat(triggersOf(history)).isEmpty();
  }

  @Test
  default void shouldCallItACartWhenItWasOpenedAfterTheCheckoutBegan() {
    var emptied =
        History.of()
            .at("10:00", added("ann", "shoes"))
            .at("10:05", checkoutStarted("ann"))
            .at("10:10", removed("ann", "shoes"))
            .at("10:15", added("ann", "hat"));
    var replaced =
        History.of()
            .at("10:00", added("bob", "shoes"))
            .at("10:05", checkoutStarted("bob"))
            .at("10:10", cartReplaced("bob"))
            .at("10:15", cartReplaced("bob", item("hat")));

    assertThat(triggersOf(emptied)).containsExactly("11:15 CART ann, idle since 10:15: hat x1");
    assertThat(triggersOf(replaced)).containsExactly("11:15 CART bob, idle since 10:15: hat x1");
  }

  @Test
  default void shouldStayACheckoutWhenMoreIsAdded() {
    var history =
        History.of()
            .at("10:00", added("ann", "shoes"))
            .at("10:05", checkoutStarted("ann"))
            .at("10:10", added("ann", "hat"));

    assertThat(triggersOf(history))
        .containsExactly("10:40 CHECKOUT ann, idle since 10:10: hat x1, shoes x1");
  }

  @Test
  default void shouldCallItACartAgainWhenTheNextOneOpensAfterAnOrder() {
    var history =
        History.of()
            .at("10:00", added("ann", "shoes"))
            .at("10:05", checkoutStarted("ann"))
            .at("10:10", ordered("ann", "o1"))
            .at("10:20", added("ann", "hat"));

    assertThat(triggersOf(history)).containsExactly("11:20 CART ann, idle since 10:20: hat x1");
  }

  @Test
  default void shouldKnowACheckoutByAStepOrAPayment() {
    var stepped =
        History.of()
            .at("10:00", added("ann", "shoes"))
            .at("10:05", checkoutStepped("ann", "shipping"));
    var paid =
        History.of()
            .at("10:00", added("bob", "shoes"))
            .at("10:05", paymentFailed("bob", "card declined"));

    assertThat(triggersOf(stepped))
        .containsExactly("10:35 CHECKOUT ann, idle since 10:05: shoes x1");
    assertThat(triggersOf(paid)).containsExactly("10:35 CHECKOUT bob, idle since 10:05: shoes x1");
  }

  @Test
  default void shouldAskAgainWhenThePaymentFailedAfterTheTrigger() {
    var history =
        History.of()
            .at("10:00", added("ann", "shoes"))
            .at("10:05", checkoutStarted("ann"))
            .at("12:00", paymentFailed("ann", "card declined"));

    assertThat(triggersOf(history))
        .containsExactly(
            "10:35 CHECKOUT ann, idle since 10:05: shoes x1",
            "12:30 CHECKOUT ann, idle since 12:00: shoes x1");
  }
}
