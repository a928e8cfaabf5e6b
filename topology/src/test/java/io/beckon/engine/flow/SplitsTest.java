package io.beckon.engine.flow;

import static io.beckon.contract.EntryKind.ASSIGNED;
import static io.beckon.engine.FlowScenario.replaying;
import static io.beckon.engine.People.custom;
import static io.beckon.engine.People.known;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.beckon.contract.Decision;
import io.beckon.contract.Outcome;
import io.beckon.contract.RunEntered;
import io.beckon.contract.SendCommand;
import io.beckon.engine.FlowScenario;
import io.beckon.engine.flow.load.RuleLoader;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** How shoppers are dealt out to the arms of a split. */
class SplitsTest {

  private static final String HEAD =
      """
      flow: trial
      title: Trial
      purpose: marketing
      trigger: {on: event, event: Signed Up}
      steps:
        - split:
            id: tone
            arms:
              - id: warm
                weight: 45
                steps:
                  - send: {id: warm, channel: email, template: warm}
              - id: cool
                weight: 45
                steps:
                  - send: {id: cool, channel: email, template: cool}
              - {id: nobody, weight: 10, control: true}
      """;
  private static final String AFTER = "  - send: {id: after, channel: email, template: after}\n";

  @Test
  void shouldSendTheMessagesOfTheArmAndGoOnBehindTheSplit() {
    for (String arm : List.of("warm", "cool")) {
      FlowScenario scenario = signUp(HEAD + AFTER, shopperIn(arm));
      assertThat(scenario.story())
          .containsExactly(
              "08:00 ENTERED STARTED",
              "08:00 ASSIGNED tone DEALT",
              "08:00 QUEUED " + arm + " ALLOWED",
              "08:00 SENT " + arm + " ALLOWED",
              "08:00 QUEUED after ALLOWED",
              "08:00 SENT after ALLOWED",
              "08:00 COMPLETED FINISHED");
      assertThat(scenario.decisions().get(1).getRule()).isEqualTo(arm);
      assertThat(scenario.decisions().get(1).getInputs()).containsEntry("arm", arm);
      assertThat(scenario.sent()).extracting(SendCommand::getVariant).containsExactly(arm, null);
    }
  }

  @Test
  void shouldRecordTheControlArmAndSendItNothing() {
    FlowScenario scenario = signUp(HEAD + AFTER, shopperIn("nobody"));
    assertThat(scenario.story())
        .containsExactly(
            "08:00 ENTERED STARTED", "08:00 ASSIGNED tone CONTROL", "08:00 COMPLETED FINISHED");
    assertThat(scenario.commands()).isEmpty();
  }

  @Test
  void shouldDealByWeightAndTheSameWayEachTime() {
    Step.Split split = split(HEAD);
    Map<String, Long> shares =
        shoppers().collect(Collectors.groupingBy(id -> arm(split, id), Collectors.counting()));
    assertThat(new TreeMap<>(shares)).containsOnlyKeys("cool", "nobody", "warm");
    assertThat(shares.get("warm")).isCloseTo(4500L, within(200L));
    assertThat(shares.get("cool")).isCloseTo(4500L, within(200L));
    assertThat(shares.get("nobody")).isCloseTo(1000L, within(120L));
    assertThat(shoppers().map(id -> arm(split(HEAD), id)).toList())
        .isEqualTo(shoppers().map(id -> arm(split, id)).toList());
  }

  @Test
  void shouldDealEachSplitAndFlowAndShopOnItsOwn() {
    Step.Split split = split(HEAD);
    Step.Split other = new Step.Split("other", split.arms(), null, null);
    long both =
        shoppers().filter(id -> warm(split, "trial", id) && warm(other, "trial", id)).count();
    assertThat(both).as("45 % of 45 %").isCloseTo(2025L, within(200L));
    long flows =
        shoppers().filter(id -> warm(split, "trial", id) && warm(split, "two", id)).count();
    assertThat(flows).isCloseTo(2025L, within(200L));
    long shops =
        shoppers()
            .filter(
                id ->
                    warm(split, "trial", id)
                        && Splits.deal("b", "trial", split, id).arm().id().equals("warm"))
            .count();
    assertThat(shops).isCloseTo(2025L, within(200L));
  }

  @Property(tries = 20)
  void shouldKeepInARolloutWhoWasInItWhenItGrows(@ForAll @IntRange(min = 1, max = 99) int percent) {
    Set<String> small = inRollout(percent);
    Set<String> large = inRollout(Math.min(99, percent * 2));
    assertThat(large).containsAll(small);
    assertThat(small.size()).isCloseTo(percent * 100, within(250));
  }

  @Test
  void shouldSendAllOthersThroughTheRestOfARollout() {
    String flow = HEAD + "      rollout: {percent: 20, rest: cool}\n";
    Step.Split split = split(flow);
    Map<String, Long> shares =
        shoppers().collect(Collectors.groupingBy(id -> arm(split, id), Collectors.counting()));
    assertThat(shares.get("warm")).as("45 %% of 20 %%").isCloseTo(900L, within(120L));
    assertThat(shares.get("nobody")).isCloseTo(200L, within(60L));
    String outside =
        shoppers()
            .filter(
                id ->
                    Splits.deal("shop", "trial", split, id)
                        .reason()
                        .equals(FlowReasons.NOT_IN_ROLLOUT))
            .findFirst()
            .orElseThrow();
    assertThat(signUp(flow, outside).story())
        .contains("08:00 ASSIGNED tone NOT_IN_ROLLOUT", "08:00 SENT cool ALLOWED");
  }

  @Test
  void shouldSendEverybodyThroughThePromotedArm() {
    String flow = HEAD + "      rollout: {percent: 20, rest: cool}\n      promote: warm\n" + AFTER;
    assertThat(signUp(flow, shopperIn("nobody")).story())
        .containsSubsequence(
            "08:00 ASSIGNED tone PROMOTED", "08:00 SENT warm ALLOWED", "08:00 SENT after ALLOWED");
    Step.Split split = split(flow);
    assertThat(shoppers().map(id -> arm(split, id)).distinct()).containsExactly("warm");
  }

  /** Measurement and audit tell them apart by the version that was entered. */
  @Test
  void shouldRecordAPromotedAndAStoppedArmAsNewVersionsOfTheirFlow() {
    List<String> ids = shoppers().filter(id -> warm(split(HEAD), "trial", id)).limit(3).toList();
    String promoting = HEAD + "      promote: cool\n";
    String stopping = HEAD.replaceAll("(?s)        - id: warm.*?(?=        - id: cool)", "");
    FlowScenario scenario =
        replaying(HEAD)
            .at("07:00", known(ids.get(0)))
            .at("07:00", known(ids.get(1)))
            .at("07:00", known(ids.get(2)))
            .at("08:00", custom("Signed Up", Map.of(), ids.get(0)))
            .activate(promoting, 2)
            .at("09:00", custom("Signed Up", Map.of(), ids.get(1)))
            .activate(stopping, 3)
            .at("10:00", custom("Signed Up", Map.of(), ids.get(2)))
            .pass("11:00");

    assertThat(scenario.outcomes())
        .filteredOn(o -> o.getFact() instanceof RunEntered run && run.getKind() == ASSIGNED)
        .extracting(o -> (RunEntered) o.getFact())
        .extracting(RunEntered::getFlowVersion, RunEntered::getPromoted)
        .containsExactly(tuple(1, false), tuple(2, true), tuple(3, false));
    assertThat(scenario.outcomes())
        .filteredOn(o -> o.getFact() instanceof RunEntered run && run.getKind() == ASSIGNED)
        .extracting(o -> ((RunEntered) o.getFact()).getArm())
        .startsWith("warm", "cool")
        .last()
        .isNotEqualTo("warm");
    assertThat(scenario.decisions())
        .filteredOn(decision -> decision.getOutcome() == Outcome.ASSIGNED)
        .extracting(Decision::getFlowVersion, Decision::getReason)
        .startsWith(tuple(1, "DEALT"), tuple(2, "PROMOTED"));
  }

  @Test
  void shouldStayOnTheArmOfTheVersionEnteredWhenWeightsChange() {
    String waits =
        HEAD.replace("- send: {id: warm,", "- wait: {for: 1h}\n            - send: {id: warm,");
    String shopper = shopperIn("warm");
    FlowScenario scenario =
        signUp(waits, shopper)
            .activate(waits.replace("promote: warm", "").replace("weight: 45", "weight: 1"), 2)
            .pass("12:00");
    assertThat(scenario.sent()).extracting(SendCommand::getStep).containsExactly("warm");
  }

  @Test
  void shouldRunSplitsWithinBranchesAndBranchesWithinSplits() {
    String flow =
        """
        flow: trial
        title: Trial
        purpose: marketing
        trigger: {on: event, event: Signed Up}
        steps:
          - branch:
              id: vip
              when: event.properties.vip == true
              then:
                - split:
                    id: tone
                    arms:
                      - id: warm
                        steps:
                          - branch:
                              id: big
                              when: event.properties.big == true
                              then:
                                - send: {id: big-mail, channel: email, template: big}
                              else:
                                - end:
                      - id: cool
                        steps:
                          - send: {id: cool, channel: email, template: cool}
          - send: {id: after, channel: email, template: after}
        """;
    String warm = shopperIn(flow, "warm");
    assertThat(steps(flow, warm, Map.of("vip", true, "big", true)))
        .containsExactly("big-mail", "after");
    assertThat(steps(flow, warm, Map.of("vip", true, "big", false))).isEmpty();
    assertThat(steps(flow, warm, Map.of("vip", false))).containsExactly("after");
    assertThat(steps(flow, shopperIn(flow, "cool"), Map.of("vip", true)))
        .containsExactly("cool", "after");
  }

  @Test
  void shouldGiveEachDecisionAnIdOfItsOwn() {
    assertThat(signUp(HEAD + AFTER, shopperIn("warm")).decisions())
        .extracting(Decision::getDecisionId)
        .doesNotHaveDuplicates();
    assertThat(signUp(HEAD, "ann").decisions())
        .extracting(Decision::getOutcome)
        .contains(Outcome.ASSIGNED);
  }

  private static Set<String> inRollout(int percent) {
    Step.Split split =
        split(HEAD + "      rollout: {percent: %d, rest: cool}\n".formatted(percent));
    return shoppers()
        .filter(
            id ->
                !Splits.deal("shop", "trial", split, id)
                    .reason()
                    .equals(FlowReasons.NOT_IN_ROLLOUT))
        .collect(Collectors.toCollection(HashSet::new));
  }

  private static Stream<String> shoppers() {
    return IntStream.range(0, 10_000).mapToObj(i -> "shopper-" + i);
  }

  private static boolean warm(Step.Split split, String flow, String shopper) {
    return Splits.deal("shop", flow, split, shopper).arm().id().equals("warm");
  }

  private static String arm(Step.Split split, String shopper) {
    return Splits.deal("shop", "trial", split, shopper).arm().id();
  }

  private static String shopperIn(String arm) {
    return shopperIn(HEAD, arm);
  }

  private static String shopperIn(String flow, String arm) {
    Step.Split split = split(flow);
    return shoppers().filter(id -> arm(split, id).equals(arm)).findFirst().orElseThrow();
  }

  private static Step.Split split(String flow) {
    Step first = RuleLoader.flow(flow, "f", 1).steps().get(0);
    return (Step.Split) (first instanceof Step.Branch branch ? branch.then().get(0) : first);
  }

  private static List<String> steps(String flow, String shopper, Map<String, Object> properties) {
    return replaying(flow)
        .at("08:00", known(shopper))
        .at("08:00", custom("Signed Up", properties, shopper))
        .sent()
        .stream()
        .map(SendCommand::getStep)
        .toList();
  }

  private static FlowScenario signUp(String flow, String shopper) {
    return replaying(flow)
        .at("08:00", known(shopper))
        .at("08:00", custom("Signed Up", Map.of(), shopper));
  }
}
