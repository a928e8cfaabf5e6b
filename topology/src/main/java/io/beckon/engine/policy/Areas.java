package io.beckon.engine.policy;

import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Parts of countries (states, provinces), and which one a telephone number's area code belongs to.
 *
 * @param byCode by calling code and area code, such as 1305
 * @param byName region by its code (US-FL) or its country and name in capitals (US-FLORIDA)
 * @param zones all time zones of a region, or of a country of several, the best known first
 */
public record Areas(
    Map<String, Area> byCode, Map<String, String> byName, Map<String, List<ZoneId>> zones) {

  /** Knows no area. */
  public static final Areas NONE = new Areas(Map.of(), Map.of(), Map.of());

  public Areas {
    byCode = Map.copyOf(byCode);
    byName = Map.copyOf(byName);
    zones = Map.copyOf(zones);
  }

  /**
   * Where an area code is.
   *
   * @param region ISO-3166-2 code
   * @param zones time zones of its numbers
   */
  public record Area(String region, List<ZoneId> zones) {
    public Area {
      zones = List.copyOf(zones);
    }
  }

  /** Codes of all regions, such as US-FL. */
  public Set<String> regions() {
    return Set.copyOf(byName.values());
  }

  /** The area of a number with a calling code, null when it is not known. */
  @Nullable Area ofNumber(int callingCode, String national) {
    return national.length() < 3 ? null : byCode.get(callingCode + national.substring(0, 3));
  }

  /** The region of that name or abbreviation, null when it is not known. */
  @Nullable String named(String country, String name) {
    String plain = name.strip().toUpperCase(Locale.ROOT);
    String region = byName.get(country + "-" + plain);
    return region != null ? region : byName.get(plain);
  }

  /** All time zones of a region or country, as far as they are known here. */
  List<ZoneId> zonesOf(String region) {
    return zones.getOrDefault(region, List.of());
  }
}
