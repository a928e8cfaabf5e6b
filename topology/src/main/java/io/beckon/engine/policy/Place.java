package io.beckon.engine.policy;

import java.time.ZoneId;
import java.util.List;
import java.util.Set;

/**
 * Where a shopper is, or may be.
 *
 * @param zones the zones that count by the policy, at least one, the best known first
 * @param allZones all that are known, for what the law says
 * @param regions ISO-3166 codes of countries (US) and their parts (US-FL) whose law may hold
 */
record Place(List<Located> zones, List<Located> allZones, Set<String> regions) {

  Place {
    zones = List.copyOf(zones);
    allZones = List.copyOf(allZones);
    regions = Set.copyOf(regions);
  }

  /** What told a zone. */
  enum From {
    PROFILE,
    PHONE,
    ADDRESS,
    COUNTRY,
    POLICY
  }

  /** A zone, and what told it. */
  record Located(ZoneId zone, From from) {}

  /** The best known zone. */
  ZoneId zone() {
    return zones.get(0).zone();
  }
}
