package io.beckon.engine.flow;

import static io.beckon.engine.FlowScenario.live;
import static io.beckon.engine.FlowScenario.replaying;
import static io.beckon.engine.People.custom;
import static io.beckon.engine.People.known;
import static io.beckon.engine.People.report;
import static io.beckon.engine.People.says;
import static org.assertj.core.api.Assertions.assertThat;

import io.beckon.contract.Channel;
import io.beckon.contract.ConsentState;
import io.beckon.contract.FeedbackKind;
import io.beckon.contract.Purpose;
import io.beckon.contract.SendCommand;
import io.beckon.engine.FlowScenario;
import io.beckon.engine.flow.load.RuleLoader;
import io.beckon.engine.shopper.SendLog;
import io.beckon.engine.shopper.SentMessage;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.assertj.core.groups.Tuple;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** When a message is left out, what goes instead, and what it carries. */
class SendStepTest {

  private static final String HEAD =
      """
      flow: news
      title: News
      purpose: marketing
      trigger: {on: event, event: Signed Up}
      steps:
      """;

  private static final String EITHER =
      HEAD
          + """
            - send:
                id: hello
                channel: email
                template: hello
                data: {long: true, greeting: Hi}
                fallback:
                  - {channel: sms, template: hello-sms, data: {long: false}}
                  - {channel: push, template: hello-push}
          """;

  @Test
  void shouldTakeTheFirstChannelThatCanReachTheShopper() {
    assertThat(greeted(replaying(EITHER)).sent())
        .extracting(SendCommand::getChannel, SendCommand::getTemplate)
        .containsExactly(Tuple.tuple(Channel.EMAIL, "hello"));
    FlowScenario bySms =
        replaying(EITHER)
            .at("08:00", known("ann"))
            .at("08:00", says(ConsentState.DENIED, Channel.EMAIL, "ann"))
            .at("08:00", custom("Signed Up", Map.of(), "ann"));
    assertThat(bySms.story())
        .containsExactly(
            "08:00 ENTERED STARTED",
            "08:00 QUEUED hello ALLOWED",
            "08:00 SENT hello ALLOWED",
            "08:00 COMPLETED FINISHED");
    SendCommand sent = bySms.sent().get(0);
    assertThat(sent.getChannel()).isEqualTo(Channel.SMS);
    assertThat(sent.getTemplate()).isEqualTo("hello-sms");
    assertThat(sent.getRecipient().getAddress()).startsWith("+49");
    assertThat(sent.getData()).containsEntry("long", false).containsEntry("greeting", "Hi");
    assertThat(bySms.decisions().get(1).getInputs()).containsEntry("notEMAIL", "CONSENT_DENIED");
  }

  @Test
  void shouldGiveTheFirstReasonWhenNoChannelReachesTheShopper() {
    FlowScenario nobody =
        replaying(EITHER.replace("        - {channel: push, template: hello-push}\n", ""))
            .at("08:00", custom("Signed Up", Map.of(), "ann"));
    assertThat(nobody.story()).contains("08:00 SKIPPED hello NO_ADDRESS");
    assertThat(nobody.decisions().get(1).getChannel()).isEqualTo(Channel.EMAIL);
  }

  @Test
  void shouldNotTurnToAnotherChannelBecauseOfACap() {
    FlowScenario scenario =
        greeted(
                replaying(EITHER)
                    .under(
                        "caps: [{name: none, channels: [email], max: 1, per: 1d, then: skip}]\n"))
            .at("09:00", custom("Signed Up", Map.of(), "ann"));
    assertThat(scenario.story()).contains("09:00 SKIPPED hello CAP_REACHED");
    assertThat(scenario.sent()).hasSize(1);
  }

  @Test
  void shouldTurnToAnotherChannelWhenConsentIsWithdrawnBeforeTheRelease() {
    FlowScenario scenario =
        greeted(live(EITHER))
            .at("08:05", says(ConsentState.DENIED, Channel.EMAIL, "ann"))
            .tick("08:10")
            .tick("08:11");
    assertThat(scenario.story())
        .containsExactly(
            "08:00 ENTERED STARTED",
            "08:00 QUEUED hello ALLOWED",
            "08:10 QUEUED hello ALLOWED",
            "08:11 SENT hello ALLOWED",
            "08:11 COMPLETED FINISHED");
    assertThat(scenario.sent()).extracting(SendCommand::getChannel).containsExactly(Channel.SMS);
  }

  @Test
  void shouldGiveUpAtTheReleaseWhenNoChannelIsLeft() {
    FlowScenario scenario =
        greeted(live(EITHER.replace("        - {channel: push, template: hello-push}\n", "")))
            .at("08:05", says(ConsentState.DENIED, Channel.EMAIL, "ann"))
            .at("08:05", says(ConsentState.DENIED, Channel.SMS, "ann"))
            .tick("08:10");
    assertThat(scenario.story())
        .endsWith("08:10 SKIPPED hello CONSENT_DENIED", "08:10 COMPLETED FINISHED");
    assertThat(scenario.sent()).isEmpty();
  }

  @Test
  void shouldNotSendTheSameVariationAgainWithinTheTime() {
    String flow = HEAD + "  - send: {id: tip, channel: email, template: tip, unlessSent: 7d}\n";
    FlowScenario scenario =
        greeted(replaying(flow))
            .at("day 3 08:00", custom("Signed Up", Map.of(), "ann"))
            .at("day 8 08:00", custom("Signed Up", Map.of(), "ann"));
    assertThat(scenario.story())
        .containsSubsequence(
            "08:00 SENT tip ALLOWED",
            "day 3 08:00 SKIPPED tip VARIATION_SENT",
            "day 8 08:00 SENT tip ALLOWED");
    assertThat(scenario.decisions())
        .filteredOn(d -> d.getReason().equals(FlowReasons.VARIATION_SENT))
        .allSatisfy(
            d -> assertThat(d.getInputs()).containsEntry("lastSentAt", "2026-01-05T08:00:00Z"));
  }

  @Test
  void shouldNeverSendAVariationTwiceWhenToldSoEvenAfterTheSendLogForgot() {
    String flow = HEAD + "  - send: {id: tip, channel: email, template: tip, unlessSent: ever}\n";
    String other = flow.replace("flow: news", "flow: other").replace("id: tip", "id: other-tip");
    FlowScenario scenario =
        greeted(replaying(flow, other)).at("day 200 08:00", custom("Signed Up", Map.of(), "ann"));
    assertThat(scenario.sent()).as("another flow, the same template").hasSize(1);
    assertThat(scenario.story())
        .contains(
            "08:00 SKIPPED other-tip VARIATION_SENT", "day 200 08:00 SKIPPED tip VARIATION_SENT");
  }

  @Test
  void shouldSendAnotherArmsMessageThoughTheTemplateIsTheSame() {
    String split =
        """
          - split:
              id: tone
              promote: warm
              arms:
                - id: warm
                  weight: 50
                  steps:
                    - send: {id: warm-tip, channel: email, template: tip, unlessSent: ever}
                - id: cool
                  weight: 50
                  steps:
                    - send: {id: cool-tip, channel: email, template: tip, unlessSent: ever}
        """;
    String warm = HEAD + split;
    String cool =
        warm.replace("flow: news", "flow: other").replace("promote: warm", "promote: cool");
    FlowScenario scenario = greeted(replaying(warm, cool));
    assertThat(scenario.sent())
        .extracting(SendCommand::getTemplate, SendCommand::getVariant)
        .containsExactlyInAnyOrder(Tuple.tuple("tip", "warm"), Tuple.tuple("tip", "cool"));
  }

  @Test
  void shouldForgetTheVariationSentLongestAgoFirst() {
    long month = 2 * SendLog.MAX_AGE_MS;
    SendLog log = SendLog.EMPTY;
    for (int i = 0; i <= SendLog.MAX_VARIATIONS + 1; i++) {
      log = log.with(message("t" + i, i * month)).with(message("t1", i * month));
    }
    assertThat(log.messages()).hasSize(2);
    assertThat(log.lastSent()).hasSize(SendLog.MAX_VARIATIONS);
    assertThat(log.lastSent(SentMessage.variation("t0", null))).isEqualTo(SendLog.NEVER);
    assertThat(log.lastSent(SentMessage.variation("t2", null))).isEqualTo(2 * month);
    assertThat(log.lastSent(SentMessage.variation("t1", null)))
        .isEqualTo((SendLog.MAX_VARIATIONS + 1) * month);
    assertThat(log.lastSent(SentMessage.variation("t1", "a"))).isEqualTo(SendLog.NEVER);
  }

  @Test
  void shouldRememberEachVariationOnceWhenMessagesAreForgottenByNumber() {
    SendLog log = SendLog.EMPTY;
    for (int i = 0; i < SendLog.MAX_MESSAGES + 10; i++) {
      log = log.with(message("t" + i % 5, i));
    }
    assertThat(log.messages()).hasSize(SendLog.MAX_MESSAGES);
    assertThat(log.lastSent()).hasSize(5);
    assertThat(log.lastSent(SentMessage.variation("t4", null))).isEqualTo(SendLog.MAX_MESSAGES + 9);
  }

  @Test
  void shouldLeaveAMessageOutWhenItsConditionHolds() {
    String flow =
        HEAD
            + "  - send: {id: one, channel: email, template: one}\n"
            + "  - send: {id: two, channel: email, template: two, unless: sent.count > 0}\n"
            + "  - send: {id: three, channel: email, template: three, unless: \"'two' in sent.templates\"}\n"
            + "  - send: {id: four, channel: email, template: four, unless: event.properties.no}\n";
    assertThat(
            greeted(replaying(flow.replace("event.properties.no", "event.properties.no == 1")))
                .story())
        .containsSubsequence(
            "08:00 SENT one ALLOWED",
            "08:00 SKIPPED two UNLESS",
            "08:00 SENT three ALLOWED",
            "08:00 SKIPPED four CONDITION_FAILED");
  }

  @Test
  void shouldSayItInTheShoppersLanguage() {
    String flow =
        """
        flow: news
        title: News
        purpose: marketing
        trigger: {on: event, event: Signed Up}
        texts:
          hello:
            en: Hello
            de: Hallo ${shopper.id}
            de-AT: Servus
        blocks:
          head: {greeting: {text: hello}, rows: 1}
          foot: {rows: 2, foot: yes}
        steps:
          - send: {id: hello, channel: email, template: hello, blocks: [head, foot], data: {foot: no}}
        """;
    assertThat(greeting(flow, "de")).isEqualTo("Hallo ann");
    assertThat(greeting(flow, "de-CH")).isEqualTo("Hallo ann");
    assertThat(greeting(flow, "de_at")).isEqualTo("Servus");
    assertThat(greeting(flow, "fr")).isEqualTo("Hello");
    assertThat(greeting(flow, "")).isEqualTo("Hello");
    assertThat(greeted(replaying(flow)).sent().get(0).getData())
        .isEqualTo(Map.of("greeting", "Hello", "rows", 2L, "foot", "no"));
  }

  @Test
  void shouldBranchOnWhatTheShopperDidWithTheMessages() {
    String flow =
        HEAD
            + """
              - send: {id: one, channel: email, template: one}
              - wait: {for: 1d}
              - branch:
                  id: answer
                  when: "'one' in run.replied && 'returns' in run.topics"
                  then:
                    - send: {id: returns, channel: email, template: t}
                  else:
                    - branch:
                        id: clicked
                        when: "'shop' in run.links"
                        then:
                          - send: {id: shop, channel: email, template: t}
                        else:
                          - branch:
                              id: opened
                              when: "'one' in run.opened"
                              then:
                                - send: {id: seen, channel: email, template: t}
            """;
    assertThat(after(flow, FeedbackKind.REPLIED, null, "returns"))
        .containsExactly("one", "returns");
    assertThat(after(flow, FeedbackKind.REPLIED, null, "sizes")).containsExactly("one", "seen");
    assertThat(after(flow, FeedbackKind.CLICKED, "shop", null)).containsExactly("one", "shop");
    assertThat(after(flow, FeedbackKind.CLICKED, "imprint", null)).containsExactly("one", "seen");
    assertThat(after(flow, FeedbackKind.OPENED, null, null)).containsExactly("one", "seen");
    assertThat(after(flow, FeedbackKind.DELIVERED, null, null)).containsExactly("one");
  }

  @Test
  void shouldNotWriteTheLogAgainForAReportThatSaysNothingNew() {
    FlowScenario scenario =
        greeted(replaying(HEAD + "  - send: {id: a, channel: email, template: a}\n"));
    String command = scenario.sent().get(0).getCommandId();
    scenario.at("09:00", report(FeedbackKind.OPENED, Channel.EMAIL, command, "ann"));
    SendLog before = scenario.shopper("ann").sends();
    scenario.at("09:01", report(FeedbackKind.OPENED, Channel.EMAIL, command, "ann"));
    assertThat(scenario.shopper("ann").sends().messages()).isSameAs(before.messages());
  }

  @Test
  void shouldSetAttributesAndTags() {
    String flow =
        HEAD
            + """
              - set:
                  attributes: {source: "${event.properties.source}", count: "${shopper.orderCount}", vip: true}
                  addTags: [new, known]
              - branch:
                  id: vip
                  when: shopper.attributes.vip == true && 'new' in shopper.tags
                  then:
                    - send: {id: mail, channel: email, template: t}
              - set: {removeTags: [new]}
            """;
    FlowScenario scenario =
        replaying(flow)
            .at("08:00", known("ann"))
            .at("08:00", custom("Signed Up", Map.of("other", 1L), "ann"));
    assertThat(scenario.story())
        .containsExactly(
            "08:00 ENTERED STARTED",
            "08:00 CONTINUED set-1 SET",
            "08:00 QUEUED mail ALLOWED",
            "08:00 SENT mail ALLOWED",
            "08:00 CONTINUED set-3 SET",
            "08:00 COMPLETED FINISHED");
    assertThat(scenario.decisions().get(1).getInputs())
        .isEqualTo(Map.of("attributes", "count, vip", "notSet", "source", "addTags", "new, known"));
    assertThat(scenario.shopper("ann").profile().attributes())
        .isEqualTo(Map.of("count", 0L, "vip", true));
    assertThat(scenario.shopper("ann").profile().tags()).containsExactly("known");
  }

  private static List<String> after(
      String flow, FeedbackKind kind, @Nullable String link, @Nullable String topic) {
    FlowScenario scenario = greeted(replaying(flow));
    String command = scenario.sent().get(0).getCommandId();
    scenario.at("10:00", report(kind, Channel.EMAIL, command, link, topic, "ann"));
    return scenario.pass("day 3 00:00").sent().stream().map(SendCommand::getStep).toList();
  }

  private static Object greeting(String flow, String language) {
    Step.Send send = (Step.Send) RuleLoader.flow(flow, "f", 1).steps().get(0);
    return Objects.requireNonNull(send.data().get("greeting"))
        .evaluate(name -> name.equals("shopper.language") ? language : "ann");
  }

  private static FlowScenario greeted(FlowScenario scenario) {
    return scenario.at("08:00", known("ann")).at("08:00", custom("Signed Up", Map.of(), "ann"));
  }

  private static SentMessage message(String template, long at) {
    return new SentMessage(
        template + at,
        Channel.EMAIL,
        Purpose.MARKETING,
        "f",
        "r",
        "s",
        null,
        at,
        at,
        true,
        List.of(),
        template,
        null);
  }
}
