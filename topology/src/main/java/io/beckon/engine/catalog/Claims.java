package io.beckon.engine.catalog;

import io.beckon.contract.ShopFact;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the shop may claim towards one shopper at one moment. A claim that was looked up once is the
 * same until the message is decided, and what was found is noted. Made anew for each judgement.
 */
public final class Claims {

  /** Nothing may be claimed. */
  public static final Claims NONE = new Claims(Catalog.EMPTY, null, null, 0);

  /** Dates further away are not reckoned. */
  private static final long MOST_DAYS = 366;

  private final Catalog catalog;
  private final @Nullable String country;
  private final LocalDate today;
  private final long at;
  private final Map<String, Optional<Map<String, Object>>> found = new HashMap<>();
  private final Map<String, String> notes = new LinkedHashMap<>();

  /**
   * Claims towards a shopper.
   *
   * @param country ISO-3166 alpha-2; null when it is not known: only what holds everywhere counts
   * @param timezone the shopper's, by whose days deliveries are counted; UTC when it is no zone
   * @param at the moment, epoch milliseconds
   */
  public Claims(Catalog catalog, @Nullable String country, @Nullable String timezone, long at) {
    this.catalog = catalog;
    this.country = country;
    this.today = LocalDate.ofInstant(Instant.ofEpochMilli(at), zone(timezone));
    this.at = at;
  }

  /** What a message may say of a claim, by name; null: no fact confirms it. */
  public @Nullable Map<String, Object> confirmed(String claim) {
    return found.computeIfAbsent(claim, this::lookUp).orElse(null);
  }

  /** What was found, by the name of an input of a decision. */
  public Map<String, String> notes() {
    return Collections.unmodifiableMap(notes);
  }

  private Optional<Map<String, Object>> lookUp(String claim) {
    List<ShopFact> facts = catalog.facts(claim);
    ShopFact best = null;
    for (ShopFact fact : facts) {
      if (isValid(fact) && isHere(fact) && (best == null || isBetter(fact, best))) {
        best = fact;
      }
    }
    if (best == null) {
      notes.put("claim." + claim, facts.isEmpty() ? "no fact" : "no fact for here and now");
      return Optional.empty();
    }
    Map<String, Object> values = values(best);
    notes.put("claim." + claim, best.getFactId() + " " + values);
    return Optional.of(values);
  }

  private boolean isValid(ShopFact fact) {
    return (fact.getValidFrom() == null || fact.getValidFrom() <= at)
        && (fact.getValidUntil() == null || fact.getValidUntil() > at);
  }

  private boolean isHere(ShopFact fact) {
    return fact.getCountries().isEmpty()
        || fact.getCountries().stream().anyMatch(each -> each.equalsIgnoreCase(country));
  }

  /** A fact for the country before one for everywhere, then the later one. */
  private static boolean isBetter(ShopFact one, ShopFact other) {
    if (one.getCountries().isEmpty() != other.getCountries().isEmpty()) {
      return other.getCountries().isEmpty();
    }
    return from(one) != from(other)
        ? from(one) > from(other)
        : one.getFactId().compareTo(other.getFactId()) < 0;
  }

  private static long from(ShopFact fact) {
    Long from = fact.getValidFrom();
    return from == null ? Long.MIN_VALUE : from;
  }

  /** Its values, and the days of arrival where it has a time of delivery. */
  private Map<String, Object> values(ShopFact fact) {
    Map<String, Object> values = new TreeMap<>();
    fact.getValues()
        .forEach(
            (name, value) -> {
              if (value != null) {
                values.put(name, value);
              }
            });
    boolean workingDays = Boolean.TRUE.equals(values.get("workingDays"));
    arrival(values, "minDays", "earliest", workingDays);
    arrival(values, "maxDays", "latest", workingDays);
    return Collections.unmodifiableMap(values);
  }

  private void arrival(Map<String, Object> values, String days, String name, boolean workingDays) {
    if (values.get(days) instanceof Long count && count >= 0 && count <= MOST_DAYS) {
      LocalDate date = today;
      for (long left = count; left > 0; left--) {
        date = date.plusDays(1);
        while (workingDays && isWeekend(date)) {
          date = date.plusDays(1);
        }
      }
      values.putIfAbsent(name, date.toString());
    }
  }

  private static boolean isWeekend(LocalDate date) {
    return date.getDayOfWeek() == DayOfWeek.SATURDAY || date.getDayOfWeek() == DayOfWeek.SUNDAY;
  }

  private static ZoneId zone(@Nullable String timezone) {
    try {
      return timezone == null ? ZoneOffset.UTC : ZoneId.of(timezone);
    } catch (DateTimeException e) {
      return ZoneOffset.UTC;
    }
  }
}
