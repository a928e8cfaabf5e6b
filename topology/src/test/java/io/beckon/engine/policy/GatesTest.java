package io.beckon.engine.policy;

import static io.beckon.engine.policy.Given.at;
import static io.beckon.engine.policy.Given.cap;
import static io.beckon.engine.policy.Given.contact;
import static io.beckon.engine.policy.Given.mail;
import static io.beckon.engine.policy.Given.quiet;
import static io.beckon.engine.policy.Given.request;
import static io.beckon.engine.policy.Given.sent;
import static io.beckon.engine.policy.Given.willing;
import static org.assertj.core.api.Assertions.assertThat;

import io.beckon.contract.Channel;
import io.beckon.contract.ConsentState;
import io.beckon.contract.Purpose;
import io.beckon.engine.consent.Suppressions;
import io.beckon.engine.policy.Policy.ChannelPurpose;
import io.beckon.engine.policy.Policy.ConsentRule;
import io.beckon.engine.policy.Policy.Then;
import io.beckon.engine.policy.Verdict.Answer;
import io.beckon.engine.shopper.Consent;
import io.beckon.engine.shopper.Profile;
import io.beckon.engine.shopper.SendLog;
import io.beckon.engine.shopper.Suppression;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class GatesTest {

  private static final String BERLIN = "Europe/Berlin";
  private static final long NOON = at("2025-06-11T12:00", BERLIN);
  private static final long NIGHT = at("2025-06-11T23:00", BERLIN);
  private static final Policy PLAIN = Given.policy(List.of(), List.of());
  private static final QuietHours QUIET = quiet("night", "21:00", "08:00", Then.DEFER);
  private static final Cap DAILY = cap("daily", 1, Duration.ofDays(1), Then.DEFER);

  private final Gates gates = new Gates();

  @Test
  void shouldAllowWhenNothingStandsAgainstIt() {
    Policy policy = Given.policy(List.of(DAILY), List.of(QUIET));

    Verdict verdict = gates.judge(policy, mail(willing(BERLIN), SendLog.EMPTY, NOON));

    assertThat(verdict.answer()).isEqualTo(Answer.ALLOW);
    assertThat(verdict.reason()).isEqualTo(Reasons.ALLOWED);
    assertThat(verdict.rule()).isNull();
    assertThat(verdict.until()).isZero();
    assertThat(verdict.inputs())
        .containsExactly(
            Map.entry("consentRule", "OPT_IN"),
            Map.entry("consent", "GRANTED"),
            Map.entry("consentAt", "1970-01-01T00:00:00Z"),
            Map.entry("cap.daily", "0/1"),
            Map.entry("zone", BERLIN),
            Map.entry("zoneFrom", "PROFILE"),
            Map.entry("localTime", "2025-06-11T12:00+02:00"));
  }

  @ParameterizedTest
  @CsvSource({"86400000, ALLOW", "86400001, SKIP", "0, ALLOW", "-5000, ALLOW"})
  void shouldSkipAsStaleOnlyWhenLaterThanStaleAfter(long late, Answer answer) {
    SendRequest now = mail(willing(BERLIN), SendLog.EMPTY, NOON);
    SendRequest request =
        new SendRequest(
            now.shopper(), now.channel(), now.purpose(), now.commandId(), NOON - late, NOON);

    Verdict verdict = gates.judge(PLAIN, request);

    assertThat(verdict.answer()).isEqualTo(answer);
    if (answer == Answer.SKIP) {
      assertThat(verdict.reason()).isEqualTo(Reasons.STALE);
      assertThat(verdict.inputs()).containsEntry("late", "PT24H0.001S");
    }
  }

  @Test
  void shouldSkipWhenTheSameCommandWasSent() {
    SendLog log =
        SendLog.EMPTY.with(sent("this-command", Channel.EMAIL, Purpose.RECOVERY, NOON - 5));

    assertSkipped(PLAIN, mail(willing(BERLIN), log, NOON), Reasons.ALREADY_SENT, null);
  }

  @ParameterizedTest
  @CsvSource({
    "UNSUBSCRIBED, RECOVERY,      SUPPRESSED",
    "UNSUBSCRIBED, MARKETING,     SUPPRESSED",
    "UNSUBSCRIBED, UNKNOWN,       SUPPRESSED",
    "UNSUBSCRIBED, TRANSACTIONAL, ALLOWED",
    "COMPLAINT,    RECOVERY,      SUPPRESSED",
    "COMPLAINT,    MARKETING,     SUPPRESSED",
    "COMPLAINT,    TRANSACTIONAL, ALLOWED",
    "STOP,         RECOVERY,      SUPPRESSED",
    "STOP,         TRANSACTIONAL, SUPPRESSED",
    "HARD_BOUNCE,  MARKETING,     SUPPRESSED",
    "HARD_BOUNCE,  TRANSACTIONAL, SUPPRESSED",
    "NOT_YET_KNOWN, TRANSACTIONAL, SUPPRESSED",
  })
  void shouldStopWhatTheSuppressionIsAbout(String why, Purpose purpose, String reason) {
    Profile profile = willing(BERLIN).with(new Suppression(Channel.SMS, why, 1));

    Verdict verdict =
        gates.judge(PLAIN, request(profile, SendLog.EMPTY, Channel.SMS, purpose, NOON));

    assertThat(verdict.reason()).isEqualTo(reason);
    assertThat(verdict.rule()).isEqualTo(reason.equals(Reasons.ALLOWED) ? null : why);
    assertThat(verdict.inputs()).containsEntry("suppression", why);
  }

  /** Who unsubscribed may be told of an order, but not at an address that does not exist. */
  @Test
  void shouldStopByTheStrictestOfSeveralSuppressions() {
    Profile profile =
        Suppressions.told(
            willing(BERLIN).with(new Suppression(Channel.EMAIL, "UNSUBSCRIBED", 1)),
            new Suppression(Channel.EMAIL, "HARD_BOUNCE", 2));

    Verdict verdict =
        gates.judge(
            PLAIN, request(profile, SendLog.EMPTY, Channel.EMAIL, Purpose.TRANSACTIONAL, NOON));

    assertThat(verdict.reason()).isEqualTo(Reasons.SUPPRESSED);
    assertThat(verdict.rule()).isEqualTo("HARD_BOUNCE");
  }

  /** Who asks for HELP is owed an answer, and no advertisement beside it. */
  @ParameterizedTest
  @CsvSource({"TRANSACTIONAL, ALLOW", "RECOVERY, SKIP", "MARKETING, SKIP"})
  void shouldAskForConsentToWhatAnswersAndIsMoreThanAnAnswer(Purpose purpose, Answer answer) {
    Profile stranger = Profile.EMPTY.with(contact(Given.EMAIL, Given.PHONE, BERLIN, "DE"));
    SendRequest plain = request(stranger, SendLog.EMPTY, Channel.SMS, purpose, NOON);
    SendRequest answering =
        new SendRequest(
            plain.shopper(),
            plain.channel(),
            purpose,
            plain.commandId(),
            NOON,
            NOON,
            false,
            plain.asker(),
            new io.beckon.engine.policy.Answer(io.beckon.engine.policy.Answer.To.HELP, NOON));

    assertThat(gates.judge(PLAIN, answering).answer()).isEqualTo(answer);
  }

  @Test
  void shouldAllowOtherChannelsWhenOneIsSuppressed() {
    Profile profile = willing(BERLIN).with(new Suppression(Channel.SMS, "STOP", 1));

    assertThat(gates.judge(PLAIN, mail(profile, SendLog.EMPTY, NOON)).answer())
        .isEqualTo(Answer.ALLOW);
  }

  @ParameterizedTest
  @EnumSource(Channel.class)
  void shouldRequireTheAddressOfTheChannelWhenTheProfileHasNone(Channel channel) {
    Profile nowhere = willing(BERLIN).with(Given.contact("  ", null, BERLIN, "DE"));
    boolean senderKnows =
        switch (channel) {
          case PUSH, ONSITE, MESSENGER, INSTAGRAM, CHAT, WEBHOOK -> true;
          case EMAIL, SMS, WHATSAPP, CALL, UNKNOWN -> false;
        };

    Verdict verdict =
        gates.judge(PLAIN, request(nowhere, SendLog.EMPTY, channel, Purpose.RECOVERY, NOON));

    assertThat(verdict.reason()).isEqualTo(senderKnows ? Reasons.ALLOWED : Reasons.NO_ADDRESS);
  }

  @ParameterizedTest
  @CsvSource({
    "OPT_IN,  MARKETING, GRANTED, ALLOWED",
    "OPT_IN,  MARKETING, PENDING, CONSENT_PENDING",
    "OPT_IN,  MARKETING, DENIED,  CONSENT_DENIED",
    "OPT_IN,  MARKETING, UNKNOWN, NO_CONSENT",
    "OPT_IN,  MARKETING, ,        NO_CONSENT",
    "OPT_OUT, MARKETING, GRANTED, ALLOWED",
    "OPT_OUT, MARKETING, PENDING, ALLOWED",
    "OPT_OUT, MARKETING, DENIED,  CONSENT_DENIED",
    "OPT_OUT, MARKETING, UNKNOWN, ALLOWED",
    "OPT_OUT, MARKETING, ,        ALLOWED",
    "OPT_OUT, UNKNOWN,   GRANTED, NO_CONSENT",
    "OPT_OUT, UNKNOWN,   ,        NO_CONSENT",
    "OPT_IN,  UNKNOWN,   GRANTED, NO_CONSENT",
  })
  void shouldRequireTheConsentThatThePolicyStates(
      ConsentRule rule, Purpose purpose, @Nullable ConsentState state, String reason) {
    Policy policy =
        Given.policy(
            Map.of(new ChannelPurpose(Channel.EMAIL, purpose), rule), List.of(), List.of());
    Profile profile = Profile.EMPTY.with(Given.contact(Given.EMAIL, null, BERLIN, "DE"));
    if (state != null) {
      profile = profile.with(new Consent(Channel.EMAIL, purpose, state, "popup", 7));
    }

    Verdict verdict =
        gates.judge(policy, request(profile, SendLog.EMPTY, Channel.EMAIL, purpose, NOON));

    assertThat(verdict.reason()).isEqualTo(reason);
    assertThat(verdict.inputs())
        .containsEntry("consent", state == null ? "NONE" : state.name())
        .containsEntry("consentRule", rule.name());
  }

  @Test
  void shouldNotTakeTheConsentOfAnotherChannelOrPurpose() {
    Profile profile =
        Profile.EMPTY
            .with(Given.contact(Given.EMAIL, Given.PHONE, BERLIN, "DE"))
            .with(new Consent(Channel.SMS, Purpose.RECOVERY, ConsentState.GRANTED, null, 1))
            .with(new Consent(Channel.EMAIL, Purpose.MARKETING, ConsentState.GRANTED, null, 1));

    assertSkipped(PLAIN, mail(profile, SendLog.EMPTY, NOON), Reasons.NO_CONSENT, "OPT_IN");
  }

  @Test
  void shouldGiveUpWhatIsSoldOut() {
    assertSkipped(
        PLAIN,
        soldOut(mail(willing(BERLIN), SendLog.EMPTY, NOON)),
        Reasons.OUT_OF_STOCK,
        "send.stock");
    assertThat(gates.judge(PLAIN, mail(willing(BERLIN), SendLog.EMPTY, NOON)).reason())
        .isEqualTo(Reasons.ALLOWED);
  }

  @Test
  void shouldTellOfConsentBeforeStockAndOfStockBeforeCaps() {
    Policy policy = Given.policy(List.of(cap("none", 1, Duration.ofDays(1), Then.SKIP)), List.of());
    SendLog full = SendLog.EMPTY.with(sent("a", Channel.EMAIL, Purpose.RECOVERY, NOON - 5));
    Profile silent = Profile.EMPTY.with(Given.contact(Given.EMAIL, null, BERLIN, "DE"));

    assertThat(gates.judge(policy, soldOut(mail(silent, full, NOON))).reason())
        .isEqualTo(Reasons.NO_CONSENT);
    assertThat(gates.judge(policy, soldOut(mail(willing(BERLIN), full, NOON))).reason())
        .isEqualTo(Reasons.OUT_OF_STOCK);
  }

  private static SendRequest soldOut(SendRequest plain) {
    return new SendRequest(
        plain.shopper(),
        plain.channel(),
        plain.purpose(),
        plain.commandId(),
        plain.dueAt(),
        plain.at(),
        true,
        plain.asker());
  }

  @Test
  void shouldDeferUntilTheLatestWhenSeveralRulesDefer() {
    Policy policy = Given.policy(List.of(DAILY), List.of(QUIET));
    SendLog early = SendLog.EMPTY.with(sent("a", Channel.EMAIL, Purpose.RECOVERY, NOON));
    SendLog late = SendLog.EMPTY.with(sent("a", Channel.EMAIL, Purpose.RECOVERY, NIGHT - 5));
    long morning = at("2025-06-12T08:00", BERLIN);
    long dayAfter = Duration.ofDays(1).toMillis();

    assertThat(gates.judge(policy, mail(willing(BERLIN), early, NIGHT)))
        .returns(Answer.DEFER, Verdict::answer)
        .returns(Reasons.CAP_REACHED, Verdict::reason)
        .returns("daily", Verdict::rule)
        .returns(NOON + dayAfter, Verdict::until);
    assertThat(gates.judge(policy, mail(willing(BERLIN), late, NIGHT)).until())
        .isEqualTo(NIGHT - 5 + dayAfter);
    Cap hourly = cap("hourly", 1, Duration.ofHours(1), Then.DEFER);
    assertThat(
            gates.judge(
                Given.policy(List.of(hourly), List.of(QUIET)), mail(willing(BERLIN), late, NIGHT)))
        .returns(Reasons.CAP_REACHED, Verdict::reason)
        .returns(morning, Verdict::until);
  }

  @Test
  void shouldSkipWhenALaterRuleSkipsWhatAnEarlierOneDefers() {
    Policy policy =
        Given.policy(List.of(DAILY), List.of(QUIET, quiet("law", "22:00", "07:00", Then.SKIP)));
    SendLog log = SendLog.EMPTY.with(sent("a", Channel.EMAIL, Purpose.RECOVERY, NOON));

    assertSkipped(policy, mail(willing(BERLIN), log, NIGHT), Reasons.QUIET_HOURS, "law");
  }

  @Test
  void shouldNameTheFirstGateWhenSeveralSkip() {
    Policy policy = Given.policy(List.of(), List.of(quiet("law", "22:00", "07:00", Then.SKIP)));
    Profile profile = Profile.EMPTY.with(new Suppression(Channel.EMAIL, "HARD_BOUNCE", 1));

    assertSkipped(policy, mail(profile, SendLog.EMPTY, NIGHT), Reasons.SUPPRESSED, "HARD_BOUNCE");
    assertSkipped(policy, mail(Profile.EMPTY, SendLog.EMPTY, NIGHT), Reasons.NO_ADDRESS, null);
  }

  @Test
  void shouldNameNoContactDataInItsInputs() {
    Policy policy = Given.policy(List.of(DAILY), List.of(QUIET));
    Profile profile = willing(BERLIN).with(new Suppression(Channel.EMAIL, "UNSUBSCRIBED", 1));

    for (Channel channel : Channel.values()) {
      for (Purpose purpose : Purpose.values()) {
        assertThat(
                gates
                    .judge(policy, request(profile, SendLog.EMPTY, channel, purpose, NIGHT))
                    .toString())
            .doesNotContain(Given.EMAIL, Given.PHONE);
      }
    }
  }

  private void assertSkipped(
      Policy policy, SendRequest request, String reason, @Nullable String rule) {
    Verdict verdict = gates.judge(policy, request);
    assertThat(verdict.answer()).isEqualTo(Answer.SKIP);
    assertThat(verdict.reason()).isEqualTo(reason);
    assertThat(verdict.rule()).isEqualTo(rule);
    assertThat(verdict.until()).isZero();
  }
}
