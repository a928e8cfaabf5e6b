package io.beckon.engine.flow;

import static io.beckon.engine.FlowScenario.live;
import static io.beckon.engine.FlowScenario.replaying;
import static io.beckon.engine.People.known;
import static io.beckon.model.Events.added;
import static io.beckon.model.Events.custom;
import static io.beckon.model.Events.ordered;
import static io.beckon.model.Events.pageViewed;
import static org.assertj.core.api.Assertions.assertThat;

import io.beckon.contract.SendCommand;
import io.beckon.engine.FlowScenario;
import io.beckon.model.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Nobody is reminded of their cart while they stand at it. */
class OnSiteTest {

  private static final String CART =
      """
      flow: cart
      title: Cart
      purpose: recovery
      trigger: {on: cart-abandoned}
      exit: {on: [Order Completed]}
      steps:
        - wait: {for: 3h}
        - send: {id: mail, channel: %s, template: mail}
      """;

  private static final String RULE =
      "onSite: {within: 15m, exempt: [transactional, marketing], then: %s}\n";

  private static FlowScenario abandoned(FlowScenario scenario, String then) {
    return scenario
        .under(RULE.formatted(then))
        .at("08:00", known("ann"))
        .at("09:00", added("ann", "tea"))
        .pass("12:00");
  }

  private static List<String> sent(FlowScenario scenario) {
    return scenario.sent().stream().map(SendCommand::getAt).map(Clock::print).toList();
  }

  @Test
  void shouldWaitUntilTheShopperHasLeftTheSite() {
    FlowScenario ann =
        abandoned(replaying(CART.formatted("email")), "defer")
            .at("12:55", pageViewed("ann"))
            .at("13:08", pageViewed("ann"))
            .pass("14:00");

    assertThat(ann.story())
        .contains(
            "13:00:30 DEFERRED mail ON_SITE until 13:10",
            "13:10:30 DEFERRED mail ON_SITE until 13:23");
    assertThat(sent(ann)).containsExactly("13:23:30");
  }

  @Test
  void shouldNotRemindWhoBuysWhileItWaits() {
    FlowScenario ann =
        abandoned(replaying(CART.formatted("email")), "defer")
            .at("12:55", pageViewed("ann"))
            .at("13:05", ordered("ann", "o-1"))
            .pass("18:00");

    assertThat(ann.sent()).isEmpty();
  }

  @Test
  void shouldBeJudgedAgainWhenTheMessageLeaves() {
    FlowScenario ann =
        abandoned(live(CART.formatted("email")), "defer")
            .pass("13:01")
            .at("13:02", pageViewed("ann"))
            .tick("13:03")
            .pass("13:20")
            .tick("13:21");

    assertThat(ann.story()).contains("13:03 DEFERRED mail ON_SITE until 13:17");
    assertThat(sent(ann)).containsExactly("13:21");
  }

  @Test
  void shouldBeGivenUpOrSentAtOnceAsThePolicySays() {
    FlowScenario skipped =
        abandoned(replaying(CART.formatted("email")), "skip")
            .at("12:55", pageViewed("ann"))
            .pass("18:00");
    FlowScenario onsite =
        abandoned(replaying(CART.formatted("onsite")), "defer")
            .at("12:55", pageViewed("ann"))
            .pass("18:00");

    assertThat(skipped.story()).contains("13:00:30 SKIPPED mail ON_SITE");
    assertThat(sent(onsite)).as("where the shopper is").containsExactly("13:00:30");
  }

  @Test
  void shouldNotBeHeldByWhatTheFlowStartedFrom() {
    FlowScenario ann =
        replaying(
                """
                flow: help
                title: Help
                purpose: recovery
                trigger: {on: event, event: Payment Failed}
                steps:
                  - send: {id: mail, channel: email, template: help}
                """)
            .under(RULE.formatted("defer"))
            .at("08:00", known("ann"))
            .at("09:00", custom("ann", "Payment Failed"))
            .pass("09:30");

    assertThat(sent(ann)).containsExactly("09:00");
  }
}
