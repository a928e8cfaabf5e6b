package io.beckon.engine.policy;

import static io.beckon.engine.policy.Given.HOUR;
import static io.beckon.engine.policy.Given.cap;
import static io.beckon.engine.policy.Given.request;
import static io.beckon.engine.policy.Given.said;
import static io.beckon.engine.policy.Given.sent;
import static io.beckon.engine.policy.Given.willing;
import static org.assertj.core.api.Assertions.assertThat;

import io.beckon.contract.Channel;
import io.beckon.contract.FeedbackKind;
import io.beckon.contract.Purpose;
import io.beckon.engine.policy.Policy.Then;
import io.beckon.engine.policy.Verdict.Answer;
import io.beckon.engine.shopper.SendLog;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

  @Test
  void shouldCountEachFlowForItself() {
    Policy policy = Given.read("caps: [{name: c, each: [flow], max: 1, per: 24h}]\n");
    SendLog log = SendLog.EMPTY.with(said("cart", "a", Channel.SMS, NOW - HOUR));

    assertThat(judge(policy, log, "cart").answer()).isEqualTo(Answer.SKIP);
    assertThat(judge(policy, log, "browse").answer()).isEqualTo(Answer.ALLOW);
  }

  @Test
  void shouldCountEachSubjectForItself() {
    Policy policy =
        Given.read(
            "subjects: {left: [cart, checkout]}\ncaps: [{name: c, each: [subject], max: 1, per: 24h}]\n");
    SendLog log = SendLog.EMPTY.with(said("cart", "a", Channel.SMS, NOW - HOUR));

    assertThat(judge(policy, log, "checkout").answer()).isEqualTo(Answer.SKIP);
    assertThat(judge(policy, log, "browse").answer()).isEqualTo(Answer.ALLOW);
  }

  @Test
  void shouldCountEachChannelForItself() {
    Policy policy = Given.read("caps: [{name: c, each: [channel], max: 1, per: 24h}]\n");
    SendLog log = SendLog.EMPTY.with(said("cart", "a", Channel.SMS, NOW - HOUR));

    assertThat(judge(policy, log, "cart").answer()).isEqualTo(Answer.ALLOW);
    assertThat(judge(policy, log.with(said("x", "a", Channel.EMAIL, NOW - HOUR)), "cart").answer())
        .isEqualTo(Answer.SKIP);
  }

  @Test
  void shouldCountSomeFlowsTogether() {
    Policy policy = Given.read("caps: [{name: c, flows: [cart, checkout], max: 1, per: 24h}]\n");
    SendLog log = SendLog.EMPTY.with(said("cart", "a", Channel.SMS, NOW - HOUR));

    assertThat(judge(policy, log, "checkout").answer()).isEqualTo(Answer.SKIP);
    assertThat(judge(policy, log, "browse").answer()).isEqualTo(Answer.ALLOW);
    assertThat(
            judge(policy, SendLog.EMPTY.with(said("browse", "a", Channel.SMS, NOW - 1)), "cart")
                .answer())
        .isEqualTo(Answer.ALLOW);
  }

  @Test
  void shouldLetThoseHaveMoreWhoAnsweredLately() {
    Policy policy =
        Given.read(
            "caps: [{name: c, channels: [email], max: 1, per: 24h, engaged: {within: 7d, max: 2, by: clicks}}]\n");
    SendLog one = SendLog.EMPTY.with(said("cart", "a", Channel.EMAIL, NOW - HOUR));
    SendLog clicked =
        one.reported(Channel.EMAIL, FeedbackKind.CLICKED, false, NOW - 168 * HOUR + 1);
    SendLog two = clicked.with(said("cart", "b", Channel.EMAIL, NOW - 1));

    assertThat(judge(policy, one, "x").answer()).isEqualTo(Answer.SKIP);
    assertThat(judge(policy, clicked, "x").answer()).isEqualTo(Answer.ALLOW);
    assertThat(judge(policy, clicked, "x").inputs()).containsEntry("cap.c", "1/2");
    assertThat(judge(policy, two, "x").answer()).isEqualTo(Answer.SKIP);
    assertThat(
            judge(
                    policy,
                    one.reported(Channel.EMAIL, FeedbackKind.CLICKED, false, NOW - 168 * HOUR),
                    "x")
                .answer())
        .isEqualTo(Answer.SKIP);
    assertThat(
            judge(policy, one.reported(Channel.EMAIL, FeedbackKind.OPENED, false, NOW - 1), "x")
                .answer())
        .isEqualTo(Answer.SKIP);
    assertThat(
            judge(policy, one.reported(Channel.SMS, FeedbackKind.CLICKED, false, NOW - 1), "x")
                .answer())
        .isEqualTo(Answer.SKIP);
  }

  @ParameterizedTest
  @CsvSource({
    // a message an hour before midnight counts for an hour
    "Europe/Berlin, 1, 2026-06-09T23:00+02:00, 2026-06-09T23:59:59.999+02:00, 2026-06-10T00:00+02:00",
    "Europe/Berlin, 1, 2026-06-09T23:00+02:00, 2026-06-10T00:00+02:00, ",
    "Europe/Berlin, 1, 2026-06-09T00:00+02:00, 2026-06-09T23:59+02:00, 2026-06-10T00:00+02:00",
    "Europe/Berlin, 3, 2026-06-09T23:00+02:00, 2026-06-11T23:00+02:00, 2026-06-12T00:00+02:00",
    "Europe/Berlin, 3, 2026-06-09T23:00+02:00, 2026-06-10T10:00+02:00, 2026-06-12T00:00+02:00",
    "Europe/Berlin, 3, 2026-06-09T23:00+02:00, 2026-06-12T00:00+02:00, ",
    // days of 23 and 25 hours
    "Europe/Berlin, 1, 2026-03-29T00:00+01:00, 2026-03-29T23:59+02:00, 2026-03-30T00:00+02:00",
    "Europe/Berlin, 1, 2026-10-25T00:00+02:00, 2026-10-25T23:59+01:00, 2026-10-26T00:00+01:00",
    // where the clock is put forward at midnight, the day begins at one
    "Africa/Cairo, 1, 2026-04-23T23:00+02:00, 2026-04-23T23:59+02:00, 2026-04-24T01:00+03:00",
    // and where it is put back at midnight, the day before is longer
    "Africa/Cairo, 1, 2026-10-29T22:00+03:00, 2026-10-29T23:30+02:00, 2026-10-30T00:00+02:00",
    "Asia/Tokyo, 1, 2026-06-09T14:59Z, 2026-06-09T15:00Z, ",
  })
  void shouldCountTheDaysOfTheShoppersCalendar(
      String zone, int days, String sent, String at, @Nullable String until) {
    Policy policy =
        Given.read("zones: best\ncaps: [{name: c, max: 1, days: " + days + ", then: defer}]\n");
    SendLog log = SendLog.EMPTY.with(said("cart", "a", Channel.EMAIL, millis(sent)));

    Verdict verdict =
        gates.judge(
            policy, request(willing(zone), log, Channel.EMAIL, Purpose.RECOVERY, millis(at)));

    assertThat(verdict.answer()).isEqualTo(until == null ? Answer.ALLOW : Answer.DEFER);
    assertThat(verdict.until()).isEqualTo(until == null ? 0 : millis(until));
  }

  @Test
  void shouldCountTheDaysOnEveryClockOfTheShopper() {
    Policy policy = Given.read("caps: [{name: c, max: 1, days: 1, then: defer}]\n");
    // 23:00 in Berlin, 6:00 of the next day in Tokyo
    SendLog log =
        SendLog.EMPTY.with(said("cart", "a", Channel.EMAIL, millis("2026-06-09T23:00+02:00")));

    Verdict verdict =
        gates.judge(
            policy,
            request(
                willing("Asia/Tokyo"),
                log,
                Channel.EMAIL,
                Purpose.RECOVERY,
                millis("2026-06-10T00:30+02:00")));

    assertThat(verdict.until()).isEqualTo(millis("2026-06-11T00:00+09:00"));
  }

  @Test
  void shouldHoldWhereAndWhenItSaysSo() {
    Policy policy =
        Given.read(
            "caps: [{name: c, max: 1, per: 24h, where: [DE], validFrom: 2026-06-09, validTo: 2026-06-10}]\n");

    assertThat(scoped(policy, "Europe/Berlin", "2026-06-08T23:59+02:00")).isEqualTo(Answer.ALLOW);
    assertThat(scoped(policy, "Europe/Berlin", "2026-06-09T00:00+02:00")).isEqualTo(Answer.SKIP);
    assertThat(scoped(policy, "Europe/Berlin", "2026-06-10T23:59+02:00")).isEqualTo(Answer.SKIP);
    assertThat(scoped(policy, "Europe/Berlin", "2026-06-11T00:00+02:00")).isEqualTo(Answer.ALLOW);
    assertThat(
            gates
                .judge(
                    policy,
                    request(
                        Given.at("+33612345678", null, Map.of()),
                        SendLog.EMPTY.with(
                            said("cart", "a", Channel.EMAIL, millis("2026-06-09T10:00Z"))),
                        Channel.EMAIL,
                        Purpose.RECOVERY,
                        millis("2026-06-09T11:00Z")))
                .answer())
        .isEqualTo(Answer.ALLOW);
  }

  @Test
  void shouldHaveNoRoomWhileTheLogDoesNotReachBackOverTheWindow() {
    SendLog log = SendLog.EMPTY;
    for (int i = 0; i <= SendLog.MAX_MESSAGES; i++) {
      log = log.with(sent("c" + i, Channel.EMAIL, Purpose.TRANSACTIONAL, NOW - HOUR + i));
    }
    Cap texts = cap("texts", 5, DAY, Then.DEFER, Channel.SMS);
    Cap brief = cap("brief", 5, Duration.ofMinutes(30), Then.DEFER, Channel.SMS);

    Verdict unknown = judge(texts, Channel.SMS, Purpose.RECOVERY, log);

    assertThat(unknown.answer()).isEqualTo(Answer.DEFER);
    assertThat(unknown.until()).isEqualTo(NOW - HOUR + 1 + 24 * HOUR);
    assertThat(judge(brief, Channel.SMS, Purpose.RECOVERY, log).answer()).isEqualTo(Answer.ALLOW);
  }

  @Test
  void shouldJudgeAgainBeforeLongWhenTheCapSaysReEvaluate() {
    Cap cap = cap("one", 1, DAY, Then.RE_EVALUATE);

    assertThat(judge(cap, NOW - HOUR).until()).isEqualTo(NOW + HOUR);
    assertThat(judge(cap, NOW - 24 * HOUR + 5).until()).isEqualTo(NOW + 5);
  }

  private Answer scoped(Policy policy, String zone, String at) {
    SendLog log = SendLog.EMPTY.with(said("cart", "a", Channel.EMAIL, millis(at) - 1));
    return gates
        .judge(policy, request(willing(zone), log, Channel.EMAIL, Purpose.RECOVERY, millis(at)))
        .answer();
  }

  private Verdict judge(Policy policy, SendLog log, String flow) {
    return gates.judge(
        policy,
        request(
            willing("UTC"),
            log,
            Channel.EMAIL,
            Purpose.RECOVERY,
            NOW,
            Given.asker(flow, 50, "next")));
  }

  private static long millis(String time) {
    return OffsetDateTime.parse(time).toInstant().toEpochMilli();
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
