package io.beckon.engine.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import io.beckon.engine.policy.Place.From;
import io.beckon.engine.shopper.Profile;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WhereaboutsTest {

  @ParameterizedTest
  @CsvSource({
    "Asia/Kolkata,        DE, Asia/Kolkata,     PROFILE",
    "' Asia/Kolkata ',    DE, Asia/Kolkata,     PROFILE",
    "Asia/Calcutta,       DE, Asia/Calcutta,    PROFILE",
    "UTC,                 DE, UTC,              PROFILE",
    ",                    DE, Europe/Berlin,    COUNTRY",
    ",                    us, America/New_York, COUNTRY",
    "'',                  DE, Europe/Berlin,    COUNTRY",
    "Mars/Olympus_Mons,   DE, Europe/Berlin,    COUNTRY",
    "europe/berlin,       US, America/New_York, COUNTRY",
    "+02:00,              US, America/New_York, COUNTRY",
    "UTC+2,               US, America/New_York, COUNTRY",
    "'(GMT+01:00) Paris', US, America/New_York, COUNTRY",
    "../../etc/hosts,     US, America/New_York, COUNTRY",
    ",                    XX, UTC,              POLICY",
    ",                    '', UTC,              POLICY",
    "Nowhere,             ,   UTC,              POLICY",
    ",                    ,   UTC,              POLICY",
  })
  void shouldFallBackToCountryThenPolicyWhenTheZoneIsNotKnown(
      @Nullable String timezone, @Nullable String country, String zone, From from) {
    Place place =
        new Whereabouts()
            .of(
                Given.policy(List.of(), List.of()).places(),
                Profile.EMPTY.with(Given.contact(null, null, timezone, country)));

    assertThat(place.zone().getId()).isEqualTo(zone);
    assertThat(place.zones()).extracting(Place.Located::from).containsExactly(from);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "+1 305 555 0123   |    |      | America/New_York                 | US US-FL",
        "(305) 555-0123    | US |      | America/New_York                 | US US-FL",
        "+18505550123      |    |      | America/New_York America/Chicago | US US-FL",
        "+19155550123      | US | TX   | America/Denver                   | US US-TX",
        "no number         | US | TX   | America/Chicago America/Denver   | US US-TX",
        "+13055550123      | US | CA   | America/New_York America/Los_Angeles | US US-FL US-CA",
        "+13055550123      | US | california | America/New_York America/Los_Angeles | US US-FL US-CA",
        "+13055550123      | US | US-CA | America/New_York America/Los_Angeles | US US-FL US-CA",
        "+442079460123     |    |      | Europe/London                    | GB",
        "+442079460123     | DE |      | Europe/London Europe/Berlin      | GB DE",
        "030 1234567       | DE |      | Europe/Berlin                    | DE",
        "+12425550123      |    |      | America/Nassau                   | BS",
        "+16045550123      |    |      | America/Vancouver                | CA CA-BC",
        "030 1234567       |    |      | UTC                              | ''",
        "no number         | XX | CA   | UTC                              | XX",
        "+61212345678      |    |      | UTC                              | AU",
        "+18005550123      |    |      | UTC                              | ''",
      })
  void shouldFindEveryPlaceThatNumberAndAddressTell(
      String phone,
      @Nullable String country,
      @Nullable String state,
      String zones,
      String regions) {
    Map<String, Object> attributes = state == null ? Map.of() : Map.of("address.state", state);

    Place place =
        new Whereabouts().of(Given.read("").places(), Given.at(phone, country, attributes));

    assertThat(place.zones())
        .extracting(located -> located.zone().getId())
        .containsExactly(zones.split(" ", -1));
    assertThat(place.regions()).isEqualTo(words(regions));
  }

  @Test
  void shouldTakeAllZonesOfACountryThatHasSeveralWhenThePolicyNamesNone() {
    Profile shopper = Profile.EMPTY.with(Given.contact(null, null, null, "US"));

    assertThat(new Whereabouts().of(Given.read("").places(), shopper).zones())
        .extracting(located -> located.zone().getId())
        .containsExactly(
            "America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles");
    assertThat(
            new Whereabouts()
                .of(Given.read("countryZones: {US: America/Denver}").places(), shopper)
                .zones())
        .extracting(located -> located.zone().getId())
        .containsExactly("America/Denver");
  }

  @Test
  void shouldKnowEveryZoneForTheLawWhenOnlyTheBestCounts() {
    Profile shopper =
        Profile.EMPTY.with(Given.contact(null, "+13055550123", "Europe/Berlin", "US"));

    Place place = new Whereabouts().of(Given.read("zones: best").places(), shopper);

    assertThat(place.zones())
        .extracting(located -> located.zone().getId())
        .containsExactly("Europe/Berlin");
    assertThat(place.allZones())
        .extracting(located -> located.zone().getId())
        .containsExactly("Europe/Berlin", "America/New_York");
  }

  @Test
  void shouldPlaceEveryAreaCodeWhereTheNumberingPlanDoes() {
    Map<String, Areas.Area> areas = Given.read("").places().areas().byCode();
    PhoneNumberUtil plans = PhoneNumberUtil.getInstance();

    for (int code = 200; code < 1000; code++) {
      PhoneNumber number =
          new PhoneNumber().setCountryCode(1).setNationalNumber(code * 10_000_000L + 2_345_678);
      String country = plans.getRegionCodeForNumber(number);
      boolean somewhere =
          plans.getNumberType(number) == PhoneNumberUtil.PhoneNumberType.FIXED_LINE_OR_MOBILE;
      Areas.Area area = areas.get("1" + code);
      if (area != null && country != null) {
        assertThat(area.region()).as("area code %s", code).startsWith(country + "-");
      }
      // 273 was announced for Canada; which province it serves is not known to us.
      if (somewhere && ("US".equals(country) || "CA".equals(country)) && code != 273) {
        assertThat(area).as("area code %s", code).isNotNull();
      }
    }
  }

  @Test
  void shouldGuessAZoneFromTheCountryOnlyWhenNothingBetterIsKnown() {
    Profile withZone =
        Profile.EMPTY.with(Given.contact(null, "+18005550123", "America/Denver", "US"));

    assertThat(
            new Whereabouts()
                .of(Given.read("countryZones: {US: America/New_York}\n").places(), withZone)
                .zones())
        .extracting(located -> located.zone().getId())
        .containsExactly("America/Denver");
  }

  @Test
  void shouldSayTheSameWhenTwoNumbersTakeTurnsAtOnePlaceInMemory() {
    Whereabouts whereabouts = new Whereabouts();
    PlaceRules rules = Given.read("").places();
    for (int round = 0; round < 2; round++) {
      for (int i = 0; i < 5000; i++) {
        String area = i % 2 == 0 ? "305" : "213";
        Place place =
            whereabouts.of(rules, Given.at(String.format("+1%s555%04d", area, i), null, Map.of()));
        assertThat(place.regions()).contains(i % 2 == 0 ? "US-FL" : "US-CA");
      }
    }
  }

  private static Set<String> words(String text) {
    return text.isEmpty() ? Set.of() : Set.of(text.split(" ", -1));
  }
}
