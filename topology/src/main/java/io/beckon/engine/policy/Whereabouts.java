package io.beckon.engine.policy;

import io.beckon.engine.policy.Place.From;
import io.beckon.engine.policy.Place.Located;
import io.beckon.engine.policy.PlaceRules.Trust;
import io.beckon.engine.shopper.Profile;
import java.time.ZoneId;
import java.time.zone.ZoneRulesProvider;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where shoppers are: the zone in the profile if the IANA data know it, those of the telephone
 * number's area or country, those of the address (state, else country), and the policy's zone for
 * whom none of them is known. Whatever a profile holds, there is an answer.
 */
final class Whereabouts {

  /** Attributes that may hold the state or province of the address, the first counts. */
  private static final List<String> STATE =
      List.of("address.state", "state", "region", "province", "address.region");

  private final Phones phones = new Phones();

  /** Where the shopper with this profile is, or may be. */
  Place of(PlaceRules rules, Profile profile) {
    List<Located> zones = new ArrayList<>(3);
    Set<String> regions = new LinkedHashSet<>(4);
    ZoneId own = ianaZone(profile.contact().timezone());
    if (own != null) {
      zones.add(new Located(own, From.PROFILE));
    }
    addPhone(rules, profile.contact(), zones, regions);
    addAddress(rules, profile, zones, regions);
    if (zones.isEmpty()) {
      zones.add(new Located(rules.zone(), From.POLICY));
    }
    List<Located> all = distinct(zones);
    return new Place(rules.trust() == Trust.BEST ? best(all) : all, all, regions);
  }

  private void addPhone(
      PlaceRules rules, Profile.Contact contact, List<Located> zones, Set<String> regions) {
    String phone = contact.phone();
    Phones.Number number = phone == null ? null : phones.read(phone, contact.country());
    if (number == null) {
      return;
    }
    Areas.Area area = rules.areas().ofNumber(number.callingCode(), number.national());
    String country = number.country();
    if (area != null) {
      regions.add(area.region());
      regions.add(area.region().substring(0, 2));
      area.zones().forEach(zone -> zones.add(new Located(zone, From.PHONE)));
    } else if (country != null) {
      regions.add(country);
      addCountry(rules, country, From.PHONE, zones);
    }
  }

  private static void addAddress(
      PlaceRules rules, Profile profile, List<Located> zones, Set<String> regions) {
    String stated = profile.contact().country();
    if (stated == null) {
      return;
    }
    String country = stated.strip().toUpperCase(Locale.ROOT);
    regions.add(country);
    String region = state(rules.areas(), profile, country);
    List<ZoneId> known = region == null ? List.of() : rules.areas().zonesOf(region);
    if (region != null) {
      regions.add(region);
    }
    if (!known.isEmpty()) {
      known.forEach(zone -> zones.add(new Located(zone, From.ADDRESS)));
      return;
    }
    addCountry(rules, country, From.COUNTRY, zones);
  }

  /** The policy's zone of a country, else all that it has, as far as they are known here. */
  private static void addCountry(
      PlaceRules rules, String country, From from, List<Located> zones) {
    ZoneId zone = rules.countryZones().get(country);
    if (zone != null) {
      zones.add(new Located(zone, from));
    } else {
      rules.areas().zonesOf(country).forEach(each -> zones.add(new Located(each, from)));
    }
  }

  private static @Nullable String state(Areas areas, Profile profile, String country) {
    for (String name : STATE) {
      if (profile.attributes().get(name) instanceof String text && !text.isBlank()) {
        return areas.named(country, text);
      }
    }
    return null;
  }

  /** The zones that the best source told. */
  private static List<Located> best(List<Located> zones) {
    From first = zones.get(0).from();
    return zones.stream().filter(located -> located.from() == first).toList();
  }

  private static List<Located> distinct(List<Located> zones) {
    List<Located> next = new ArrayList<>(zones.size());
    for (Located located : zones) {
      if (next.stream().noneMatch(known -> known.zone().equals(located.zone()))) {
        next.add(located);
      }
    }
    return next;
  }

  private static @Nullable ZoneId ianaZone(@Nullable String id) {
    if (id == null) {
      return null;
    }
    String name = id.strip();
    // Asked first, because ZoneId.of takes bare offsets for zones, and throws for all the rest.
    return ZoneRulesProvider.getAvailableZoneIds().contains(name) ? ZoneId.of(name) : null;
  }
}
