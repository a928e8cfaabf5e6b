package io.beckon.engine.flow.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.beckon.contract.Channel;
import io.beckon.contract.Purpose;
import io.beckon.contract.TriggerKind;
import io.beckon.engine.flow.Expression;
import io.beckon.engine.flow.Facts;
import io.beckon.engine.flow.Flow;
import io.beckon.engine.flow.Step;
import io.beckon.engine.flow.Trigger;
import io.beckon.engine.policy.Alone;
import io.beckon.engine.policy.Cap;
import io.beckon.engine.policy.GateRules;
import io.beckon.engine.policy.Holiday;
import io.beckon.engine.policy.Hygiene;
import io.beckon.engine.policy.PlaceRules;
import io.beckon.engine.policy.Policy;
import io.beckon.engine.policy.QuietHours;
import io.beckon.engine.policy.Scope;
import io.beckon.engine.text.TextRule;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RuleLoaderTest {

  @Test
  void shouldReadAllOfAFlow() {
    Flow flow = RuleLoader.flow(FlowCases.FLOW, "cart.yaml", 3);

    assertThat(flow.id()).isEqualTo("cart-recovery");
    assertThat(flow.version()).isEqualTo(3);
    assertThat(flow.hash()).isEqualTo(RuleLoader.hash(FlowCases.FLOW)).matches("[0-9a-f]{64}");
    assertThat(flow.title()).isEqualTo("Cart recovery");
    assertThat(flow.description()).isEqualTo("Everything at once");
    assertThat(flow.priority()).isEqualTo(70);
    assertThat(flow.purpose()).isEqualTo(Purpose.RECOVERY);
    Flow.Goal goal = flow.goal();
    assertThat(goal).isNotNull();
    assertThat(goal.event()).isEqualTo("Order Completed");
    assertThat(goal.within()).isEqualTo(Duration.ofDays(5));
    assertThat(goal.supporting().get(0))
        .isEqualTo(new Flow.Goal("Checkout Started", Duration.ofDays(5)));
    assertThat(goal.supporting().get(1).event()).isEqualTo("Product Added");
    assertThat(goal.supporting().get(1).within()).isEqualTo(Duration.ofDays(1));
    assertThat(goal.supporting().get(1).where().source()).isEqualTo("happened.value > 100");
    assertThat(flow.trigger())
        .isInstanceOfSatisfying(
            Trigger.Abandoned.class,
            trigger -> assertThat(trigger.kind()).isEqualTo(TriggerKind.CART));
    assertThat(flow.trigger().filter()).isNotNull();
    assertThat(flow.entry()).isEqualTo(new Flow.Entry(Duration.ofDays(1), Flow.Entry.Key.CART));
    assertThat(flow.exit().on()).extracting(Flow.Exit.On::event).containsExactly("Order Completed");
    assertThat(flow.exit().when()).isNotNull();
    assertThat(flow.steps())
        .extracting(Step::id)
        .containsExactly("reminder", "wait-2", "big", "last");
    Step.Send reminder = (Step.Send) flow.steps().get(0);
    assertThat(reminder.channel()).isEqualTo(Channel.EMAIL);
    assertThat(reminder.purpose()).isNull();
    assertThat(reminder.sendBy()).isEqualTo(Duration.ofHours(1));
    assertThat(reminder.data()).containsOnlyKeys("headline", "urgent", "rows", "share");
    assertThat(value(reminder, "urgent", name -> null)).isEqualTo(true);
    assertThat(value(reminder, "rows", name -> null)).isEqualTo(3L);
    assertThat(value(reminder, "share", name -> null)).isEqualTo(0.5);
    assertThat(value(reminder, "headline", name -> 2L)).isEqualTo("You left 2 items");
    assertThat(flow.steps().get(1))
        .isEqualTo(new Step.Wait("wait-2", Duration.ofHours(12), Step.Wait.Base.IDLE_SINCE));
    Step.Branch big = (Step.Branch) flow.steps().get(2);
    assertThat(big.when().test(name -> 10_001L).holds()).isTrue();
    assertThat(big.then()).extracting(Step::id).containsExactly("call", "done");
    assertThat(big.otherwise())
        .containsExactly(
            new Step.Wait("pause", Duration.ofMinutes(90), Step.Wait.Base.STEP),
            new Step.End("big-else-end-2"));
    Step.OfferTerms offer = ((Step.Send) flow.steps().get(3)).offer();
    assertThat(offer).isNotNull();
    assertThat(offer.source())
        .isEqualTo(
            new Step.OfferTerms("COMEBACK10", 10.0, null, null, Duration.ofHours(24), "Once")
                .source());
  }

  @Test
  void shouldFillInDefaultsWhenAFlowSaysLittle() {
    Flow flow =
        RuleLoader.flow(
            """
            flow: hello
            title: Hello
            purpose: transactional
            trigger: {on: event, event: Signed Up}
            steps:
              - send: {id: hello, channel: push, template: hello}
            """,
            "hello.yaml",
            1);

    assertThat(flow.priority()).isEqualTo(50);
    assertThat(flow.goal()).isNull();
    assertThat(flow.description()).isNull();
    assertThat(flow.trigger()).isEqualTo(new Trigger.OnEvent("Signed Up", null));
    assertThat(flow.entry()).isEqualTo(new Flow.Entry(Duration.ZERO, Flow.Entry.Key.NONE));
    assertThat(flow.exit()).isEqualTo(new Flow.Exit(List.of(), null, true));
    assertThat(((Step.Send) flow.steps().get(0)).sendBy()).isEqualTo(Duration.ofHours(1));
  }

  @Test
  void shouldTellNeverFromAlwaysInEntries() {
    assertThat(
            RuleLoader.flow(FlowCases.FLOW.replace("again: 1d", "again: never"), "f", 1)
                .entry()
                .again())
        .isNull();
    assertThat(
            RuleLoader.flow(FlowCases.FLOW.replace("again: 1d", "again: always"), "f", 1)
                .entry()
                .again())
        .isEqualTo(Duration.ZERO);
  }

  @Test
  void shouldReadWhatKeepsFlowsApart() {
    Policy policy = RuleLoader.policy(PolicyCases.POLICY, "policy.yaml", 2);
    Set<Purpose> exempt = Set.of(Purpose.TRANSACTIONAL);

    assertThat(policy.places().trust()).isEqualTo(PlaceRules.Trust.BEST);
    assertThat(policy.gates())
        .isEqualTo(
            new GateRules(
                Policy.Then.RE_EVALUATE,
                Policy.Then.SKIP,
                Policy.Then.RE_EVALUATE,
                Policy.Then.SKIP,
                Policy.Then.RE_EVALUATE,
                Duration.ofHours(2)));
    assertThat(policy.alone())
        .isEqualTo(
            new Alone(
                new Alone.PriorityHold(Duration.ofHours(12), exempt, Policy.Then.RE_EVALUATE),
                List.of(
                    new Alone.Cooldown(
                        "after-cart",
                        Set.of("cart-recovery"),
                        Set.of("browse-recovery"),
                        Set.of(Channel.EMAIL),
                        Duration.ofDays(3),
                        true,
                        exempt,
                        Policy.Then.SKIP)),
                new Alone.Repeats(Duration.ofDays(14), true, exempt, Policy.Then.SKIP),
                new Alone.Callbacks(
                    Set.of("Callback Requested"),
                    Set.of(Channel.SMS),
                    Duration.ofDays(1),
                    exempt,
                    Policy.Then.DEFER)));
    assertThat(policy.subjects())
        .containsEntry("cart-recovery", "left-behind")
        .containsEntry("checkout-recovery", "left-behind");
    assertThat(policy.hygiene())
        .isEqualTo(
            new Hygiene(
                List.of(
                    new Hygiene.Sunset(
                        "gone", Set.of(Channel.EMAIL), 12, Duration.ofDays(90), exempt)),
                List.of(
                    new Hygiene.SoftBounces(
                        "soft",
                        Set.of(Channel.EMAIL),
                        3,
                        Duration.ofDays(7),
                        exempt,
                        Policy.Then.DEFER))));
  }

  @Test
  void shouldPutTheSeasonsRulesInPlaceOfThoseOfTheSameName() {
    Policy policy = RuleLoader.policy(PolicyCases.POLICY, "policy.yaml", 2);
    long begin = Instant.parse("2026-11-22T23:00:00Z").toEpochMilli();
    long end = Instant.parse("2026-11-30T23:00:00Z").toEpochMilli();
    Policy during = policy.at(begin);

    assertThat(policy.at(begin - 1)).isSameAs(policy);
    assertThat(policy.at(end)).isSameAs(policy);
    assertThat(policy.at(end - 1)).isSameAs(during);
    assertThat(during.rate(Channel.EMAIL)).isEqualTo(new Policy.Rate(20, 20));
    assertThat(during.rate(Channel.SMS)).isEqualTo(new Policy.Rate(0.5, 1));
    assertThat(during.caps())
        .containsExactly(
            new Cap(
                "email-daily",
                Set.of(Channel.EMAIL),
                Set.of("cart-recovery"),
                Set.of(Cap.Each.FLOW, Cap.Each.SUBJECT),
                2,
                new Cap.Window.LocalDays(1),
                Set.of(),
                Policy.Then.SKIP,
                Scope.EVERYWHERE,
                new Cap.Engaged(Duration.ofDays(14), 3, true)));
    assertThat(during.quietHours()).extracting(QuietHours::name).containsExactly("night", "eve");
    assertThat(during.quietHours().get(1))
        .isEqualTo(
            new QuietHours(
                "eve",
                Set.of(),
                LocalTime.of(18, 0),
                LocalTime.MIDNIGHT,
                Set.of(),
                Set.of(new Holiday.OnDate(MonthDay.of(12, 24), false)),
                Set.of(),
                Policy.Then.DEFER,
                new Scope(
                    Set.of("DE", "US-FL"), LocalDate.of(2026, 1, 1), LocalDate.of(2026, 12, 31)),
                true));
    assertThat(during.fingerprint()).isEqualTo(policy.fingerprint());
  }

  @Test
  void shouldKeepAllLawWhenThePolicySaysNothing() {
    Policy policy = RuleLoader.policy("policy: policy\nzone: UTC\n", "policy.yaml", 1);

    assertThat(policy.quietHours()).extracting(QuietHours::name).contains("us-hours");
    assertThat(policy.caps()).extracting(Cap::name).contains("us-fl-three-a-day");
    assertThat(policy.quietHours())
        .allSatisfy(
            window -> {
              assertThat(RuleLoader.isLaw(window.name())).isTrue();
              assertThat(window.scope().where()).isNotEmpty();
              assertThat(window.scope().validFrom()).isNotNull();
              assertThat(window.exempt()).contains(Purpose.TRANSACTIONAL);
            });
  }

  @Test
  void shouldReadHowLongTextsMayBe() {
    Policy policy = RuleLoader.policy(TextCases.POLICY, "policy.yaml", 1);

    assertThat(policy.text(Channel.SMS))
        .isEqualTo(new TextRule(2, 300, 25, Map.of("en", "Reply STOP to end", "pt-br", "PARE")));
    assertThat(policy.text(Channel.PUSH)).isEqualTo(new TextRule(null, 150, null, Map.of()));
    assertThat(policy.text(Channel.WHATSAPP)).isEqualTo(TextRule.FREE);
    assertThat(policy.text(Channel.SMS).optOut("pt-BR")).isEqualTo("PARE");
    assertThat(policy.text(Channel.SMS).optOut("fr")).isEqualTo("Reply STOP to end");
  }

  @Test
  void shouldReadAllOfAPolicy() {
    Policy policy = RuleLoader.policy(PolicyCases.POLICY, "policy.yaml", 2);

    assertThat(policy.version()).isEqualTo(2);
    assertThat(policy.hash()).isEqualTo(RuleLoader.hash(PolicyCases.POLICY));
    assertThat(policy.places().zone()).isEqualTo(ZoneId.of("Europe/Berlin"));
    assertThat(policy.places().countryZones())
        .containsEntry("US", ZoneId.of("America/New_York"))
        .containsEntry("FR", ZoneId.of("Europe/Paris"))
        .containsEntry("DE", ZoneId.of("Europe/Berlin"))
        .doesNotContainKeys("AU", "BR", "CA", "ES", "MX", "RU");
    assertThat(policy.consentRule(Channel.EMAIL, Purpose.TRANSACTIONAL))
        .isEqualTo(Policy.ConsentRule.OPT_OUT);
    assertThat(policy.consentRule(Channel.SMS, Purpose.TRANSACTIONAL))
        .isEqualTo(Policy.ConsentRule.OPT_IN);
    assertThat(policy.consentRule(Channel.EMAIL, Purpose.MARKETING))
        .isEqualTo(Policy.ConsentRule.OPT_IN);
    assertThat(policy.caps())
        .containsExactly(
            new Cap(
                "email-daily",
                Set.of(Channel.EMAIL),
                4,
                Duration.ofHours(24),
                Set.of(Purpose.TRANSACTIONAL),
                Policy.Then.DEFER));
    assertThat(policy.quietHours())
        .containsExactly(
            new QuietHours(
                "night",
                Set.of(Channel.SMS, Channel.PUSH),
                LocalTime.of(21, 0),
                LocalTime.of(8, 0),
                Set.of(DayOfWeek.MONDAY, DayOfWeek.SUNDAY),
                Set.of(Purpose.TRANSACTIONAL),
                Policy.Then.SKIP));
    assertThat(policy.staleAfter()).isEqualTo(Duration.ofHours(36));
    assertThat(policy.rate(Channel.EMAIL)).isEqualTo(new Policy.Rate(50, 100));
    assertThat(policy.rate(Channel.SMS)).isEqualTo(new Policy.Rate(0.5, 1));
    assertThat(policy.rate(Channel.PUSH)).isNull();
  }

  @ParameterizedTest
  @MethodSource({
    "io.beckon.engine.flow.load.FlowCases#flows",
    "io.beckon.engine.flow.load.FlowStepCases#flows",
    "io.beckon.engine.flow.load.StepCases#flows",
    "io.beckon.engine.flow.load.TextCases#flows"
  })
  void shouldSayWhatIsWrongWithAFlow(WrongFile wrong) {
    assertThat(said(() -> RuleLoader.flow(wrong.text(), "f", 1))).isEqualTo(wrong.said());
  }

  @ParameterizedTest
  @MethodSource({
    "io.beckon.engine.flow.load.PolicyCases#policies",
    "io.beckon.engine.flow.load.PolicyGateCases#policies",
    "io.beckon.engine.flow.load.TextCases#policies"
  })
  void shouldSayWhatIsWrongWithAPolicy(WrongFile wrong) {
    assertThat(said(() -> RuleLoader.policy(wrong.text(), "f", 1))).isEqualTo(wrong.said());
  }

  @Test
  void shouldReportEverythingAtOnceInTheOrderOfTheFile() {
    String text =
        FlowCases.FLOW
            .replace("priority: 70", "priority: 700")
            .replace("cart.value >= 2000", "cart.valu >= 2000 && shopper.nown")
            .replace("channel: sms", "channel: smss")
            .replace("again: 1d", "agian: 1d");

    assertThat(said(() -> RuleLoader.flow(text, "f", 1)))
        .hasSize(5)
        .map(line -> line.substring(0, line.indexOf(' ')))
        .containsExactly("4:11:", "9:11:", "9:32:", "10:9:", "40:16:");
  }

  @Test
  void shouldNameTheFileInEachProblem() {
    assertThatThrownBy(() -> RuleLoader.flow("flow: [", "flows/cart.yaml", 1))
        .isInstanceOf(InvalidRule.class)
        .hasMessageStartingWith("flows/cart.yaml:1:8: the file is not YAML: ");
  }

  @Test
  void shouldRefuseWhatIsNoSingleYamlMap() {
    assertThat(said(() -> RuleLoader.flow("", "f", 1)))
        .containsExactly("1:1: the file is empty; expected a flow");
    assertThat(said(() -> RuleLoader.flow("# nothing\n", "f", 1)))
        .containsExactly("1:1: the file is empty; expected a flow");
    assertThat(said(() -> RuleLoader.flow("a: 1\n---\nb: 2\n", "f", 1)))
        .singleElement()
        .asString()
        .startsWith("2:1: the file is not YAML: ");
    assertThat(said(() -> RuleLoader.flow("flow: a\nflow: b\n", "f", 1)))
        .contains("2:1: the key 'flow' is there twice, first in line 1; expected each key once");
    assertThat(said(() -> RuleLoader.flow("flow: &x a\ntitle: *x\n", "f", 1)))
        .containsExactly(
            "2:8: an alias (*name) is not supported; expected the value itself, written out");
    assertThat(said(() -> RuleLoader.flow("#" + "x".repeat(Reading.MAX_LENGTH), "f", 1)))
        .containsExactly("1:1: the file is longer than 200000 characters; expected a shorter file");
    assertThat(said(() -> RuleLoader.flow("a: " + "[".repeat(100) + "]".repeat(100), "f", 1)))
        .singleElement()
        .asString()
        .startsWith("1:1: the file is not YAML: Nesting Depth exceeded");
  }

  @Test
  void shouldKeepLinesExactWhenLinesEndAsOnWindows() {
    String text =
        FlowCases.FLOW.replace("cart.value >= 2000", "cart.vlaue >= 2000").replace("\n", "\r\n");

    assertThat(said(() -> RuleLoader.flow(text, "f", 1)))
        .containsExactly("9:11: unknown name 'cart.vlaue'; did you mean 'cart.value'?");
  }

  @Test
  void shouldReadTimesAndCountriesThatOldYamlTookForSomethingElse() {
    String text = PolicyCases.POLICY.replace("\"21:00\"", "21:00").replace("US: ", "NO: ");

    Policy policy = RuleLoader.policy(text.replace("America/New_York", "Europe/Oslo"), "f", 1);

    assertThat(policy.quietHours().get(0).from()).isEqualTo(LocalTime.of(21, 0));
    assertThat(policy.places().countryZones()).containsEntry("NO", ZoneId.of("Europe/Oslo"));
  }

  private static @Nullable Object value(Step.Send send, String name, Facts facts) {
    Expression expression = send.data().get(name);
    assertThat(expression).isNotNull();
    return expression.evaluate(facts);
  }

  private static List<String> said(Runnable load) {
    InvalidRule invalid = catchThrowableOfType(InvalidRule.class, load::run);
    assertThat(invalid).as("a problem").isNotNull();
    return invalid.problems().stream()
        .map(problem -> problem.toString().substring(problem.file().length() + 1))
        .toList();
  }
}
