package io.beckon.engine.consent;

import static org.assertj.core.api.Assertions.assertThat;

import io.beckon.contract.Channel;
import io.beckon.contract.ConsentGiven;
import io.beckon.contract.ConsentState;
import io.beckon.contract.FeedbackKind;
import io.beckon.contract.MessageFeedback;
import io.beckon.contract.Purpose;
import io.beckon.engine.shopper.Consent;
import io.beckon.engine.shopper.Profile;
import io.beckon.engine.shopper.Profile.Contact;
import io.beckon.engine.shopper.Suppression;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Statements of consent, reports of senders, and what they do to each other. */
class ConsentTest {

  private static final List<Purpose> PURPOSES =
      List.of(Purpose.TRANSACTIONAL, Purpose.RECOVERY, Purpose.MARKETING);

  @Test
  void shouldHoldForAllPurposesWhenNoneIsNamed() {
    Profile profile = say(Profile.EMPTY, Channel.EMAIL, null, ConsentState.GRANTED, 5);

    assertThat(profile.consents())
        .extracting(Consent::purpose)
        .containsExactlyInAnyOrderElementsOf(PURPOSES);
    assertThat(profile.consents())
        .allMatch(c -> c.state() == ConsentState.GRANTED && c.at() == 5)
        .allMatch(c -> "checkout".equals(c.source()) && c.channel() == Channel.EMAIL);
  }

  @Test
  void shouldHoldForOnePurposeWhenItIsNamed() {
    Profile profile = say(Profile.EMPTY, Channel.EMAIL, Purpose.RECOVERY, ConsentState.GRANTED, 5);

    assertThat(profile.consents()).hasSize(1);
    assertThat(profile.consent(Channel.EMAIL, Purpose.RECOVERY)).isNotNull();
  }

  @Test
  void shouldKeepTheLatestWhenStatementsArriveOutOfOrder() {
    Profile profile = say(Profile.EMPTY, Channel.SMS, null, ConsentState.DENIED, 9);
    profile = say(profile, Channel.SMS, null, ConsentState.GRANTED, 5);

    assertThat(states(profile, Channel.SMS)).containsOnly(ConsentState.DENIED);
  }

  @ParameterizedTest
  @CsvSource({
    "GRANTED, DENIED,  DENIED",
    "DENIED,  GRANTED, GRANTED",
    "PENDING, GRANTED, GRANTED",
    "GRANTED, PENDING, PENDING",
    "GRANTED, UNKNOWN, UNKNOWN",
    "DENIED,  PENDING, DENIED",
    "DENIED,  UNKNOWN, DENIED",
  })
  void shouldNotTakeBackADenialWhenNobodySaidYes(
      ConsentState first, ConsentState second, ConsentState result) {
    Profile profile = say(Profile.EMPTY, Channel.EMAIL, Purpose.MARKETING, first, 1);
    profile = say(profile, Channel.EMAIL, Purpose.MARKETING, second, 2);

    assertThat(profile.consents()).extracting(Consent::state).containsExactly(result);
  }

  @Test
  void shouldChangeNothingWhenChannelOrPurposeIsNotKnown() {
    assertThat(say(Profile.EMPTY, Channel.UNKNOWN, null, ConsentState.GRANTED, 1))
        .isSameAs(Profile.EMPTY);
    assertThat(say(Profile.EMPTY, Channel.SMS, Purpose.UNKNOWN, ConsentState.GRANTED, 1))
        .isSameAs(Profile.EMPTY);
  }

  @Test
  void shouldSuppressWithoutTouchingConsentWhenItBouncedHard() {
    Profile profile = report(granted(Channel.EMAIL), bounce(true), Channel.EMAIL, 10);

    assertThat(profile.suppressions())
        .containsExactly(new Suppression(Channel.EMAIL, "HARD_BOUNCE", 10));
    assertThat(states(profile, Channel.EMAIL)).containsOnly(ConsentState.GRANTED);
    assertThat(mayBeSent(profile, Channel.EMAIL)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      value = FeedbackKind.class,
      names = {"UNKNOWN", "DELIVERED", "BOUNCED", "FAILED", "OPENED", "CLICKED", "REPLIED"})
  void shouldChangeNothingWhenTheReportIsHarmless(FeedbackKind kind) {
    Profile profile = granted(Channel.EMAIL);

    assertThat(report(profile, feedback(kind).setText("yes").build(), Channel.EMAIL, 10))
        .isSameAs(profile);
    assertThat(report(profile, bounce(true), Channel.UNKNOWN, 10)).isSameAs(profile);
  }

  @ParameterizedTest
  @CsvSource({"UNSUBSCRIBED, UNSUBSCRIBED", "COMPLAINED, COMPLAINT"})
  void shouldLeaveTransactionalWhenUnsubscribedOrComplained(FeedbackKind kind, String reason) {
    Profile profile = report(granted(Channel.EMAIL), feedback(kind).build(), Channel.EMAIL, 10);

    assertThat(profile.suppressions()).extracting(Suppression::reason).containsExactly(reason);
    assertThat(states(profile, Channel.EMAIL))
        .containsExactly(ConsentState.GRANTED, ConsentState.DENIED, ConsentState.DENIED);
    assertThat(mayBeSent(profile, Channel.EMAIL)).containsExactly(Purpose.TRANSACTIONAL);
  }

  @Test
  void shouldStopEverythingOnThatChannelWhenAReplySaysStop() {
    Profile both = say(granted(Channel.SMS), Channel.WHATSAPP, null, ConsentState.GRANTED, 1);
    Profile profile = report(both, reply("Stop!"), Channel.SMS, 10);

    assertThat(profile.suppressions()).extracting(Suppression::reason).containsExactly("STOP");
    assertThat(mayBeSent(profile, Channel.SMS)).isEmpty();
    assertThat(mayBeSent(profile, Channel.WHATSAPP)).containsExactlyElementsOf(PURPOSES);
  }

  @Test
  void shouldCountAsUnsubscriptionWhenAMailIsAnsweredWithStop() {
    Profile profile = report(granted(Channel.EMAIL), reply("unsubscribe"), Channel.EMAIL, 10);

    assertThat(mayBeSent(profile, Channel.EMAIL)).containsExactly(Purpose.TRANSACTIONAL);
  }

  @ParameterizedTest
  @CsvSource({
    // reason reported at 10 | opt-in to | at | what may be sent then
    "UNSUBSCRIBED, MARKETING,     11, TRANSACTIONAL MARKETING",
    "UNSUBSCRIBED, RECOVERY,      11, TRANSACTIONAL RECOVERY",
    "UNSUBSCRIBED, TRANSACTIONAL, 11, TRANSACTIONAL",
    "UNSUBSCRIBED, MARKETING,     10, TRANSACTIONAL",
    "UNSUBSCRIBED, MARKETING,      9, TRANSACTIONAL",
    "UNSUBSCRIBED, ,              11, TRANSACTIONAL RECOVERY MARKETING",
    "STOP,         TRANSACTIONAL, 11, TRANSACTIONAL",
    "STOP,         MARKETING,     11, MARKETING",
    "STOP,         ,              11, TRANSACTIONAL RECOVERY MARKETING",
    "STOP,         ,              10, ''",
    "STOP,         ,               9, ''",
    "COMPLAINT,    ,              11, TRANSACTIONAL",
    "HARD_BOUNCE,  ,              11, ''",
  })
  void shouldLiftWhatALaterOptInMayLift(
      String reason, @Nullable Purpose purpose, long at, String allowed) {
    UnaryOperator<Profile> reported = p -> report(p, byReason(reason), Channel.SMS, 10);
    UnaryOperator<Profile> optIn = p -> say(p, Channel.SMS, purpose, ConsentState.GRANTED, at);
    Profile inOrder = optIn.apply(reported.apply(granted(Channel.SMS)));

    assertThat(mayBeSent(inOrder, Channel.SMS)).containsExactlyElementsOf(purposes(allowed));
    if (at != 10) {
      Profile turned = reported.apply(optIn.apply(granted(Channel.SMS)));
      assertThat(mayBeSent(turned, Channel.SMS)).containsExactlyElementsOf(purposes(allowed));
    }
  }

  @Test
  void shouldStaySuppressedWhenOnlyWhatWasNotStoppedIsOptedInTo() {
    Profile profile = report(Profile.EMPTY, byReason("UNSUBSCRIBED"), Channel.EMAIL, 10);

    profile = say(profile, Channel.EMAIL, Purpose.TRANSACTIONAL, ConsentState.GRANTED, 11);

    assertThat(profile.suppressions())
        .extracting(Suppression::reason)
        .containsExactly("UNSUBSCRIBED");
  }

  @Test
  void shouldNotLiftWhenTheOptInIsNotConfirmed() {
    Profile profile = report(granted(Channel.SMS), reply("stop"), Channel.SMS, 10);

    assertThat(mayBeSent(say(profile, Channel.SMS, null, ConsentState.PENDING, 11), Channel.SMS))
        .isEmpty();
  }

  @Test
  void shouldLiftABounceByOptInWhereOnlyTheSenderKnowsTheAddress() {
    Profile profile = report(granted(Channel.PUSH), bounce(true), Channel.PUSH, 10);

    assertThat(mayBeSent(profile, Channel.PUSH)).isEmpty();
    assertThat(mayBeSent(say(profile, Channel.PUSH, null, ConsentState.GRANTED, 11), Channel.PUSH))
        .containsExactlyElementsOf(PURPOSES);
  }

  @Test
  void shouldKeepTheSuppressionThatIsHardestToLift() {
    Profile profile = granted(Channel.SMS);
    for (String reason : List.of("UNSUBSCRIBED", "STOP", "COMPLAINT", "HARD_BOUNCE", "STOP")) {
      profile = report(profile, byReason(reason), Channel.SMS, 10);
    }

    assertThat(profile.suppressions())
        .extracting(Suppression::reason)
        .containsExactly("HARD_BOUNCE");
  }

  @ParameterizedTest
  @CsvSource({
    // old address | new address | is it another one?
    "ann@example.com, bea@example.com,    true",
    "ann@example.com, ' ANN@Example.com', false",
    "ann@example.com, ,                   false",
    "ann@example.com, '',                 false",
    ",                ann@example.com,    true",
  })
  void shouldLiftABounceOnlyWhenTheAddressIsAnother(
      @Nullable String old, @Nullable String now, boolean lifted) {
    Profile bounced =
        report(granted(Channel.EMAIL).with(contact(old, "1")), bounce(true), Channel.EMAIL, 10);

    Profile profile = Suppressions.readdressed(bounced, contact(now, "2"));

    assertThat(profile.contact()).isEqualTo(contact(now, "2"));
    assertThat(profile.suppression(Channel.EMAIL) == null).isEqualTo(lifted);
  }

  @Test
  void shouldLiftWhatIsOfThePhoneWhenTheNumberIsAnother() {
    Profile profile = Profile.EMPTY.with(contact("a@example.com", "+49 151 (123)"));
    profile = report(profile, bounce(true), Channel.SMS, 10);
    profile = report(profile, feedback(FeedbackKind.COMPLAINED).build(), Channel.WHATSAPP, 10);
    profile = report(profile, reply("stop"), Channel.CALL, 10);
    profile = report(profile, bounce(true), Channel.EMAIL, 10);

    assertThat(Suppressions.readdressed(profile, contact("a@example.com", "49151123")))
        .returns(4, p -> p.suppressions().size());
    assertThat(
            Suppressions.readdressed(profile, contact("a@example.com", "49151124")).suppressions())
        .extracting(Suppression::channel)
        .containsExactly(Channel.CALL, Channel.EMAIL);
  }

  @Property(tries = 1000)
  void shouldAllowTheSameWhateverTheOrderInWhichNewsArrive(
      @ForAll("news") List<UnaryOperator<Profile>> news, @ForAll long seed) {
    List<UnaryOperator<Profile>> shuffled = new ArrayList<>();
    for (int i = 0; i < news.size(); i++) {
      shuffled.add(news.get(i));
    }
    Collections.shuffle(shuffled, new Random(seed));

    assertThat(mayBeSent(all(shuffled), Channel.SMS)).isEqualTo(mayBeSent(all(news), Channel.SMS));
  }

  @Property(tries = 1000)
  void shouldChangeNothingWhenNewsArriveAgain(@ForAll("news") List<UnaryOperator<Profile>> news) {
    List<UnaryOperator<Profile>> twice = new ArrayList<>(news);
    twice.addAll(news);

    assertThat(mayBeSent(all(twice), Channel.SMS)).isEqualTo(mayBeSent(all(news), Channel.SMS));
  }

  /** Each at a time of its own, in any order. */
  @Provide
  Arbitrary<List<UnaryOperator<Profile>>> news() {
    Arbitrary<String> what =
        Arbitraries.of("UNSUBSCRIBED", "STOP", "COMPLAINT", "HARD_BOUNCE", "GRANTED", "DENIED");
    Arbitrary<Purpose> purpose = Arbitraries.of(PURPOSES).injectNull(0.3);
    Arbitrary<Long> times = Arbitraries.longs().between(1, 10_000);
    return times
        .list()
        .uniqueElements()
        .ofMaxSize(8)
        .flatMap(
            moments ->
                Combinators.combine(
                        what.list().ofSize(moments.size()), purpose.list().ofSize(moments.size()))
                    .as((whats, purposes) -> news(moments, whats, purposes)));
  }

  private static List<UnaryOperator<Profile>> news(
      List<Long> moments, List<String> whats, List<Purpose> purposes) {
    List<UnaryOperator<Profile>> news = new ArrayList<>();
    for (int i = 0; i < moments.size(); i++) {
      long at = moments.get(i);
      String what = whats.get(i);
      Purpose purpose = purposes.get(i);
      news.add(
          what.equals("GRANTED") || what.equals("DENIED")
              ? p -> say(p, Channel.SMS, purpose, ConsentState.valueOf(what), at)
              : p -> report(p, byReason(what), Channel.SMS, at));
    }
    return news;
  }

  private static Profile all(List<UnaryOperator<Profile>> news) {
    Profile profile = Profile.EMPTY;
    for (UnaryOperator<Profile> one : news) {
      profile = one.apply(profile);
    }
    return profile;
  }

  private static Profile granted(Channel channel) {
    return say(Profile.EMPTY, channel, null, ConsentState.GRANTED, 1);
  }

  private static Profile say(
      Profile profile, Channel channel, @Nullable Purpose purpose, ConsentState state, long at) {
    return ConsentRules.apply(profile, new ConsentGiven(channel, purpose, state, "checkout"), at);
  }

  private static Profile report(
      Profile profile, MessageFeedback feedback, Channel channel, long at) {
    return Feedback.apply(profile, feedback, channel, at);
  }

  private static MessageFeedback byReason(String reason) {
    return switch (reason) {
      case "UNSUBSCRIBED" -> feedback(FeedbackKind.UNSUBSCRIBED).build();
      case "COMPLAINT" -> feedback(FeedbackKind.COMPLAINED).build();
      case "HARD_BOUNCE" -> bounce(true);
      case "STOP" -> reply("STOP");
      default -> throw new IllegalArgumentException(reason);
    };
  }

  private static MessageFeedback bounce(boolean hard) {
    return feedback(FeedbackKind.BOUNCED).setHardBounce(hard).build();
  }

  private static MessageFeedback reply(String text) {
    return feedback(FeedbackKind.REPLIED).setText(text).build();
  }

  private static MessageFeedback.Builder feedback(FeedbackKind kind) {
    return MessageFeedback.newBuilder().setKind(kind);
  }

  private static List<ConsentState> states(Profile profile, Channel channel) {
    List<ConsentState> states = new ArrayList<>();
    for (Purpose purpose : PURPOSES) {
      Consent consent = profile.consent(channel, purpose);
      states.add(consent == null ? ConsentState.UNKNOWN : consent.state());
    }
    return states;
  }

  /** Purposes that both consent (an opt-in) and suppression leave open. */
  private static List<Purpose> mayBeSent(Profile profile, Channel channel) {
    List<Purpose> open = new ArrayList<>();
    Suppression suppression = profile.suppression(channel);
    for (Purpose purpose : PURPOSES) {
      Consent consent = profile.consent(channel, purpose);
      if (consent != null
          && consent.state() == ConsentState.GRANTED
          && (suppression == null || !Suppressions.stops(suppression, purpose))) {
        open.add(purpose);
      }
    }
    return open;
  }

  private static List<Purpose> purposes(String names) {
    return PURPOSES.stream().filter(p -> List.of(names.split(" ", -1)).contains(p.name())).toList();
  }

  private static Contact contact(@Nullable String email, @Nullable String phone) {
    return new Contact(email, phone, null, null, null, null, null, null);
  }
}
