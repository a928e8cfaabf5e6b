package io.beckon.engine.policy;

import static io.beckon.engine.policy.Given.asker;
import static io.beckon.engine.policy.Given.request;
import static io.beckon.engine.policy.Given.said;
import static org.assertj.core.api.Assertions.assertThat;

import io.beckon.contract.Channel;
import io.beckon.contract.Purpose;
import io.beckon.engine.policy.SendRequest.Asker;
import io.beckon.engine.policy.Verdict.Answer;
import io.beckon.engine.shopper.Profile;
import io.beckon.engine.shopper.SendLog;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The law as it ships, seen at a text to somebody. */
class LawTest {

  private static final Policy POLICY = Given.read("callbacks: {on: [Callback Requested]}\n");
  private static final String MIAMI = "+13055550123";

  private final Gates gates = new Gates();

  @ParameterizedTest
  @CsvSource({
    // all of the United States: 8 to 21
    "+12065550123, 2026-07-15T07:59-07:00, us-hours, 2026-07-15T08:00-07:00",
    "+12065550123, 2026-07-15T08:00-07:00, , ",
    "+12065550123, 2026-07-15T20:59:59-07:00, , ",
    "+12065550123, 2026-07-15T21:00-07:00, us-hours, 2026-07-16T08:00-07:00",
    // Florida: 8 to 20
    "+13055550123, 2026-07-15T19:59:59-04:00, , ",
    "+13055550123, 2026-07-15T20:00-04:00, us-fl-hours, 2026-07-16T08:00-04:00",
    // the panhandle has two clocks: evening comes by the earlier, morning by the later
    "+18505550123, 2026-07-15T19:00-05:00, us-fl-hours, 2026-07-16T08:00-05:00",
    "+18505550123, 2026-07-16T07:59-05:00, us-hours, 2026-07-16T08:00-05:00",
    // Oklahoma, Maryland, Mississippi, Massachusetts: 8 to 20
    "+14055550123, 2026-07-15T20:00-05:00, us-ok-hours, 2026-07-16T08:00-05:00",
    "+14105550123, 2026-07-15T20:00-04:00, us-md-hours, 2026-07-16T08:00-04:00",
    "+16015550123, 2026-07-15T20:00-05:00, us-ms-hours, 2026-07-16T08:00-05:00",
    "+16175550123, 2026-07-15T20:00-04:00, us-ma-hours, 2026-07-16T08:00-04:00",
    // Connecticut: 9 to 20
    "+12035550123, 2026-07-15T08:30-04:00, us-ct-hours, 2026-07-15T09:00-04:00",
    "+12035550123, 2026-07-15T20:00-04:00, us-ct-hours, 2026-07-16T09:00-04:00",
    // Kentucky: 10 to 21
    "+15025550123, 2026-07-15T09:59-04:00, us-ky-hours, 2026-07-15T10:00-04:00",
    // Texas: 9 to 21, on Sundays from noon; the 19th of July 2026 is a Sunday
    "+12145550123, 2026-07-18T08:59-05:00, us-tx-hours, 2026-07-18T09:00-05:00",
    "+12145550123, 2026-07-18T21:00-05:00, us-hours, 2026-07-19T12:00-05:00",
    "+12145550123, 2026-07-19T11:59-05:00, us-tx-sunday-morning, 2026-07-19T12:00-05:00",
    "+12145550123, 2026-07-19T12:00-05:00, , ",
    // Mississippi, Alabama, Louisiana: no Sundays
    "+16015550123, 2026-07-19T12:00-05:00, us-ms-sundays, 2026-07-20T08:00-05:00",
    "+12055550123, 2026-07-18T20:00-05:00, us-al-hours, 2026-07-20T08:00-05:00",
    "+15045550123, 2026-07-19T12:00-05:00, us-la-sundays-and-holidays, 2026-07-20T08:00-05:00",
    // nor holidays: Thanksgiving, and the Friday on which the 4th of July 2026, a Saturday, is kept
    "+12055550123, 2026-11-26T12:00-06:00, us-al-sundays-and-holidays, 2026-11-27T08:00-06:00",
    "+12055550123, 2026-07-02T20:00-05:00, us-al-hours, 2026-07-06T08:00-05:00",
    "+12065550123, 2026-11-26T12:00-08:00, , ",
    // Rhode Island: 9 to 18, Saturdays 10 to 17, no Sundays
    "+14015550123, 2026-07-15T18:00-04:00, us-ri-hours, 2026-07-16T09:00-04:00",
    "+14015550123, 2026-07-18T09:30-04:00, us-ri-saturday-morning, 2026-07-18T10:00-04:00",
    "+14015550123, 2026-07-18T17:00-04:00, us-ri-saturday-evening, 2026-07-20T09:00-04:00",
    // elsewhere no law that we know of
    "+4915112345678, 2026-07-15T23:00+02:00, , ",
  })
  void shouldHoldATextTillTheLawLetsItGo(
      String phone, String at, @Nullable String rule, @Nullable String until) {
    Verdict verdict = judge(Given.at(phone, null, Map.of()), Channel.SMS, at);

    assertThat(verdict.rule()).isEqualTo(rule);
    assertThat(verdict.answer()).isEqualTo(rule == null ? Answer.ALLOW : Answer.DEFER);
    assertThat(verdict.until()).isEqualTo(until == null ? 0 : millis(until));
  }

  @Test
  void shouldKeepTheStrictestLawOfNumberAndAddressByEveryClock() {
    Profile moved = Given.at(MIAMI, "US", Map.of("state", "CA"));

    // 8 in Miami is 5 in Los Angeles; 17 in Los Angeles is 20 in Miami, where the day is over.
    assertThat(judge(moved, Channel.SMS, "2026-07-15T08:00-04:00").until())
        .isEqualTo(millis("2026-07-15T08:00-07:00"));
    assertThat(judge(moved, Channel.SMS, "2026-07-15T16:59-07:00").answer())
        .isEqualTo(Answer.ALLOW);
    assertThat(judge(moved, Channel.SMS, "2026-07-15T17:00-07:00").rule()).isEqualTo("us-fl-hours");
    assertThat(judge(moved, Channel.SMS, "2026-07-15T17:00-07:00").inputs())
        .containsEntry("zone", "America/New_York,America/Los_Angeles")
        .containsEntry("zoneFrom", "PHONE,ADDRESS");
  }

  @Test
  void shouldReadTheLawFromEveryClockWhenThePolicyTakesTheBestOnly() {
    Policy best = Given.read("zones: best\n");
    Profile abroad = Profile.EMPTY.with(Given.contact(null, MIAMI, "Asia/Tokyo", null));
    SendRequest evening =
        request(
            abroad, SendLog.EMPTY, Channel.SMS, Purpose.RECOVERY, millis("2026-07-15T20:00-04:00"));

    // It is nine in the morning in Tokyo.
    assertThat(gates.judge(best, evening).rule()).isEqualTo("us-fl-hours");
    assertThat(gates.judge(best, evening).inputs())
        .containsEntry("zone", "Asia/Tokyo,America/New_York");
  }

  @Test
  void shouldHoldByTheAddressAloneWhenTheNumberTellsNothing() {
    Profile tollFree = Given.at("+18005550123", "US", Map.of("address.state", "Florida"));

    assertThat(judge(tollFree, Channel.SMS, "2026-07-15T20:30-04:00").rule())
        .isEqualTo("us-fl-hours");
  }

  @Test
  void shouldNotHoldWhatIsOwedOrAskedForOrMailed() {
    Profile shopper = Given.at(MIAMI, null, Map.of());
    String night = "2026-07-15T23:00-04:00";
    Asker asked = new Asker("call", 50, "r", "s", null, List.of(), "Callback Requested", List.of());

    assertThat(judge(shopper, Channel.CALL, night).answer()).isEqualTo(Answer.DEFER);
    assertThat(judge(shopper, Channel.EMAIL, night).answer()).isEqualTo(Answer.ALLOW);
    assertThat(
            gates
                .judge(
                    POLICY,
                    request(
                        shopper, SendLog.EMPTY, Channel.SMS, Purpose.TRANSACTIONAL, millis(night)))
                .answer())
        .isEqualTo(Answer.ALLOW);
    assertThat(
            gates
                .judge(
                    POLICY,
                    request(
                        shopper,
                        SendLog.EMPTY,
                        Channel.CALL,
                        Purpose.RECOVERY,
                        millis(night),
                        asked))
                .answer())
        .isEqualTo(Answer.ALLOW);
  }

  @Test
  void shouldHoldFromTheDayOnThatTheLawCameIntoForce() {
    Profile baltimore = Given.at("+14105550123", null, Map.of());

    assertThat(judge(baltimore, Channel.SMS, "2023-12-31T20:30-05:00").answer())
        .isEqualTo(Answer.ALLOW);
    assertThat(judge(baltimore, Channel.SMS, "2024-01-01T20:30-05:00").rule())
        .isEqualTo("us-md-hours");
  }

  @Test
  void shouldHoldNoLawWhenThePolicySaysSo() {
    Policy lawless = Given.read("law: []\n");

    assertThat(
            gates
                .judge(
                    lawless,
                    request(
                        Given.at(MIAMI, null, Map.of()),
                        SendLog.EMPTY,
                        Channel.SMS,
                        Purpose.RECOVERY,
                        millis("2026-07-15T23:00-04:00")))
                .answer())
        .isEqualTo(Answer.ALLOW);
  }

  @ParameterizedTest
  @CsvSource({
    "+13055550123, us-fl-three-a-day",
    "+14055550123, us-ok-three-a-day",
    "+14105550123, us-md-three-a-day",
    "+12065550123, ",
  })
  void shouldAllowThreeTextsADayOnOneSubjectWhereTheLawSaysSo(String phone, @Nullable String rule) {
    Policy policy = Given.read("subjects: {left-behind: [cart, checkout]}\n");
    long noon = millis("2026-07-15T16:00Z");
    SendLog three =
        SendLog.EMPTY
            .with(said("cart", "a", Channel.SMS, noon - 24 * Given.HOUR + 1))
            .with(said("checkout", "b", Channel.CALL, noon - 2))
            .with(said("cart", "c", Channel.SMS, noon - 1));
    Profile shopper = Given.at(phone, null, Map.of());

    Verdict fourth = judge(policy, shopper, three, noon, "checkout");

    assertThat(fourth.answer()).isEqualTo(rule == null ? Answer.ALLOW : Answer.SKIP);
    assertThat(fourth.rule()).isEqualTo(rule);
    assertThat(judge(policy, shopper, three, noon + 1, "checkout").answer())
        .isEqualTo(Answer.ALLOW);
    assertThat(judge(policy, shopper, three, noon, "birthday").answer()).isEqualTo(Answer.ALLOW);
  }

  @Test
  void shouldTellThePolicyApartWhenTheDataBehindItChange() {
    assertThat(POLICY.fingerprint()).isNotEqualTo(POLICY.hash()).hasSize(64);
    assertThat(Given.read("").fingerprint()).isNotEqualTo(POLICY.fingerprint());
  }

  private Verdict judge(Policy policy, Profile profile, SendLog log, long at, String flow) {
    return gates.judge(
        policy, request(profile, log, Channel.SMS, Purpose.RECOVERY, at, asker(flow, 50, "next")));
  }

  private Verdict judge(Profile profile, Channel channel, String at) {
    return gates.judge(
        POLICY, request(profile, SendLog.EMPTY, channel, Purpose.RECOVERY, millis(at)));
  }

  private static long millis(String time) {
    return OffsetDateTime.parse(time).toInstant().toEpochMilli();
  }
}
