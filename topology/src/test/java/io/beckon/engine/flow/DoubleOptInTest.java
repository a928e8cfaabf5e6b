package io.beckon.engine.flow;

import static io.beckon.engine.FlowScenario.live;
import static io.beckon.engine.People.custom;
import static io.beckon.engine.People.known;
import static io.beckon.engine.People.says;
import static org.assertj.core.api.Assertions.assertThat;

import io.beckon.contract.Channel;
import io.beckon.contract.ConsentState;
import io.beckon.contract.Identified;
import io.beckon.contract.SendCommand;
import io.beckon.contract.ShopperEvent;
import io.beckon.engine.FlowScenario;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** An opt-in that must be confirmed: asked for by a transactional mail, and nothing else before. */
class DoubleOptInTest {

  private static final String CONFIRM =
      """
      flow: confirm
      title: Confirm
      purpose: transactional
      trigger:
        on: event
        event: Consent Changed
        filter: event.properties.state == "pending" && event.properties.channel == "email"
      exit:
        on:
          - event: Consent Changed
            where: happened.properties.state != "pending"
      steps:
        - send: {id: confirm, channel: email, template: confirm}
        - wait: {for: 1d}
        - send: {id: again, channel: email, template: confirm}
      """;

  private static final String NEWS =
      """
      flow: news
      title: News
      purpose: marketing
      trigger: {on: event, event: News}
      steps:
        - send: {id: news, channel: email, template: news}
      """;

  private static FlowScenario pending() {
    return live(CONFIRM, NEWS)
        .under("  - {purpose: marketing, channel: email, rule: opt-in}\n")
        .at("08:00", address())
        .at("09:00", says(ConsentState.PENDING, Channel.EMAIL, "ann"))
        .tick("09:01");
  }

  private static FlowScenario news(FlowScenario scenario, String hour) {
    return scenario.at(hour + ":00", custom("News", Map.of(), "ann")).tick(hour + ":01");
  }

  @Test
  void shouldOnlyAskForTheConfirmationAsLongAsItIsPending() {
    FlowScenario ann = news(pending(), "10");
    assertThat(ann.sent()).extracting(SendCommand::getTemplate).containsExactly("confirm");
    assertThat(ann.story()).contains("10:00 SKIPPED news CONSENT_PENDING");
    ann.pass("day 2 10:00").tick("day 2 10:01");
    assertThat(ann.sent())
        .extracting(SendCommand::getTemplate)
        .containsExactly("confirm", "confirm");
    news(ann, "day 40 10");
    assertThat(ann.sent()).hasSize(2);
  }

  @Test
  void shouldSendWhatWasAgreedToOnceItIsConfirmedAndAskNoMore() {
    FlowScenario ann = pending().at("09:30", says(ConsentState.GRANTED, Channel.EMAIL, "ann"));
    news(ann, "10").pass("day 2 12:00").tick("day 2 12:01");
    assertThat(ann.sent()).extracting(SendCommand::getTemplate).containsExactly("confirm", "news");
  }

  @Test
  void shouldCountAsNotAskedWhenItIsNotConfirmedInTimeAndMayBeAskedAgain() {
    FlowScenario ann =
        live(CONFIRM, NEWS)
            .under(
                """
                  - {purpose: marketing, channel: email, rule: opt-in}
                doubleOptIn: {expires: 7d}
                """)
            .at("08:00", address())
            .at("09:00", says(ConsentState.PENDING, Channel.EMAIL, "ann"))
            .tick("09:01")
            .at("day 8 08:59:00", custom("News", Map.of(), "ann"))
            .tick("day 8 08:59:30")
            .at("day 8 09:00:00", custom("News", Map.of(), "ann"))
            .tick("day 8 09:01");

    assertThat(ann.story())
        .contains("day 8 08:59 SKIPPED news CONSENT_PENDING")
        .contains("day 8 09:00 SKIPPED news OPT_IN_EXPIRED");
    ann.at("day 9 09:00", says(ConsentState.PENDING, Channel.EMAIL, "ann")).tick("day 9 09:01");
    assertThat(ann.sent())
        .extracting(SendCommand::getTemplate)
        .as("asked again")
        .containsExactly("confirm", "confirm");
    assertThat(news(ann, "day 9 10").story()).contains("day 9 10:00 SKIPPED news CONSENT_PENDING");
    ann.at("day 20 09:00", says(ConsentState.GRANTED, Channel.EMAIL, "ann"));
    assertThat(news(ann, "day 20 10").sent())
        .extracting(SendCommand::getTemplate)
        .as("a late yes is a yes")
        .endsWith("news");
  }

  @Test
  void shouldSkipWhatIsQueuedWhenTheShopperSaysNoBeforeItLeaves() {
    FlowScenario ann =
        live(NEWS)
            .at("08:00", known("ann"))
            .at("09:00", custom("News", Map.of(), "ann"))
            .at("09:00:30", says(ConsentState.DENIED, Channel.EMAIL, "ann"))
            .tick("09:01");
    assertThat(ann.sent()).isEmpty();
    assertThat(ann.story()).contains("09:01 SKIPPED news CONSENT_DENIED");
  }

  private static ShopperEvent address() {
    return ShopperEvent.newBuilder()
        .setEventId("address of ann")
        .setOccurredAt(0)
        .setShopperId("ann")
        .setSource("test")
        .setPayload(
            Identified.newBuilder().setEmail("ann@example.com").setConsents(List.of()).build())
        .build();
  }
}
