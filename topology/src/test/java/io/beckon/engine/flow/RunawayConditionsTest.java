package io.beckon.engine.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.beckon.contract.Decision;
import io.beckon.contract.Outcome;
import io.beckon.contract.SendCommand;
import io.beckon.engine.FlowScenario;
import io.beckon.engine.People;
import io.beckon.engine.shopper.Cart;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Conditions that would never come to an end, or eat all memory: they fail, and that is a decision
 * like others. A task that dies of one would stop everybody's messages.
 */
@Timeout(20)
class RunawayConditionsTest {

  private static final int MANY = Cart.MAX_LINES;
  private static final Map<String, Object> VALUES =
      Map.of(
          "cart.categories", Collections.nCopies(MANY, "tea"),
          "cart.items", Collections.nCopies(MANY, Map.of("name", "Tea", "quantity", 2L)),
          "shopper.tags", Collections.nCopies(100, "x".repeat(1_000)),
          "event.properties", Map.of("text", "a".repeat(50_000) + "!"),
          "cart.open", true);

  /** A condition that compiles and can never be evaluated. */
  private static final String BOMB = "event.properties.text.matches('((a{100}){100}){100}')";

  private static final String FLOW =
      """
      flow: f
      title: F
      purpose: recovery
      trigger: {on: event, event: Sign, filter: "%s"}
      steps:
        - branch:
            id: way
            when: "%s"
            then:
              - send: {id: yes, channel: email, template: t}
            else:
              - send: {id: no, channel: email, template: t}
        - send: {id: maybe, channel: email, template: t, unless: "%s"}
        - send: {id: last, channel: email, template: t}
      """;

  @ParameterizedTest
  @ValueSource(
      strings = {
        // a step for each pair, for each triple of elements
        "cart.categories.all(a, !cart.categories.exists(b, a == b + 'x'))",
        "cart.items.all(a, cart.items.all(b, cart.items.all(c, a.quantity == b.quantity)))",
        "cart.categories.map(a, cart.categories.map(b, a + b)).size() > 0",
        "cart.categories.filter(a, cart.categories.exists_one(b, a == b)).size() > 0",
        // texts that double with each step
        "[1,2,3,4,5,6,7,8].map(i, shopper.tags.join('-')).join('-').size() > 0",
        "shopper.tags.join(shopper.tags.join('')).size() > 0",
      })
  void shouldFailWhenItIsTooMuchWork(String source) {
    Condition.Result result = Conditions.compile(source).test(VALUES::get);

    assertThat(result.holds()).isFalse();
    assertThat(result.error()).startsWith("too much work");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // patterns that explode in engines that go back
        "event.properties.text.matches('^(a+)+$')",
        "event.properties.text.matches('(a|aa)+$')",
        "event.properties.text.matches('^(([a-z])+.)+[A-Z]([a-z])+$')",
      })
  void shouldTakeNoTimeForPatternsThatExplodeElsewhere(String source) {
    long start = System.nanoTime();
    Condition.Result result = Conditions.compile(source).test(VALUES::get);

    assertThat(result.holds()).isFalse();
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
  }

  @Test
  void shouldFailWhenAPatternIsTooLarge() {
    Condition.Result result =
        Conditions.compile("event.properties.text.matches('((a{100}){100}){100}')")
            .test(VALUES::get);

    assertThat(result.failed()).isTrue();
  }

  @Test
  void shouldRefuseWhatIsNestedTooDeepOrTooLong() {
    for (String source :
        List.of(
            "(".repeat(500) + "true" + ")".repeat(500),
            "[".repeat(300) + "1" + "]".repeat(300) + " == []",
            "cart.open" + " && cart.open".repeat(1_000),
            "cart.open ? (".repeat(200) + "true" + ") : false".repeat(200))) {
      assertThatThrownBy(() -> Conditions.compile(source))
          .as(source.substring(0, 20))
          .isInstanceOf(InvalidExpression.class);
    }
  }

  @Test
  void shouldRecordAConditionThatFailsAndGoOn() {
    FlowScenario played = play("true", BOMB, BOMB);

    assertThat(played.sent()).extracting(SendCommand::getStep).containsExactly("no", "last");
    assertThat(played.decisions())
        .filteredOn(d -> d.getReason().equals(FlowReasons.CONDITION_FAILED))
        .extracting(Decision::getStep)
        .containsExactly("way", "maybe");
    assertThat(played.decisions())
        .last()
        .extracting(Decision::getOutcome)
        .isEqualTo(Outcome.COMPLETED);
  }

  @Test
  void shouldNotEnterWhenTheFilterFailsAndSayWhy() {
    FlowScenario played = play(BOMB, "true", "false");

    assertThat(played.sent()).isEmpty();
    assertThat(played.decisions())
        .singleElement()
        .satisfies(d -> assertThat(d.getReason()).isEqualTo(FlowReasons.CONDITION_FAILED))
        .satisfies(d -> assertThat(d.getInputs()).containsKey("error"));
  }

  private static FlowScenario play(String filter, String when, String unless) {
    return FlowScenario.replaying(FLOW.formatted(filter, when, unless))
        .at("10:00", People.known("ann"))
        .at("10:01", People.custom("Sign", Map.of("text", "aaa"), "ann"))
        .pass("13:00");
  }
}
