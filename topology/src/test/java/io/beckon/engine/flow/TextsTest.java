package io.beckon.engine.flow;

import static io.beckon.engine.FlowScenario.live;
import static io.beckon.engine.FlowScenario.replaying;
import static io.beckon.engine.People.custom;
import static io.beckon.engine.People.known;
import static io.beckon.engine.People.speaking;
import static io.beckon.model.Events.added;
import static io.beckon.model.Events.item;
import static io.beckon.model.Touches.inCart;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.beckon.contract.Channel;
import io.beckon.contract.Decision;
import io.beckon.contract.Outcome;
import io.beckon.contract.SendCommand;
import io.beckon.contract.Touched;
import io.beckon.engine.FlowScenario;
import io.beckon.engine.text.SmsLength;
import java.util.HashMap;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** What short messages say, and what becomes of them when that is too long. */
class TextsTest {

  private static final String HEAD =
      """
      flow: news
      title: News
      purpose: marketing
      trigger: {on: event, event: Signed Up}
      texts:
        hello: {en: "Hello ${event.properties.name}!", de: "Hallo ${event.properties.name}!"}
        news: {en: "${event.properties.news}"}
        hurry: {en: "Only today."}
        brief: {en: "News for you."}
      steps:
      """;

  @Test
  void shouldSayTheTextsInOrderWithTheirParts() {
    SendCommand sent = news("text: [hello, news, hurry]").sent().get(0);

    assertThat(sent.getText()).isEqualTo("Hello Ann! Tea is here. Only today.");
    assertThat(sent.getParts()).isEqualTo(1);
    assertThat(sent.getData()).isEmpty();
  }

  @Test
  void shouldSayItInTheShoppersLanguage() {
    FlowScenario scenario =
        flow("text: hello")
            .at("07:00", speaking("de-AT", "ann"))
            .at("08:00", custom("Signed Up", Map.of("name", "Ann"), "ann"));

    assertThat(scenario.sent().get(0).getText()).isEqualTo("Hallo Ann!");
  }

  @Test
  void shouldLeaveOutWhatMayBeLeftOutUntilItFits() {
    String text = "text: {say: [hello, news, hurry], optional: [hurry, hello], parts: 1}";

    assertThat(said(text, "Ann", 139)).isEqualTo("Hello Ann! " + "n".repeat(139));
    assertThat(said(text, "Ann", 137)).endsWith("n Only today.");
    assertThat(said(text, "Ann", 138)).endsWith("nnn");
    assertThat(said(text, "Ann", 149)).isEqualTo("Hello Ann! " + "n".repeat(149));
    assertThat(said(text, "Ann", 150)).isEqualTo("n".repeat(150));
    FlowScenario told = signsUp(flow(text), "Ann", 150);
    assertThat(decision(told, Outcome.SENT).getInputs())
        .containsEntry("text", "without hurry, hello: 1 part, GSM-7, 150 units");
    assertThat(told.sent().get(0).getParts()).isEqualTo(1);
  }

  @Test
  void shouldSaySomethingShorterWhenNothingElseFits() {
    String text = "text: {say: [hello, news], optional: [hello], short: brief, parts: 1}";

    assertThat(said(text, "Ann", 160)).isEqualTo("n".repeat(160));
    FlowScenario scenario = signsUp(flow(text), "Ann", 161);
    assertThat(scenario.sent().get(0).getText()).isEqualTo("News for you.");
    assertThat(decision(scenario, Outcome.SENT).getInputs())
        .containsEntry("text", "brief: 1 part, GSM-7, 13 units");
  }

  @Test
  void shouldNotSendATextThatIsTooLongAndSayHowLongItIs() {
    FlowScenario scenario =
        signsUp(flow("text: {say: [hello, news], optional: [hello], parts: 2}"), "Ann", 320);

    assertThat(scenario.sent()).isEmpty();
    assertThat(decision(scenario, Outcome.SKIPPED))
        .satisfies(
            skipped -> {
              assertThat(skipped.getReason()).isEqualTo("TEXT_TOO_LONG");
              assertThat(skipped.getRule()).isEqualTo("send.text");
              assertThat(skipped.getInputs())
                  .containsEntry(
                      "text",
                      "3 parts, GSM-7, 331 units; without hello: 3 parts, GSM-7, 320 units; at most"
                          + " 2 parts");
            });
  }

  @Test
  void shouldTurnToTheNextChannelWhenTheTextDoesNotFit() {
    FlowScenario scenario =
        signsUp(
            flow("text: {say: news, parts: 1}, fallback: [{channel: email, template: news-mail}]"),
            "Ann",
            161);

    assertThat(scenario.sent()).extracting(SendCommand::getChannel).containsExactly(Channel.EMAIL);
    assertThat(scenario.sent().get(0).getText()).isNull();
    assertThat(scenario.sent().get(0).getParts()).isZero();
    assertThat(scenario.decisions().get(1).getInputs()).containsEntry("notSMS", "TEXT_TOO_LONG");
  }

  @Test
  void shouldSaySomethingElseWhenAValueIsNotKnownAndNothingWithoutIt() {
    Map<String, Object> nothing = Map.of("name", "Ann");

    assertThat(
            signedUp("text: {say: [hello, news], optional: [news]}", nothing)
                .sent()
                .get(0)
                .getText())
        .isEqualTo("Hello Ann!");
    assertThat(
            signedUp("text: {say: [hello, news], short: brief}", nothing).sent().get(0).getText())
        .isEqualTo("News for you.");
    FlowScenario none = signedUp("text: [hello, news]", nothing);
    assertThat(none.sent()).isEmpty();
    assertThat(decision(none, Outcome.SKIPPED).getReason()).isEqualTo("TEXT_INCOMPLETE");
  }

  @Test
  void shouldEndWithHowToGetOutUnlessItIsOwed() {
    String rule = "texts: {sms: {parts: 1, optOut: {en: Reply STOP to end, de: STOP beendet}}}\n";

    assertThat(news("text: news", rule).sent().get(0).getText())
        .isEqualTo("Tea is here. Reply STOP to end");
    assertThat(news("text: news, purpose: transactional", rule).sent().get(0).getText())
        .isEqualTo("Tea is here.");
    FlowScenario full = signsUp(flow("text: {say: news, short: brief}").under(rule), "Ann", 142);
    assertThat(full.sent().get(0).getText()).isEqualTo("n".repeat(142) + " Reply STOP to end");
    FlowScenario over = signsUp(flow("text: {say: news, short: brief}").under(rule), "Ann", 143);
    assertThat(over.sent().get(0).getText()).isEqualTo("News for you. Reply STOP to end");
  }

  @Test
  void shouldCountALinkAsLongAsTheSenderMakesIt() {
    String link = "https://shop.example/" + "p".repeat(200);
    String step = "deepLink: \"" + link + "\", text: {say: leads, parts: 1}";
    String short30 = "texts: {sms: {link: 30}}\n";

    assertThat(decision(news(step), Outcome.SKIPPED).getReason()).isEqualTo("TEXT_TOO_LONG");
    SendCommand sent = news(step, short30).sent().get(0);
    assertThat(sent.getText()).isEqualTo("See " + link);
    assertThat(sent.getParts()).isEqualTo(1);
  }

  /** A replay without the key decides as the application with it did. */
  @Test
  void shouldCountASignedLinkAlikeWithAndWithoutTheKey() {
    String step =
        "link: {to: \"https://shop.example/cart\", restore: cart, utm: false},"
            + " text: {say: leads, parts: 2}";
    FlowScenario without = shops(flow(step));
    FlowScenario with = shops(flow(step).signing(cart -> "t".repeat(190)));

    assertThat(without.sent().get(0).getText()).isEqualTo("See https://shop.example/cart");
    assertThat(with.sent().get(0).getText()).endsWith("t".repeat(190));
    assertThat(with.sent().get(0).getParts()).isEqualTo(without.sent().get(0).getParts());
    assertThat(with.decisions())
        .extracting(Decision::getOutcome, Decision::getInputs)
        .isEqualTo(
            without.decisions().stream()
                .map(decision -> tuple(decision.getOutcome(), decision.getInputs()))
                .toList());
  }

  @Test
  void shouldTellTheCodeOfTheOffer() {
    assertThat(
            news("offer: {percent: 10, code: TEA10, validFor: 1d}, text: gift")
                .sent()
                .get(0)
                .getText())
        .isEqualTo("10 % off with TEA10");
    assertThat(decision(news("text: gift"), Outcome.SKIPPED).getReason())
        .isEqualTo("TEXT_INCOMPLETE");
  }

  @Test
  void shouldJudgeItAgainWhenItLeaves() {
    String text = "text: {say: cart, parts: 1}";
    FlowScenario scenario =
        live(HEAD.replace("steps:\n", "  cart: {en: \"${cart.productIds.join(', ')}\"}\nsteps:\n")
                + step(text))
            .at("07:00", known("ann"))
            .at("07:30", inCart("c1", added("ann", item("tea"))))
            .at("08:00", custom("Signed Up", Map.of(), "ann"));
    for (int i = 0; i < 12; i++) {
      scenario.at("08:05", inCart("c1", added("ann", item("a-very-long-name-of-a-product-" + i))));
    }
    scenario.tick("08:10");

    assertThat(scenario.sent()).isEmpty();
    assertThat(scenario.story())
        .containsExactly(
            "08:00 ENTERED STARTED",
            "08:00 QUEUED hello ALLOWED",
            "08:10 SKIPPED hello TEXT_TOO_LONG",
            "08:10 COMPLETED FINISHED");
  }

  @Test
  void shouldGiveTheFirstReasonThatIsAboutTheShopper() {
    FlowScenario nobody =
        flow("text: {say: news, parts: 1}")
            .at("08:00", custom("Signed Up", Map.of("news", "n".repeat(500)), "bob"));

    assertThat(nobody.story()).contains("08:00 SKIPPED hello NO_ADDRESS");
  }

  @Test
  void shouldTellMeasurementHowManyParts() {
    FlowScenario scenario = signsUp(flow("text: {say: news, parts: 3}"), "Ann", 400);

    assertThat(scenario.outcomes())
        .extracting(outcome -> outcome.getFact())
        .filteredOn(Touched.class::isInstance)
        .extracting(fact -> ((Touched) fact).getParts())
        .containsExactly(3);
  }

  @Test
  void shouldCountCharactersWhereThereAreNoParts() {
    String rule = "texts: {push: {characters: 13}}\n";
    String push = HEAD + "  - send: {id: hello, channel: push, template: t, text: %s}\n";
    FlowScenario fits = flowOf(push.formatted("brief")).under(rule);
    FlowScenario over = flowOf(push.formatted("{say: news, short: brief}")).under(rule);

    assertThat(signsUp(fits, "Ann", 1).sent().get(0).getText()).isEqualTo("News for you.");
    SendCommand sent = signsUp(over, "Ann", 14).sent().get(0);
    assertThat(sent.getText()).isEqualTo("News for you.");
    assertThat(sent.getParts()).isEqualTo(1);
  }

  /** Whatever the values, what leaves is within the limit, and says what it was counted as. */
  @Property(tries = 300)
  void shouldNeverSendMoreThanTheLimit(
      @ForAll @IntRange(max = 400) int news,
      @ForAll @IntRange(min = 1, max = 3) int parts,
      @ForAll boolean curly) {
    FlowScenario scenario =
        signsUp(
            flow("text: {say: [hello, news, hurry], optional: [hurry], parts: " + parts + "}"),
            curly ? "Zoë’s" : "Ann",
            news);

    scenario
        .sent()
        .forEach(
            sent -> {
              SmsLength length = SmsLength.of(String.valueOf(sent.getText()));
              assertThat(sent.getParts()).isEqualTo(length.parts()).isBetween(1, parts);
            });
    String whole = "Hello " + (curly ? "Zoë’s" : "Ann") + "! " + "n".repeat(news);
    assertThat(scenario.sent()).hasSize(SmsLength.of(whole.strip()).parts() <= parts ? 1 : 0);
  }

  private static FlowScenario news(String keys) {
    return news(keys, "");
  }

  private static FlowScenario news(String keys, String policy) {
    return signUp(flow(keys).under(policy), Map.of("name", "Ann", "news", "Tea is here."));
  }

  private static FlowScenario signedUp(String keys, Map<String, Object> properties) {
    return signUp(flow(keys), properties);
  }

  private static String said(String keys, String name, int news) {
    return String.valueOf(signsUp(flow(keys), name, news).sent().get(0).getText());
  }

  private static FlowScenario signsUp(FlowScenario scenario, String name, int news) {
    Map<String, Object> properties = new HashMap<>();
    properties.put("name", name);
    properties.put("news", "n".repeat(news));
    return signUp(scenario, properties);
  }

  private static FlowScenario signUp(FlowScenario scenario, Map<String, Object> properties) {
    return scenario.at("07:00", known("ann")).at("08:00", custom("Signed Up", properties, "ann"));
  }

  private static FlowScenario shops(FlowScenario scenario) {
    return scenario
        .at("07:00", known("ann"))
        .at("07:30", inCart("c1", added("ann", item("tea"))))
        .at("08:00", custom("Signed Up", Map.of(), "ann"));
  }

  private static FlowScenario flow(String keys) {
    return flowOf(
        HEAD.replace(
                "steps:\n",
                """
                  leads: {en: "See ${message.link}"}
                  gift: {en: "10 % off with ${message.code}"}
                steps:
                """)
            + step(keys));
  }

  private static String step(String keys) {
    return "  - send: {id: hello, channel: sms, template: hello, " + keys + "}\n";
  }

  private static FlowScenario flowOf(String flow) {
    return replaying(flow);
  }

  private static Decision decision(FlowScenario scenario, Outcome outcome) {
    return scenario.decisions().stream()
        .filter(decision -> decision.getOutcome() == outcome)
        .findFirst()
        .orElseThrow();
  }
}
