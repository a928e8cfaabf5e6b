package io.beckon.engine.policy;

import static io.beckon.engine.policy.Given.HOUR;
import static io.beckon.engine.policy.Given.request;
import static io.beckon.engine.policy.Given.sent;
import static io.beckon.engine.policy.Given.willing;
import static org.assertj.core.api.Assertions.assertThat;

import io.beckon.contract.Channel;
import io.beckon.contract.FeedbackKind;
import io.beckon.contract.Purpose;
import io.beckon.engine.policy.Verdict.Answer;
import io.beckon.engine.shopper.Profile;
import io.beckon.engine.shopper.RecentIds;
import io.beckon.engine.shopper.SendLog;
import org.junit.jupiter.api.Test;

class HygieneGateTest {

  private static final long NOW = 1_750_000_000_000L;
  private static final long DAY = 24 * HOUR;

  private static final Policy SUNSET =
      Given.read(
          "sunset: [{name: gone, channels: [email], messages: 3, silence: 60d, exempt: [transactional]}]\n");

  private static final Policy BOUNCES =
      Given.read(
          "softBounces: [{name: soft, channels: [email], max: 2, pause: 7d, then: defer}]\n");

  private final Gates gates = new Gates();

  @Test
  void shouldLeaveAloneWhoNeverAnswersManyMessagesForLong() {
    SendLog silent = mails(NOW - 60 * DAY, NOW - 40 * DAY, NOW - 20 * DAY);

    Verdict verdict = judge(SUNSET, willing("UTC"), silent, Channel.EMAIL, Purpose.RECOVERY);

    assertThat(verdict.answer()).isEqualTo(Answer.SKIP);
    assertThat(verdict.reason()).isEqualTo(Reasons.NOT_ENGAGED);
    assertThat(verdict.rule()).isEqualTo("gone");
    assertThat(verdict.inputs()).containsEntry("unanswered", "3");
  }

  @Test
  void shouldNotGiveUpBeforeBothAreReached() {
    SendLog few = mails(NOW - 90 * DAY, NOW - 40 * DAY);
    SendLog young = mails(NOW - 60 * DAY + 1, NOW - 40 * DAY, NOW - 20 * DAY);

    assertThat(judge(SUNSET, willing("UTC"), few, Channel.EMAIL, Purpose.RECOVERY).answer())
        .isEqualTo(Answer.ALLOW);
    assertThat(judge(SUNSET, willing("UTC"), young, Channel.EMAIL, Purpose.RECOVERY).answer())
        .isEqualTo(Answer.ALLOW);
  }

  @Test
  void shouldBeginAnewWhenTheShopperAnswersOrOrders() {
    SendLog silent = mails(NOW - 60 * DAY, NOW - 40 * DAY, NOW - 20 * DAY);
    Profile buyer =
        willing("UTC")
            .with(new Profile.Purchases(1, 1, "EUR", NOW - DAY, NOW - DAY, RecentIds.EMPTY));

    for (FeedbackKind kind :
        new FeedbackKind[] {FeedbackKind.OPENED, FeedbackKind.CLICKED, FeedbackKind.REPLIED}) {
      SendLog answered = silent.reported(Channel.EMAIL, kind, false, NOW - DAY);
      assertThat(judge(SUNSET, willing("UTC"), answered, Channel.EMAIL, Purpose.RECOVERY).answer())
          .as("%s", kind)
          .isEqualTo(Answer.ALLOW);
    }
    assertThat(judge(SUNSET, buyer, silent, Channel.EMAIL, Purpose.RECOVERY).answer())
        .isEqualTo(Answer.ALLOW);
  }

  @Test
  void shouldHoldForItsChannelAndPurposesOnly() {
    SendLog silent = mails(NOW - 60 * DAY, NOW - 40 * DAY, NOW - 20 * DAY);

    assertThat(judge(SUNSET, willing("UTC"), silent, Channel.SMS, Purpose.RECOVERY).answer())
        .isEqualTo(Answer.ALLOW);
    assertThat(judge(SUNSET, willing("UTC"), silent, Channel.EMAIL, Purpose.TRANSACTIONAL).answer())
        .isEqualTo(Answer.ALLOW);
  }

  @Test
  void shouldPauseAnAddressThatKeepsBouncing() {
    SendLog two = bounced(NOW - 3 * DAY, NOW - 2 * DAY);
    SendLog three = bounced(NOW - 3 * DAY, NOW - 2 * DAY, NOW - DAY);

    Verdict paused = judge(BOUNCES, willing("UTC"), three, Channel.EMAIL, Purpose.RECOVERY);

    assertThat(judge(BOUNCES, willing("UTC"), two, Channel.EMAIL, Purpose.RECOVERY).answer())
        .isEqualTo(Answer.ALLOW);
    assertThat(paused.answer()).isEqualTo(Answer.DEFER);
    assertThat(paused.reason()).isEqualTo(Reasons.SOFT_BOUNCES);
    assertThat(paused.until()).isEqualTo(NOW + 6 * DAY);
    assertThat(judge(BOUNCES, willing("UTC"), three, Channel.SMS, Purpose.RECOVERY).answer())
        .isEqualTo(Answer.ALLOW);
  }

  @Test
  void shouldCountBouncesAnewWhenSomethingArrived() {
    SendLog log =
        bounced(NOW - 3 * DAY, NOW - 2 * DAY, NOW - DAY)
            .reported(Channel.EMAIL, FeedbackKind.DELIVERED, false, NOW - HOUR);

    assertThat(judge(BOUNCES, willing("UTC"), log, Channel.EMAIL, Purpose.RECOVERY).answer())
        .isEqualTo(Answer.ALLOW);
  }

  @Test
  void shouldNotCountHardBounces() {
    SendLog log = SendLog.EMPTY;
    for (int i = 0; i < 9; i++) {
      log = log.reported(Channel.EMAIL, FeedbackKind.BOUNCED, true, NOW - HOUR);
    }

    assertThat(log).isEqualTo(SendLog.EMPTY);
  }

  private static SendLog mails(long... times) {
    SendLog log = SendLog.EMPTY;
    for (long at : times) {
      log = log.with(sent("c" + at, Channel.EMAIL, Purpose.RECOVERY, at));
    }
    return log;
  }

  private static SendLog bounced(long... times) {
    SendLog log = SendLog.EMPTY;
    for (long at : times) {
      log = log.reported(Channel.EMAIL, FeedbackKind.BOUNCED, false, at);
    }
    return log;
  }

  private Verdict judge(
      Policy policy, Profile profile, SendLog log, Channel channel, Purpose purpose) {
    return gates.judge(policy, request(profile, log, channel, purpose, NOW));
  }
}
