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
public final class Whereabouts {

  /** Attributes that may hold the state or province of the address, the first counts. */
  private static final List<String> STATE =
      List.of("address.state", "state", "region", "province", "address.region");

  private final Phones phones = new Phones();

  /** The best known zone of the shopper with this profile: the clock that they read. */
  public ZoneId zone(Policy policy, Profile profile) {
    return of(policy.places(), profile).zone();
  }

  /** Where the shopper with this profile is, or may be. */
  Place of(PlaceRules rules, Profile profile) {
    List<Located> zones = new ArrayList<>(3);
    Set<String> regions = new LinkedHashSet<>(4);
    ZoneId own = ianaZone(profile.contact().timezone());
    if (own != null) {
      zones.add(new Located(own, From.PROFILE));
    }
    Phones.Dialled number = number(profile.contact());
    String phoneCountry = number == null ? null : number.country();
    String country = upper(profile.contact().country());
    if (number != null) {
      addArea(rules.areas().ofNumber(number.callingCode(), number.national()), zones, regions);
    }
    if (country != null) {
      addState(rules.areas(), state(rules.areas(), profile, country), zones, regions);
    }
    addCountry(rules, phoneCountry, From.PHONE, zones, regions);
    addCountry(rules, country, From.COUNTRY, zones, regions);
    if (zones.isEmpty()) {
      zones.add(new Located(rules.zone(), From.POLICY));
    }
    List<Located> all = distinct(zones);
    return new Place(rules.trust() == Trust.BEST ? best(all) : all, all, regions);
  }

  private Phones.@Nullable Dialled number(Profile.Contact contact) {
    String phone = contact.phone();
    return phone == null ? null : phones.read(phone, contact.country());
  }

  private static void addArea(Areas.@Nullable Area area, List<Located> zones, Set<String> regions) {
    if (area != null) {
      regions.add(area.region());
      area.zones().forEach(zone -> zones.add(new Located(zone, From.PHONE)));
    }
  }

  /** What the number told of the same region is nearer to it than all zones of the region. */
  private static void addState(
      Areas areas, @Nullable String region, List<Located> zones, Set<String> regions) {
    if (region != null && regions.add(region)) {
      areas.zonesOf(region).forEach(zone -> zones.add(new Located(zone, From.ADDRESS)));
    }
  }

  /**
   * The zone of a country. Where the country has several, that is a guess, made only if nothing
   * better is known: the policy's, or all of them.
   */
  private static void addCountry(
      PlaceRules rules,
      @Nullable String country,
      From from,
      List<Located> zones,
      Set<String> regions) {
    if (country == null) {
      return;
    }
    regions.add(country);
    List<ZoneId> several = rules.areas().zonesOf(country);
    boolean known =
        zones.stream().anyMatch(located -> located.from() == From.PROFILE)
            || regions.stream().anyMatch(region -> region.startsWith(country + "-"));
    if (!several.isEmpty() && known) {
      return;
    }
    ZoneId zone = rules.countryZones().get(country);
    if (zone != null) {
      zones.add(new Located(zone, from));
    } else {
      several.forEach(each -> zones.add(new Located(each, from)));
    }
  }

  private static @Nullable String upper(@Nullable String country) {
    return country == null ? null : country.strip().toUpperCase(Locale.ROOT);
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

  static @Nullable ZoneId ianaZone(@Nullable String id) {
    if (id == null) {
      return null;
    }
    String name = id.strip();
    // Asked first, because ZoneId.of takes bare offsets for zones, and throws for all the rest.
    return ZoneRulesProvider.getAvailableZoneIds().contains(name) ? ZoneId.of(name) : null;
  }
}
