package io.beckon.engine.policy;

import static io.beckon.engine.policy.Given.HOUR;
import static io.beckon.engine.policy.Given.cap;
import static io.beckon.engine.policy.Given.request;
import static io.beckon.engine.policy.Given.sent;
import static io.beckon.engine.policy.Given.willing;
import static org.assertj.core.api.Assertions.assertThat;

import io.beckon.contract.Channel;
import io.beckon.contract.Purpose;

import io.beckon.engine.policy.Policy.Then;
import io.beckon.engine.policy.Verdict.Answer;
import io.beckon.engine.shopper.SendLog;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class CapsGateTest {

  private static final long NOW = 1_750_000_000_000L;
  private static final Duration DAY = Duration.ofHours(24);

  private final Gates gates = new Gates();

  @Test
  void shouldNotCountAMessageExactlyAtTheEdgeOfTheWindow() {
    Cap one = cap("one", 1, DAY, Then.SKIP);

    assertThat(judge(one, NOW - 24 * HOUR).answer()).isEqualTo(Answer.ALLOW);
    assertThat(judge(one, NOW - 24 * HOUR + 1).answer()).isEqualTo(Answer.SKIP);
  }

  @Test
  void shouldDeferUntilOneLeavesWhenTheWindowIsJustFull() {
    Verdict verdict =
        judge(cap("three", 3, DAY, Then.DEFER), NOW - 20 * HOUR, NOW - 9 * HOUR, NOW - HOUR);

    assertThat(verdict.until()).isEqualTo(NOW + 4 * HOUR);
    assertThat(verdict.rule()).isEqualTo("three");
    assertThat(verdict.inputs()).containsEntry("cap.three", "3/3");
  }

  @Test
  void shouldDeferUntilEnoughLeaveWhenTheWindowIsOverfull() {
    // A cap that was lowered: of four, three must go before there is room within two.
    Verdict verdict =
        judge(
            cap("two", 2, DAY, Then.DEFER),
            NOW - 20 * HOUR,
            NOW - 10 * HOUR,
            NOW - 9 * HOUR,
            NOW - HOUR);

    assertThat(verdict.until()).isEqualTo(NOW + 15 * HOUR);
  }

  @Test
  void shouldFindTheTimeWhenTheLogIsOutOfOrder() {
    SendLog log =
        new SendLog(
            List.of(
                sent("a", Channel.EMAIL, Purpose.RECOVERY, NOW - HOUR),
                sent("b", Channel.EMAIL, Purpose.RECOVERY, NOW - 5 * HOUR)));

    assertThat(judge(cap("two", 2, DAY, Then.DEFER), Channel.EMAIL, Purpose.RECOVERY, log).until())
        .isEqualTo(NOW + 19 * HOUR);
  }

  @Test
  void shouldCountAcrossChannelsOnlyWhereTheCapSaysSo() {
    SendLog log =
        SendLog.EMPTY
            .with(sent("a", Channel.EMAIL, Purpose.RECOVERY, NOW - 2))
            .with(sent("b", Channel.PUSH, Purpose.RECOVERY, NOW - 1));
    Cap all = cap("all", 2, DAY, Then.SKIP);
    Cap texts = cap("texts", 1, DAY, Then.SKIP, Channel.SMS, Channel.WHATSAPP);
    Cap both = cap("both", 1, DAY, Then.SKIP, Channel.SMS, Channel.PUSH);

    assertThat(judge(all, Channel.SMS, Purpose.RECOVERY, log).answer()).isEqualTo(Answer.SKIP);
    assertThat(judge(texts, Channel.SMS, Purpose.RECOVERY, log).answer()).isEqualTo(Answer.ALLOW);
    assertThat(judge(both, Channel.SMS, Purpose.RECOVERY, log).answer()).isEqualTo(Answer.SKIP);
    assertThat(judge(both, Channel.EMAIL, Purpose.RECOVERY, log).answer()).isEqualTo(Answer.ALLOW);
  }

  @Test
  void shouldNeitherCountNorStopExemptPurposes() {
    Cap one = cap("one", 1, DAY, Then.SKIP);
    SendLog order = SendLog.EMPTY.with(sent("a", Channel.EMAIL, Purpose.TRANSACTIONAL, NOW - 1));
    SendLog recovery = SendLog.EMPTY.with(sent("a", Channel.EMAIL, Purpose.RECOVERY, NOW - 1));

    assertThat(judge(one, Channel.EMAIL, Purpose.RECOVERY, order).answer()).isEqualTo(Answer.ALLOW);
    assertThat(judge(one, Channel.EMAIL, Purpose.TRANSACTIONAL, recovery).answer())
        .isEqualTo(Answer.ALLOW);
    assertThat(judge(one, Channel.EMAIL, Purpose.MARKETING, recovery).answer())
        .isEqualTo(Answer.SKIP);
  }

  @Test
  void shouldDeferUntilTheLatestAndNameTheFirstWhenSeveralCapsDefer() {
    SendLog log = SendLog.EMPTY.with(sent("a", Channel.EMAIL, Purpose.RECOVERY, NOW - HOUR));
    Policy policy =
        Given.policy(
            List.of(
                cap("email-16h", 1, Duration.ofHours(16), Then.DEFER, Channel.EMAIL),
                cap("week", 1, Duration.ofDays(7), Then.DEFER)),
            List.of());

    Verdict verdict =
        gates.judge(policy, request(willing("UTC"), log, Channel.EMAIL, Purpose.RECOVERY, NOW));

    assertThat(verdict.rule()).isEqualTo("email-16h");
    assertThat(verdict.until()).isEqualTo(NOW - HOUR + 7 * 24 * HOUR);
  }

  private Verdict judge(Cap cap, long... mails) {
    SendLog log = SendLog.EMPTY;
    for (long at : mails) {
      log = log.with(sent("c" + at, Channel.EMAIL, Purpose.RECOVERY, at));
    }
    return judge(cap, Channel.EMAIL, Purpose.RECOVERY, log);
  }

  private Verdict judge(Cap cap, Channel channel, Purpose purpose, SendLog log) {
    return gates.judge(
        Given.policy(List.of(cap), List.of()), request(willing("UTC"), log, channel, purpose, NOW));
  }
}
