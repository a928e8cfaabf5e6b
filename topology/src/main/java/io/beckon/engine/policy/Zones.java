package io.beckon.engine.policy;

import io.beckon.engine.shopper.Profile.Contact;
import java.time.ZoneId;
import java.time.zone.ZoneRulesProvider;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where the shopper's clock stands: the zone in the profile if the IANA data know it, else the
 * policy's zone for the profile's country, else the policy's zone. Whatever a profile holds, there
 * is an answer.
 */
public final class Zones {

  /** What told the zone. */
  public enum From {
    PROFILE,
    COUNTRY,
    POLICY
  }

  /** A zone, and what told it. */
  public record Located(ZoneId zone, From from) {}

  private Zones() {}

  /** The zone of a shopper with these contact data. */
  public static Located of(Policy policy, Contact contact) {
    ZoneId own = ianaZone(contact.timezone());
    if (own != null) {
      return new Located(own, From.PROFILE);
    }
    ZoneId country = countryZone(policy, contact.country());
    return country != null
        ? new Located(country, From.COUNTRY)
        : new Located(policy.zone(), From.POLICY);
  }

  private static @Nullable ZoneId ianaZone(@Nullable String id) {
    if (id == null) {
      return null;
    }
    String name = id.strip();
    // Asked first, because ZoneId.of takes bare offsets for zones, and throws for all the rest.
    return ZoneRulesProvider.getAvailableZoneIds().contains(name) ? ZoneId.of(name) : null;
  }

  private static @Nullable ZoneId countryZone(Policy policy, @Nullable String country) {
    return country == null
        ? null
        : policy.countryZones().get(country.strip().toUpperCase(Locale.ROOT));
  }
}
