package io.beckon.app.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import io.beckon.app.flowdocs.FlowSteps;
import io.beckon.engine.abandonment.AbandonmentSettings;
import io.beckon.engine.flow.Flow;
import io.beckon.engine.flow.Step;
import io.beckon.engine.flow.load.RuleLoader;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** When the steps of a flow come, by all ways through it. */
class FlowTimesTest {

  private static final String SEND = "  - send: {id: %s, channel: email, template: t}\n";

  @Test
  void shouldCountWaitsFromTheStepBeforeAndFromTheLastActivity() {
    String steps =
        send("a")
            + "  - wait: {for: 12h, from: idle}\n"
            + send("b")
            + "  - wait: {for: 2d}\n"
            + send("c");

    assertThat(times("cart-abandoned", steps))
        .containsExactly(Map.entry("a", "at once"), Map.entry("b", "11h"), Map.entry("c", "2d11h"));
    assertThat(times("checkout-abandoned", steps)).containsEntry("b", "11h30m");
  }

  @Test
  void shouldNotGoBackWhenAWaitFromTheLastActivityIsOver() {
    String steps = "  - wait: {for: 5h}\n" + "  - wait: {for: 2h, from: idle}\n" + send("a");

    assertThat(times("cart-abandoned", steps)).containsEntry("a", "5h");
  }

  @Test
  void shouldGiveALocalTimeADayAndWeekdaysTheirLongestGap() {
    assertThat(times("cart-abandoned", "  - wait: {until: \"09:00\"}\n" + send("a")))
        .containsEntry("a", "0s to 1d");
    assertThat(
            times(
                "cart-abandoned",
                "  - wait: {until: \"09:00\", days: [mon, tue, fri]}\n" + send("a")))
        .containsEntry("a", "0s to 3d");
    assertThat(times("cart-abandoned", "  - wait: {until: \"09:00\", days: [wed]}\n" + send("a")))
        .containsEntry("a", "0s to 7d");
  }

  @Test
  void shouldNotGuessATimeThatIsReckonedLater() {
    String steps =
        "  - wait: {by: \"days(3)\"}\n" + send("a") + "  - wait: {for: 1h}\n" + send("b");

    assertThat(times("cart-abandoned", steps))
        .containsExactly(Map.entry("a", "from 0s on"), Map.entry("b", "from 1h on"));
  }

  @Test
  void shouldTakeBothWaysOfAWaitForAnEvent() {
    String steps =
        """
          - wait:
              id: opened
              event: Message Opened
              for: 2d
              then:
                - send: {id: thanks, channel: email, template: t}
                - wait: {for: 1h}
              else:
                - send: {id: again, channel: email, template: t}
          - send: {id: last, channel: email, template: t}
        """;

    assertThat(times("cart-abandoned", steps))
        .containsExactly(
            Map.entry("thanks", "0s to 2d"),
            Map.entry("again", "2d"),
            Map.entry("last", "1h to 2d1h"));
  }

  @Test
  void shouldFollowOnlyTheWayOnThatDoesNotEnd() {
    String steps =
        """
          - branch:
              id: big
              when: cart.value > 100
              then:
                - wait: {for: 1d}
                - end: {}
              else:
                - wait: {for: 1h}
          - send: {id: small, channel: email, template: t}
        """;

    assertThat(times("cart-abandoned", steps)).containsExactly(Map.entry("small", "1h"));
    assertThat(end(steps)).isEqualTo("1h to 1d");
  }

  @Test
  void shouldLeaveOutArmsThatNobodyTakesAndEndTheControlArm() {
    String split =
        """
          - wait: {for: 1h}
          - split:
              id: test
              arms:
                - {id: a, steps: [{wait: {for: 1h}}, {send: {id: a, channel: email, template: t}}]}
                - {id: b, steps: [{wait: {for: 4h}}, {send: {id: b, channel: email, template: t}}]}
                - {id: none, control: true}
          - send: {id: last, channel: email, template: t}
        """;

    assertThat(times("cart-abandoned", split))
        .containsExactly(Map.entry("a", "2h"), Map.entry("b", "5h"), Map.entry("last", "2h to 5h"));
    assertThat(end(split)).isEqualTo("1h to 5h");
    assertThat(
            times("cart-abandoned", split.replace("      arms:", "      promote: b\n      arms:")))
        .containsExactly(Map.entry("a", "null"), Map.entry("b", "5h"), Map.entry("last", "5h"));
  }

  private static String send(String id) {
    return SEND.formatted(id);
  }

  private static String end(String steps) {
    return FlowTimes.of(flow("cart-abandoned", steps), AbandonmentSettings.DEFAULT)
        .end()
        .toString();
  }

  private static Map<String, String> times(String on, String steps) {
    Flow flow = flow(on, steps);
    FlowTimes times = FlowTimes.of(flow, AbandonmentSettings.DEFAULT);
    Map<String, String> found = new LinkedHashMap<>();
    for (Step.Send send : FlowSteps.sends(flow)) {
      found.put(send.id(), String.valueOf(times.of(send.id())));
    }
    return found;
  }

  private static Flow flow(String on, String steps) {
    return RuleLoader.flow(
        "flow: f\ntitle: F\npurpose: recovery\ntrigger: {on: " + on + "}\nsteps:\n" + steps,
        "f.yaml",
        1);
  }
}
