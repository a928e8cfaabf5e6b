package io.beckon.engine.policy;

import java.time.ZoneId;
import java.util.Map;

/**
 * How it is found out where shoppers are.
 *
 * @param zone zone of shoppers of whom no better one is known
 * @param countryZones zone by ISO-3166 alpha-2 code, for what tells a country and no zone
 * @param trust which zones count when several are known
 * @param areas what telephone numbers and states tell
 */
public record PlaceRules(ZoneId zone, Map<String, ZoneId> countryZones, Trust trust, Areas areas) {

  public PlaceRules {
    countryZones = Map.copyOf(countryZones);
  }

  /** Which zones of a shopper count. */
  public enum Trust {
    /** All that are known: what is quiet or counted in one of them is so for the shopper. */
    STRICTEST,
    /** The best one: of the profile, else of the telephone number, else of the address. */
    BEST
  }

  /** One zone for each shopper, the best known. */
  static PlaceRules best(ZoneId zone, Map<String, ZoneId> countryZones) {
    return new PlaceRules(zone, countryZones, Trust.BEST, Areas.NONE);
  }
}
