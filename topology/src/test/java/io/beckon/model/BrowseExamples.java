package io.beckon.model;

import static io.beckon.model.Events.added;
import static io.beckon.model.Events.cartViewed;
import static io.beckon.model.Events.listViewed;
import static io.beckon.model.Events.ordered;
import static io.beckon.model.Events.pageViewed;
import static io.beckon.model.Events.removed;
import static io.beckon.model.Events.searched;
import static io.beckon.model.Events.viewed;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Visits that came to nothing, in examples. */
public interface BrowseExamples extends Examples {

  @Test
  default void shouldCallAVisitAbandonedFourHoursAfterTheLastActivity() {
    var history =
        History.of()
            .at("10:00", viewed("ann", "shoes"))
            .at("10:05", viewed("ann", "hat"))
            .at("10:06", viewed("ann", "shoes"))
            .at("10:10", pageViewed("ann"));

    assertThat(triggersOf(history))
        .containsExactly("14:10 BROWSE ann, idle since 10:10: shoes x1, hat x1");
  }

  @Test
  default void shouldFireOrNotByTheMillisecondOfTheVisitsEnd() {
    var visit = History.of().at("10:00", viewed("ann", "shoes"));

    assertThat(triggersOf(visit.at("14:00:29.999", pageViewed("ann")).until("15:00"))).isEmpty();
    assertThat(triggersOf(visit.at("14:00:30", pageViewed("ann")).until("15:00"))).hasSize(1);
  }

  @Test
  default void shouldRememberAViewForAsLongAsTheVisitGoesOn() {
    var history =
        History.of()
            .at("10:00", viewed("ann", "shoes"))
            .at("14:00:29.999", pageViewed("ann"))
            .at("18:00", searched("ann"));

    assertThat(triggersOf(history)).containsExactly("22:00 BROWSE ann, idle since 18:00: shoes x1");
  }

  @Test
  default void shouldFireOncePerVisit() {
    var history =
        History.of()
            .at("10:00", viewed("ann", "shoes"))
            .at("16:00", pageViewed("ann"))
            .at("day 2 10:00", viewed("ann", "hat"));

    assertThat(triggersOf(history))
        .containsExactly(
            "14:00 BROWSE ann, idle since 10:00: shoes x1",
            "day 2 14:00 BROWSE ann, idle since day 2 10:00: hat x1");
  }

  @Test
  default void shouldStaySilentWhenNoProductWasLookedAt() {
    var history =
        History.of()
            .at("10:00", pageViewed("ann"))
            .at("10:01", searched("ann"))
            .at("10:02", listViewed("ann", "shoes", "hat"));

    assertThat(triggersOf(history)).isEmpty();
  }

  @Test
  default void shouldStaySilentWhenTheVisitHadCartActivity() {
    var looked = History.of().at("10:00", viewed("ann", "shoes")).at("10:01", cartViewed("ann"));
    var emptied =
        History.of()
            .at("10:00", viewed("bob", "shoes"))
            .at("10:01", added("bob", "shoes"))
            .at("10:02", removed("bob", "shoes"));

    assertThat(triggersOf(looked)).isEmpty();
    assertThat(triggersOf(emptied)).isEmpty();
  }

  @Test
  default void shouldNotBeSilencedByAnOldCart() {
    var history =
        History.of().at("10:00", added("ann", "shoes")).at("day 3 10:00", viewed("ann", "hat"));

    assertThat(triggersOf(history))
        .containsExactly(
            "11:00 CART ann, idle since 10:00: shoes x1",
            "day 3 14:00 BROWSE ann, idle since day 3 10:00: hat x1");
  }

  @Test
  default void shouldForgetTheViewsBeforeAnOrder() {
    var bought = History.of().at("10:00", viewed("ann", "shoes")).at("10:30", ordered("ann", "o1"));
    var looksOn = bought.at("10:40", viewed("ann", "hat"));

    assertThat(triggersOf(bought)).isEmpty();
    assertThat(triggersOf(looksOn)).containsExactly("14:40 BROWSE ann, idle since 10:40: hat x1");
  }

  @Test
  default void shouldForgetCartActivityBeforeAnOrder() {
    var history =
        History.of()
            .at("10:00", added("ann", "shoes"))
            .at("10:30", ordered("ann", "o1"))
            .at("10:40", viewed("ann", "hat"));

    assertThat(triggersOf(history)).containsExactly("14:40 BROWSE ann, idle since 10:40: hat x1");
  }

  @Test
  default void shouldForgetTheViewsBeforeACartTrigger() {
    var history =
        History.of()
            .at("10:00", viewed("ann", "shoes"))
            .at("10:01", added("ann", "shoes"))
            .at("11:30", pageViewed("ann"));

    assertThat(triggersOf(history)).containsExactly("11:01 CART ann, idle since 10:01: shoes x1");
  }

  @Test
  default void shouldFireForViewsAfterACartTriggerInTheSameVisit() {
    var history =
        History.of()
            .at("10:00", viewed("ann", "shoes"))
            .at("10:01", added("ann", "shoes"))
            .at("11:30", viewed("ann", "hat"));

    assertThat(triggersOf(history))
        .containsExactly(
            "11:01 CART ann, idle since 10:01: shoes x1",
            "15:30 BROWSE ann, idle since 11:30: hat x1");
  }
}
