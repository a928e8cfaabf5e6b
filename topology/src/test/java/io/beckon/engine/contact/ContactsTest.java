package io.beckon.engine.contact;

import static io.beckon.engine.FlowScenario.live;
import static io.beckon.engine.FlowScenario.replaying;
import static io.beckon.engine.People.at;
import static io.beckon.engine.People.bounced;
import static io.beckon.engine.People.custom;
import static io.beckon.engine.People.erasure;
import static io.beckon.engine.People.replied;
import static io.beckon.engine.People.report;
import static io.beckon.engine.People.says;
import static org.assertj.core.api.Assertions.assertThat;

import io.beckon.contract.Channel;
import io.beckon.contract.ConsentState;
import io.beckon.contract.Decision;
import io.beckon.contract.FeedbackKind;
import io.beckon.contract.Identified;
import io.beckon.contract.SendCommand;
import io.beckon.contract.ShopperEvent;
import io.beckon.engine.FlowScenario;
import io.beckon.engine.shopper.AddressLink;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What belongs to an address holds for all shoppers who have it. */
class ContactsTest {

  private static final String PHONE = "+13055550123";

  private static final String TEXT =
      """
      flow: text
      title: A text
      purpose: marketing
      trigger: {on: event, event: Ping}
      steps:
        - send: {id: text, channel: sms, template: text}
      """;

  private static final String MAIL_ELSE_TEXT =
      """
      flow: mail
      title: A mail, else a text
      purpose: marketing
      trigger: {on: event, event: Ping}
      steps:
        - send:
            id: text
            channel: sms
            template: text
            fallback: [{channel: email, template: mail}]
      """;

  private static final String CAPPED =
      """
      law: []
      caps:
        - {name: three, channels: [sms], max: 3, per: 24h, recipient: true}
      """;

  private static FlowScenario twoGuests(String flow) {
    return live(flow)
        .under(CAPPED)
        .at("08:00", at("a@example.com", PHONE, "guest-1"))
        .at("08:00", at("b@example.com", "(305) 555-0123", "guest-2"));
  }

  private static FlowScenario ping(FlowScenario scenario, String time, String shopper) {
    return scenario.at(time, custom("Ping", Map.of(), shopper));
  }

  @Test
  void shouldSendWithoutAskingWhenTheAddressIsOneShoppersOnly() {
    FlowScenario alone =
        ping(live(TEXT).under(CAPPED).at("08:00", at("a@x.org", PHONE, "ann")), "09:00", "ann")
            .tick("09:01");
    assertThat(alone.story()).contains("09:01 SENT text ALLOWED");
    assertThat(alone.shopper("ann").profile().links().phone().state())
        .isEqualTo(AddressLink.State.ALONE);
    assertThat(alone.sent()).hasSize(1);
  }

  @Test
  void shouldCountWhatAllShoppersOfAnAddressAreSent() {
    FlowScenario guests = twoGuests(TEXT);
    ping(guests, "09:00", "guest-1").tick("09:01").tick("09:02");
    ping(guests, "10:00", "guest-2").tick("10:01").tick("10:02");
    ping(guests, "11:00", "guest-1").tick("11:01").tick("11:02");
    ping(guests, "12:00", "guest-2").tick("12:01").tick("12:02");
    assertThat(guests.sent()).hasSize(3);
    assertThat(guests.decisions("guest-2"))
        .filteredOn(d -> d.getReason().equals("CAP_REACHED"))
        .singleElement()
        .returns("three", Decision::getRule)
        .satisfies(
            d ->
                assertThat(d.getInputs())
                    .containsEntry("cap.three", "3/3")
                    .containsEntry("judgedBy", "contact"));
  }

  @Test
  void shouldCountWhatTheFirstWasSentBeforeTheSecondCame() {
    FlowScenario guests =
        live(TEXT).under(CAPPED).at("08:00", at("a@example.com", PHONE, "guest-1"));
    ping(guests, "09:00", "guest-1").tick("09:01");
    ping(guests, "10:00", "guest-1").tick("10:01");
    guests.at("10:30", at("b@example.com", PHONE, "guest-2"));
    ping(guests, "11:00", "guest-2").tick("11:01").tick("11:02");
    ping(guests, "12:00", "guest-2").tick("12:01").tick("12:02");
    assertThat(guests.sent())
        .extracting(SendCommand::getShopperId)
        .containsExactly("guest-1", "guest-1", "guest-2");
  }

  @Test
  void shouldCountWhatWasSentToWhoHasTheNumberNoMore() {
    FlowScenario guests =
        live(TEXT).under(CAPPED).at("08:00", at("a@example.com", PHONE, "guest-1"));
    for (String hour : new String[] {"09", "10", "11"}) {
      ping(guests, hour + ":00", "guest-1").tick(hour + ":01");
    }
    guests
        .at("11:30", at("a@example.com", "+13055550199", "guest-1"))
        .at("11:31", at("b@example.com", PHONE, "guest-2"));
    ping(guests, "12:00", "guest-2").tick("12:01").tick("12:02");
    assertThat(guests.decisions("guest-2")).extracting(Decision::getReason).contains("CAP_REACHED");
    assertThat(guests.sent()).hasSize(3);
  }

  @Test
  void shouldStopEverybodyWhenOneSaysStopAndLetAllGoOnWhenOneOptsInAgain() {
    FlowScenario guests = twoGuests(TEXT);
    guests.at("09:00", replied("STOP", Channel.SMS, "guest-1"));
    ping(guests, "09:10", "guest-2").tick("09:11").tick("09:12");
    assertThat(guests.decisions("guest-2")).last().returns("FINISHED", Decision::getReason);
    assertThat(guests.story()).contains("09:10 SKIPPED text SUPPRESSED");
    guests.at("10:00", says(ConsentState.GRANTED, Channel.SMS, "guest-1"));
    ping(guests, "10:10", "guest-2").tick("10:11").tick("10:12");
    assertThat(guests.sent()).extracting(SendCommand::getShopperId).containsExactly("guest-2");
  }

  @Test
  void shouldSkipWhatWasQueuedForAnotherWhenOneSaysStop() {
    FlowScenario guests = twoGuests(TEXT);
    ping(guests, "09:00", "guest-2");
    guests.at("09:00:10", replied("stop", Channel.SMS, "guest-1")).tick("09:01").tick("09:02");
    assertThat(guests.sent()).isEmpty();
    assertThat(guests.story()).contains("09:01 SKIPPED text SUPPRESSED");
  }

  @Test
  void shouldSkipWhatWasGrantedAndHadNotLeftWhenOneSaysStop() {
    FlowScenario guests = twoGuests(TEXT);
    ping(guests, "09:00", "guest-2").tick("09:01");
    guests.at("09:01:30", replied("stop", Channel.SMS, "guest-1")).tick("09:01:40");
    assertThat(guests.sent()).isEmpty();
    assertThat(guests.story()).contains("09:01:40 SKIPPED text SUPPRESSED");
  }

  @Test
  void shouldTellANewShopperAtOnceWhatIsSuppressedForTheirAddress() {
    FlowScenario guests =
        live(TEXT)
            .under(CAPPED)
            .at("08:00", at("a@example.com", PHONE, "guest-1"))
            .at("08:10", report(FeedbackKind.COMPLAINED, Channel.SMS, null, "guest-1"))
            .at("08:20", at("b@example.com", PHONE, "guest-2"));
    ping(guests, "09:00", "guest-2").tick("09:01").tick("09:02");
    assertThat(guests.story()).contains("09:00 SKIPPED text SUPPRESSED");
  }

  @Test
  void shouldForgetTheAddressesSuppressionWhenTheShopperHasAnotherOne() {
    FlowScenario guests = twoGuests(TEXT);
    guests
        .at("09:00", replied("STOP", Channel.SMS, "guest-1"))
        .at("09:10", at("b@example.com", "+13055550199", "guest-2"));
    ping(guests, "09:20", "guest-2").tick("09:21").tick("09:22");
    assertThat(guests.sent()).extracting(SendCommand::getShopperId).containsExactly("guest-2");
  }

  @Test
  void shouldTakeTheNextChannelWhenTheAddressIsSuppressed() {
    FlowScenario guests = twoGuests(MAIL_ELSE_TEXT);
    guests.at("09:00", bounced(Channel.SMS, "guest-1"));
    ping(guests, "09:10", "guest-2").tick("09:11").tick("09:12");
    assertThat(guests.sent()).extracting(SendCommand::getChannel).containsExactly(Channel.EMAIL);
  }

  @Test
  void shouldGiveTheTurnBackWhenTheMessageIsNotSentAfterAll() {
    FlowScenario guests =
        live(TEXT + "exit: {on: [Left]}\n")
            .under(CAPPED.replace("max: 3", "max: 1"))
            .at("08:00", at("a@example.com", PHONE, "guest-1"))
            .at("08:00", at("b@example.com", PHONE, "guest-2"));
    ping(guests, "09:00", "guest-1").tick("09:01");
    guests.at("09:01:10", custom("Left", Map.of(), "guest-1"));
    ping(guests, "09:02", "guest-2").tick("09:03").tick("09:04");
    assertThat(guests.sent()).extracting(SendCommand::getShopperId).containsExactly("guest-2");
  }

  @Test
  void shouldDeferTillThereIsRoomWhenTheCapSaysSo() {
    FlowScenario guests =
        live(TEXT)
            .under(CAPPED.replace("max: 3, per: 24h", "max: 1, per: 1h, then: defer"))
            .at("08:00", at("a@example.com", PHONE, "guest-1"))
            .at("08:00", at("b@example.com", PHONE, "guest-2"));
    ping(guests, "09:00", "guest-1").tick("09:01").tick("09:01:10");
    ping(guests, "09:05", "guest-2").tick("09:06");
    assertThat(guests.story()).contains("09:06 DEFERRED text CAP_REACHED until 10:02");
    guests.pass("10:02:30").tick("10:03").tick("10:03:10");
    assertThat(guests.sent()).hasSize(2);
  }

  @Test
  void shouldAskAgainWhenTheTurnWasOverBeforeTheMessageLeft() {
    FlowScenario guests = twoGuests(TEXT);
    ping(guests, "09:00", "guest-1").tick("09:01").tick("09:10");
    assertThat(guests.sent()).isEmpty();
    guests.tick("09:10:30");
    assertThat(guests.sent()).hasSize(1);
  }

  @Test
  void shouldGiveUpAtOnceWhatAnotherHadWaitingWhenOneSaysStop() {
    FlowScenario guests =
        live(TEXT)
            .under(
                CAPPED
                    + """
                      quietHours:
                        - {name: night, channels: [sms], from: "20:00", to: "08:00"}
                      """)
            .at("08:00", at("a@example.com", PHONE, "guest-1"))
            .at("08:00", at("b@example.com", PHONE, "guest-2"));
    ping(guests, "day 2 02:00", "guest-2"); // 21:00 in Florida
    assertThat(guests.story()).anyMatch(line -> line.contains("DEFERRED text QUIET_HOURS"));
    guests.at("day 2 02:05", replied("STOP", Channel.SMS, "guest-1")).pass("day 2 02:06");
    assertThat(guests.story()).contains("day 2 02:05:30 SKIPPED text SUPPRESSED");
  }

  @Test
  void shouldJudgeTheSameInAReplay() {
    FlowScenario replayed =
        replaying(TEXT)
            .under(CAPPED)
            .at("08:00", at("a@example.com", PHONE, "guest-1"))
            .at("08:00", at("b@example.com", PHONE, "guest-2"));
    for (String hour : new String[] {"09", "10", "11", "12"}) {
      ping(replayed, hour + ":00", "guest-1");
      ping(replayed, hour + ":00", "guest-2");
    }
    assertThat(replayed.sent()).hasSize(3);
    assertThat(replayed.story()).filteredOn(line -> line.contains("CAP_REACHED")).hasSize(5);
  }

  @Test
  void shouldJudgeByItselfAgainWhenNothingOfOthersCounts() {
    FlowScenario guests = twoGuests(TEXT);
    ping(guests, "09:00", "guest-1").tick("09:01").tick("09:02");
    guests.at("10:00", at("a@example.com", "+13055550199", "guest-1"));
    ping(guests, "day 2 09:00", "guest-2").tick("day 2 09:01").tick("day 2 09:02");
    assertThat(guests.shopper("guest-2").profile().links().phone().state())
        .isEqualTo(AddressLink.State.SHARED);
    ping(guests, "day 40 09:00", "guest-2").tick("day 40 09:01").tick("day 40 09:02");
    assertThat(guests.shopper("guest-2").profile().links().phone().state())
        .isEqualTo(AddressLink.State.ALONE);
    assertThat(guests.sent()).hasSize(3);
  }

  @Test
  void shouldStopWhoHasTheNumberThatASecondStopComesFrom() {
    FlowScenario guests =
        live(TEXT)
            .under(CAPPED)
            .at("08:00", at("a@example.com", "+13055550199", "guest-1"))
            .at("08:00", at("b@example.com", PHONE, "guest-2"))
            .at("09:00", replied("STOP", Channel.SMS, "guest-1"))
            .at("09:10", moved(PHONE, "guest-1"));
    ping(guests, "09:20", "guest-2").tick("09:21").tick("09:21:30");
    assertThat(guests.sent()).extracting(SendCommand::getShopperId).containsExactly("guest-2");
    guests.at("09:30", replied("STOP", Channel.SMS, "guest-1"));
    ping(guests, "09:40", "guest-2").tick("09:41").tick("09:41:30");
    assertThat(guests.sent()).hasSize(1);
    guests.at("10:00", says(ConsentState.GRANTED, Channel.SMS, "guest-1"));
    ping(guests, "10:10", "guest-2").tick("10:11").tick("10:11:30");
    assertThat(guests.sent()).hasSize(2);
  }

  @Test
  void shouldTellAStopAlsoAfterAComplaintWhichStopsLess() {
    FlowScenario guests = twoGuests(TEXT.replace("purpose: marketing", "purpose: transactional"));
    guests.at("09:00", report(FeedbackKind.COMPLAINED, Channel.SMS, null, "guest-1"));
    ping(guests, "09:10", "guest-2").tick("09:11").tick("09:11:30");
    assertThat(guests.sent()).hasSize(1);
    guests.at("09:20", replied("STOP", Channel.SMS, "guest-1"));
    ping(guests, "09:30", "guest-2").tick("09:31").tick("09:31:30");
    assertThat(guests.sent()).hasSize(1);
    guests.at("10:00", says(ConsentState.GRANTED, Channel.SMS, "guest-1"));
    ping(guests, "10:10", "guest-2").tick("10:11").tick("10:11:30");
    assertThat(guests.sent()).hasSize(2);
  }

  @Test
  void shouldForgetTheShopperAndKeepTheSuppressionWhenTheyAreErased() {
    FlowScenario guests =
        live(TEXT)
            .under(CAPPED)
            .at("08:00", at("a@example.com", PHONE, "guest-1"))
            .at("08:10", replied("STOP", Channel.SMS, "guest-1"))
            .at("08:20", erasure("guest-1"))
            .at("08:30", moved(PHONE, "guest-2"));
    assertThat(guests.shopper("guest-2").profile().links().phone().state())
        .isEqualTo(AddressLink.State.ALONE);
    ping(guests, "09:00", "guest-2").tick("09:01").tick("09:01:30");
    assertThat(guests.sent()).isEmpty();
    assertThat(guests.story()).contains("09:00 SKIPPED text SUPPRESSED");
  }

  private static ShopperEvent moved(String phone, String shopper) {
    return ShopperEvent.newBuilder()
        .setEventId("moved " + shopper)
        .setOccurredAt(0)
        .setShopperId(shopper)
        .setSource("test")
        .setPayload(Identified.newBuilder().setPhone(phone).setConsents(List.of()).build())
        .build();
  }
}
