package io.beckon.engine.identity;

import static io.beckon.engine.FlowScenario.live;
import static io.beckon.engine.FlowScenario.replaying;
import static io.beckon.engine.People.becomes;
import static io.beckon.engine.People.erasure;
import static io.beckon.engine.People.known;
import static io.beckon.engine.People.report;
import static io.beckon.engine.People.says;
import static io.beckon.model.Events.added;
import static io.beckon.model.Events.ordered;
import static io.beckon.model.Events.viewed;
import static org.assertj.core.api.Assertions.assertThat;

import io.beckon.contract.Channel;
import io.beckon.contract.ConsentState;
import io.beckon.contract.Decision;
import io.beckon.contract.FeedbackKind;
import io.beckon.contract.Outcome;
import io.beckon.contract.ShopperEvent;
import io.beckon.engine.FlowScenario;
import io.beckon.engine.shopper.Shopper;
import io.beckon.engine.shopper.Suppression;
import java.util.List;
import org.junit.jupiter.api.Test;

class ErasureTest {

  private static final String MAIL =
      """
      flow: mail
      title: Mail
      purpose: recovery
      trigger: {on: cart-abandoned}
      steps:
        - send: {id: first, channel: email, template: first}
      """;

  @Test
  void shouldForgetEverythingAndCancelWhatWaits() {
    FlowScenario scenario =
        live(MAIL)
            .at("09:00", known("ann"))
            .at("09:30", ordered("ann", "o1"))
            .at("10:00", viewed("ann", "hat"))
            .at("10:00", added("ann", "shoes"))
            .pass("12:00");
    assertThat(scenario.shopper("ann").queue().sends()).hasSize(1);

    scenario.at("12:10", erasure("ann")).tick("12:11").tick("day 3 00:00");

    assertThat(scenario.sent()).isEmpty();
    assertThat(scenario.decisions())
        .filteredOn(d -> d.getReason().equals("ERASED"))
        .extracting(Decision::getOutcome)
        .containsExactly(Outcome.CANCELLED, Outcome.EXITED);
    assertThat(scenario.decisions().toString()).doesNotContain("example.com");
    Shopper.Parts left = scenario.shopper("ann").parts();
    assertThat(left)
        .isEqualTo(
            new Shopper.Parts(
                left.head(),
                null,
                null,
                Shopper.Parts.EMPTY.history(),
                Shopper.Parts.EMPTY.profile(),
                Shopper.Parts.EMPTY.sends(),
                Shopper.Parts.EMPTY.journeys(),
                Shopper.Parts.EMPTY.queue()));
    assertThat(left.head().lastSiteActivity()).isZero();
    assertThat(left.toString()).doesNotContain("example.com").doesNotContain("4915112345678");
  }

  @Test
  void shouldBeginAfreshAndStaySuppressedWhenTheAddressComesBack() {
    FlowScenario scenario =
        replaying(MAIL)
            .at("09:00", known("ann"))
            .at("09:01", report(FeedbackKind.COMPLAINED, Channel.EMAIL, null, "ann"))
            .at("10:00", erasure("ann"))
            .reload("ann")
            .at("11:00", added("ann", "shoes"));
    assertThat(scenario.shopper("ann").cart()).isNotNull();

    scenario.at("11:01", known("ann")).pass("day 2 00:00");

    assertThat(scenario.shopper("ann").profile().suppressions())
        .extracting(Suppression::channel, Suppression::reason)
        .map(Object::toString)
        .contains("(EMAIL, \"COMPLAINT\")");
    assertThat(scenario.sent()).isEmpty();
  }

  @Test
  void shouldLetAnErasedShopperAgreeAgain() {
    FlowScenario scenario =
        replaying(MAIL)
            .at("09:00", known("ann"))
            .at("10:00", erasure("ann"))
            .at("11:00", known("ann"))
            .at("11:01", says(ConsentState.GRANTED, Channel.EMAIL, "ann"))
            .at("11:02", added("ann", "shoes"))
            .pass("day 2 00:00");
    assertThat(scenario.sent()).hasSize(1);
  }

  @Test
  void shouldForgetThePointersOfEarlierIdsToo() {
    FlowScenario scenario =
        replaying()
            .at("09:00", known("a"))
            .at("09:01", becomes("b", "a"))
            .at("09:02", becomes("c", "b"))
            .at("09:03", becomes("d", "tablet"))
            .at("09:04", becomes("c", "phone"))
            .at("09:05", becomes("e", "phone"))
            .at("10:00", erasure("a"))
            .at("10:01", added("a", "shoes"));

    for (String id : List.of("a", "b", "c")) {
      assertThat(scenario.shopper(id).head().links().movedTo()).as(id).isNull();
      assertThat(scenario.shopper(id).head().links().merged()).as(id).isEmpty();
    }
    assertThat(scenario.shopper("tablet").head().links().movedTo()).isEqualTo("d");
    assertThat(scenario.shopper("phone").head().links().movedTo()).isEqualTo("e");
    assertThat(scenario.shopper("a").cart()).isNotNull();
    assertThat(scenario.shopper("c").cart()).isNull();
    scenario.at("10:02", known("a"));
    assertThat(scenario.shopper("a").profile().suppressions())
        .extracting(Suppression::channel)
        .contains(Channel.WHATSAPP, Channel.CALL)
        .doesNotContain(Channel.EMAIL);
  }

  @Test
  void shouldBringNothingBackWhenEventsAreDeliveredAgain() {
    ShopperEvent order = ordered("ann", "o1");
    ShopperEvent request = erasure("ann");
    FlowScenario scenario =
        replaying()
            .at("09:00", order)
            .at("10:00", request)
            .at("10:01", order)
            .at("10:02", added("ann", "shoes"))
            .at("10:03", request);
    assertThat(scenario.shopper("ann").profile().purchases().count()).isZero();
    assertThat(scenario.shopper("ann").cart()).isNotNull();
  }
}
