package io.beckon.engine.policy;

import static io.beckon.engine.policy.Given.HOUR;
import static io.beckon.engine.policy.Given.asker;
import static io.beckon.engine.policy.Given.request;
import static io.beckon.engine.policy.Given.said;
import static io.beckon.engine.policy.Given.willing;
import static org.assertj.core.api.Assertions.assertThat;

import io.beckon.contract.Channel;
import io.beckon.contract.Purpose;
import io.beckon.engine.policy.SendRequest.Asker;
import io.beckon.engine.policy.SendRequest.Rival;
import io.beckon.engine.policy.Verdict.Answer;
import io.beckon.engine.shopper.SendLog;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Flows that want to talk to one shopper at a time. */
class AloneGatesTest {

  private static final long NOW = 1_750_000_000_000L;

  private final Gates gates = new Gates();

  @Test
  void shouldPauseOtherFlowsForTheCooldownAfterAMessage() {
    Policy policy =
        Given.read("cooldowns: [{name: pause, for: 4h, then: defer, exempt: [transactional]}]\n");
    SendLog log = SendLog.EMPTY.with(said("cart", "a", Channel.EMAIL, NOW - HOUR));

    Verdict other = judge(policy, log, asker("browse", 90, "x"));

    assertThat(other.answer()).isEqualTo(Answer.DEFER);
    assertThat(other.reason()).isEqualTo(Reasons.COOLDOWN);
    assertThat(other.rule()).isEqualTo("pause");
    assertThat(other.until()).isEqualTo(NOW + 3 * HOUR);
    assertThat(other.inputs()).containsEntry("cooldown.pause", "cart");
    assertThat(judge(policy, log, asker("cart", 10, "b")).answer()).isEqualTo(Answer.ALLOW);
    assertThat(judge(policy, log, asker("browse", 90, "x"), NOW + 3 * HOUR).answer())
        .isEqualTo(Answer.ALLOW);
    assertThat(judge(policy, log, asker("browse", 90, "x"), NOW + 3 * HOUR - 1).answer())
        .isEqualTo(Answer.DEFER);
  }

  @Test
  void shouldPauseWhatIsAboutTheSameProductOnly() {
    Policy policy =
        Given.read(
            """
            cooldowns:
              - name: same
                after: [cart]
                hold: [browse]
                channels: [email]
                for: 3d
                sameProduct: true
            """);
    SendLog log = SendLog.EMPTY.with(said("cart", "a", Channel.SMS, NOW - HOUR, 1L, 2L));

    assertThat(judge(policy, log, asker("browse", 40, "x", 2L, 3L)).answer())
        .isEqualTo(Answer.SKIP);
    assertThat(judge(policy, log, asker("browse", 40, "x", 3L, 4L)).answer())
        .isEqualTo(Answer.ALLOW);
    assertThat(judge(policy, log, asker("browse", 40, "x")).answer()).isEqualTo(Answer.ALLOW);
    assertThat(judge(policy, log, asker("welcome", 40, "x", 2L)).answer()).isEqualTo(Answer.ALLOW);
    assertThat(
            judge(
                    policy,
                    SendLog.EMPTY.with(said("news", "a", Channel.EMAIL, NOW - HOUR, 2L)),
                    asker("browse", 40, "x", 2L))
                .answer())
        .isEqualTo(Answer.ALLOW);
  }

  @Test
  void shouldNotSayTheSameTwiceWithinTheTime() {
    Policy policy = Given.read("repeats: {within: 10d, sameProducts: true}\n");
    SendLog log =
        SendLog.EMPTY
            .with(said("cart", "a", Channel.EMAIL, NOW - 240 * HOUR, 1L))
            .with(said("cart", "b", Channel.EMAIL, NOW - 240 * HOUR + 1, 1L));

    Verdict again = judge(policy, log, asker("cart", 50, "b", 1L));

    assertThat(again.answer()).isEqualTo(Answer.SKIP);
    assertThat(again.reason()).isEqualTo(Reasons.REPEATED);
    assertThat(judge(policy, log, asker("cart", 50, "b", 2L)).answer()).isEqualTo(Answer.ALLOW);
    assertThat(judge(policy, log, asker("cart", 50, "a", 1L)).answer()).isEqualTo(Answer.ALLOW);
    assertThat(judge(policy, log, asker("other", 50, "b", 1L)).answer()).isEqualTo(Answer.ALLOW);
    assertThat(
            judge(Given.read("repeats: {within: 10d}\n"), log, asker("cart", 50, "b", 2L)).answer())
        .isEqualTo(Answer.SKIP);
  }

  @Test
  void shouldWaitForTheLastOfThoseThatGoFirst() {
    Policy policy = Given.read("priority: {exempt: [transactional]}\n");
    Rival soon = rival("soon", 70, NOW + HOUR);
    Rival late = rival("late", 60, NOW + 5 * HOUR);

    for (Asker asker : List.of(rivalled(40, soon, late), rivalled(40, late, soon))) {
      Verdict held = judge(policy, SendLog.EMPTY, asker);
      assertThat(held.rule()).as("the highest").isEqualTo("soon");
      assertThat(held.until()).isEqualTo(NOW + 5 * HOUR + 1);
      assertThat(held.competing()).containsExactlyInAnyOrder("soon-run", "late-run");
    }
  }

  @Test
  void shouldCountTheTimeOfARepeatFromTheLatestOfSeveral() {
    Policy policy = Given.read("repeats: {within: 10d}\n");
    SendLog log =
        SendLog.EMPTY
            .with(said("cart", "a", Channel.EMAIL, NOW - 300 * HOUR, 1L))
            .with(said("cart", "a", Channel.EMAIL, NOW - 50 * HOUR, 1L));

    assertThat(judge(policy, log, asker("cart", 50, "a", 1L)).reason()).isEqualTo(Reasons.REPEATED);
  }

  @Test
  void shouldHoldTheLowerFlowJustPastTheNextStepOfTheHigher() {
    Policy policy = Given.read("priority: {exempt: [transactional]}\n");

    Verdict held = judge(policy, SendLog.EMPTY, rivalled(40, rival("cart", 70, NOW + 5 * HOUR)));

    assertThat(held.answer()).isEqualTo(Answer.DEFER);
    assertThat(held.reason()).isEqualTo(Reasons.HIGHER_PRIORITY);
    assertThat(held.rule()).isEqualTo("cart");
    assertThat(held.until()).isEqualTo(NOW + 5 * HOUR + 1);
    assertThat(held.competing()).containsExactly("cart-run");
    assertThat(held.inputs()).containsEntry("priority", "40").containsEntry("priority.cart", "70");
    assertThat(judge(policy, SendLog.EMPTY, rivalled(70, rival("cart", 70, NOW + HOUR))).answer())
        .isEqualTo(Answer.ALLOW);
    assertThat(judge(policy, SendLog.EMPTY, rivalled(71, rival("cart", 70, NOW + HOUR))).answer())
        .isEqualTo(Answer.ALLOW);
  }

  @Test
  void shouldNameTheHighestAndWaitForTheLastWhenSeveralHold() {
    Policy policy = Given.read("priority: {}\n");

    Verdict held =
        judge(
            policy,
            SendLog.EMPTY,
            rivalled(
                10,
                rival("cart", 70, NOW + HOUR),
                rival("checkout", 80, NOW + 2 * HOUR),
                rival("news", 5, NOW + 9 * HOUR)));

    assertThat(held.rule()).isEqualTo("checkout");
    assertThat(held.until()).isEqualTo(NOW + 2 * HOUR + 1);
    assertThat(held.competing()).containsExactly("cart-run", "checkout-run");
  }

  @Test
  void shouldLookAgainBeforeLongWhileTheHigherIsSending() {
    Policy policy = Given.read("priority: {}\nreevaluateEvery: 20m\n");

    assertThat(
            judge(policy, SendLog.EMPTY, rivalled(10, rival("cart", 70, Long.MIN_VALUE))).until())
        .isEqualTo(NOW + HOUR / 3);
  }

  @Test
  void shouldNotHoldForAStepThatIsFarAway() {
    Policy policy = Given.read("priority: {within: 12h, then: skip}\n");

    assertThat(
            judge(policy, SendLog.EMPTY, rivalled(10, rival("cart", 70, NOW + 12 * HOUR))).answer())
        .isEqualTo(Answer.SKIP);
    assertThat(
            judge(policy, SendLog.EMPTY, rivalled(10, rival("cart", 70, NOW + 12 * HOUR + 1)))
                .answer())
        .isEqualTo(Answer.ALLOW);
  }

  @Test
  void shouldLeaveAloneWhoAskedToBeCalledButForThatCall() {
    Policy policy =
        Given.read(
            "callbacks: {on: [Callback Requested], channels: [email], for: 2h, then: defer}\n");
    Rival call = new Rival("r", "call", 10, NOW - HOUR, "Callback Requested", NOW + HOUR);

    Verdict held = judge(policy, SendLog.EMPTY, rivalled(90, call));

    assertThat(held.answer()).isEqualTo(Answer.DEFER);
    assertThat(held.reason()).isEqualTo(Reasons.CALLBACK_REQUESTED);
    assertThat(held.until()).isEqualTo(NOW + HOUR);
    assertThat(
            judge(
                    policy,
                    SendLog.EMPTY,
                    new Asker(
                        "call", 10, "q", "s", null, List.of(), "Callback Requested", List.of(call)))
                .answer())
        .isEqualTo(Answer.ALLOW);
    assertThat(judge(policy, SendLog.EMPTY, rivalled(90, call), NOW + HOUR).answer())
        .isEqualTo(Answer.ALLOW);
    assertThat(
            judge(
                    policy,
                    SendLog.EMPTY,
                    rivalled(90, new Rival("r", "quiz", 10, NOW - 1, "Quiz Done", NOW)))
                .answer())
        .isEqualTo(Answer.ALLOW);
  }

  private static Asker rivalled(int priority, Rival... rivals) {
    return new Asker("me", priority, "me", "s", null, List.of(), "", List.of(rivals));
  }

  private static Rival rival(String flow, int priority, long nextAt) {
    return new Rival(flow + "-run", flow, priority, NOW - HOUR, "", nextAt);
  }

  private Verdict judge(Policy policy, SendLog log, Asker asker) {
    return judge(policy, log, asker, NOW);
  }

  private Verdict judge(Policy policy, SendLog log, Asker asker, long at) {
    return gates.judge(
        policy, request(willing("UTC"), log, Channel.EMAIL, Purpose.RECOVERY, at, asker));
  }
}
