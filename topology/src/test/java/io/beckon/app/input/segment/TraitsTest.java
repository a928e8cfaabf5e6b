package io.beckon.app.input.segment;

import static io.beckon.app.input.segment.Calls.assertRefused;
import static io.beckon.app.input.segment.Calls.identify;
import static io.beckon.app.input.segment.Calls.payload;
import static io.beckon.app.input.segment.Calls.track;
import static io.beckon.app.input.segment.Calls.tracked;
import static org.assertj.core.api.Assertions.assertThat;

import io.beckon.app.input.field.Reason;
import io.beckon.contract.Channel;
import io.beckon.contract.ConsentChanged;
import io.beckon.contract.ConsentGiven;
import io.beckon.contract.ConsentState;
import io.beckon.contract.Identified;
import io.beckon.contract.Purpose;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TraitsTest {

  @Test
  void shouldReadTheAgreedTraits() {
    Identified known =
        identified(
            "{'email':'jane@example.com','phone':'+15555550123','first_name':'Jane',"
                + "'lastName':'Doe','timezone':'Europe/Berlin','country':'de','birthday':'1990-05-31',"
                + "'language':'de_DE','plan':'gold','visits':3}");
    assertThat(known.getEmail()).isEqualTo("jane@example.com");
    assertThat(known.getPhone()).isEqualTo("+15555550123");
    assertThat(known.getFirstName()).isEqualTo("Jane");
    assertThat(known.getLastName()).isEqualTo("Doe");
    assertThat(known.getTimezone()).isEqualTo("Europe/Berlin");
    assertThat(known.getCountry()).isEqualTo("DE");
    assertThat(known.getLanguage()).isEqualTo("de-DE");
    assertThat(known.getBirthday()).isEqualTo("1990-05-31");
    assertThat(known.getConsents()).isEmpty();
    assertThat(known.getAttributes())
        .containsOnly(Map.entry("plan", "gold"), Map.entry("visits", 3L));
    assertThat(known.getKnownId()).isNull();
  }

  @Test
  void shouldFallBackToAddressAndContext() {
    Identified known =
        payload(
            Identified.class,
            "{'type':'identify','userId':'u','timestamp':'2026-01-01T00:00:00Z',"
                + "'context':{'timezone':'Asia/Tokyo','locale':'ja-JP',"
                + "'traits':{'address':{'country':'JP','city':'Kyoto'}}}}");
    assertThat(known.getCountry()).isEqualTo("JP");
    assertThat(known.getTimezone()).isEqualTo("Asia/Tokyo");
    assertThat(known.getLanguage()).isEqualTo("ja-JP");
    assertThat(known.getAttributes()).containsEntry("address.city", "Kyoto");
  }

  @Test
  void shouldKeepDeviceAndCampaignOfTheCallUnlessATraitSaysThem() {
    Identified known =
        payload(
            Identified.class,
            "{'type':'identify','userId':'u','timestamp':'2026-01-01T00:00:00Z',"
                + "'traits':{'source':'shop floor'},"
                + "'context':{'device':{'type':'ios'},'campaign':{'source':'instagram',"
                + "'medium':'social','name':'spring'}}}");

    assertThat(known.getAttributes())
        .containsOnly(
            Map.entry("device", "ios"),
            Map.entry("source", "shop floor"),
            Map.entry("medium", "social"),
            Map.entry("campaign", "spring"));
  }

  @Test
  void shouldLeaveOutWhatIsUnusable() {
    Identified known =
        identified(
            "{'email':'nobody','phone':'123','timezone':'Mars','country':'Germany',"
                + "'birthday':'31.5.1990'}");
    assertThat(known.getEmail()).isNull();
    assertThat(known.getPhone()).isNull();
    assertThat(known.getTimezone()).isNull();
    assertThat(known.getCountry()).isNull();
    assertThat(known.getBirthday()).isNull();
    assertThat(known.getAttributes()).containsOnlyKeys("timezone", "country", "birthday");
  }

  @Test
  void shouldReadBirthdaysWithoutYear() {
    assertThat(identified("{'birthday':'--05-31'}").getBirthday()).isEqualTo("--05-31");
    assertThat(identified("{'birthday':'1990-05-31T00:00:00Z'}").getBirthday())
        .isEqualTo("1990-05-31");
  }

  @Test
  void shouldReadConsentsByChannelAndPurpose() {
    Identified known =
        identified(
            "{'consent':{'email':'granted','sms':{'recovery':'granted','marketing':'denied',"
                + "'fun':'granted'},'push':false,'whatsapp':{'state':'pending','source':'quiz'},"
                + "'postal':'granted','chat':null},'consent_source':'popup'}");
    assertThat(known.getConsents())
        .containsExactly(
            given(Channel.EMAIL, null, ConsentState.GRANTED, "popup"),
            given(Channel.SMS, Purpose.RECOVERY, ConsentState.GRANTED, "popup"),
            given(Channel.SMS, Purpose.MARKETING, ConsentState.DENIED, "popup"),
            given(Channel.PUSH, null, ConsentState.DENIED, "popup"),
            given(Channel.WHATSAPP, null, ConsentState.PENDING, "quiz"));
    assertThat(known.getAttributes())
        .containsEntry("consent.postal", "granted")
        .containsEntry("consent.sms.fun", "granted")
        .hasSize(2);
  }

  @Test
  void shouldRefuseWhenAConsentCannotBeRead() {
    assertRefused(Reason.BAD_CONSENT, identify("{'consent':{'email':'perhaps'}}"));
    assertRefused(Reason.BAD_CONSENT, identify("{'consent':{'email':{'marketing':7}}}"));
    assertRefused(Reason.BAD_CONSENT, identify("{'consent':'granted'}"));
    assertRefused(Reason.BAD_CONSENT, track("Consent Changed", "{'state':'granted'}"));
    assertRefused(Reason.BAD_CONSENT, track("Consent Changed", "{'channel':'email'}"));
    assertRefused(
        Reason.BAD_CONSENT,
        track("Consent Changed", "{'channel':'email','state':'denied','purpose':'fun'}"));
  }

  @Test
  void shouldReadAConsentThatChanged() {
    ConsentChanged changed =
        tracked(
            ConsentChanged.class,
            "Consent Changed",
            "{'channel':'SMS','purpose':'marketing','state':'Denied','source':'preferences'}");
    assertThat(changed.getConsent())
        .isEqualTo(given(Channel.SMS, Purpose.MARKETING, ConsentState.DENIED, "preferences"));
  }

  private static Identified identified(String traits) {
    return payload(Identified.class, identify(traits));
  }

  private static ConsentGiven given(
      Channel channel, @Nullable Purpose purpose, ConsentState state, String source) {
    return new ConsentGiven(channel, purpose, state, source);
  }
}
