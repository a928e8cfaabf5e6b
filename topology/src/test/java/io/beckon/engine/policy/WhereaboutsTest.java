package io.beckon.engine.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.beckon.engine.policy.Place.From;
import io.beckon.engine.shopper.Profile;
import java.util.List;
import org.jspecify.annotations.Nullable;
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
}
