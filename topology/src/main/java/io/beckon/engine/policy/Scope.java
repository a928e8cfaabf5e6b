package io.beckon.engine.policy;

import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where and when a rule holds.
 *
 * @param where ISO-3166 codes of countries (US) and their parts (US-FL); empty: everywhere
 * @param validFrom first day, on the shopper's calendar; null: since ever
 * @param validTo last day; null: for ever
 */
public record Scope(Set<String> where, @Nullable LocalDate validFrom, @Nullable LocalDate validTo) {

  /** Everywhere and always. */
  public static final Scope EVERYWHERE = new Scope(Set.of(), null, null);

  public Scope {
    where = Set.copyOf(where);
  }

  /** Does it hold for a shopper who may be in these countries and their parts? */
  public boolean holdsIn(Set<String> regions) {
    if (where.isEmpty()) {
      return true;
    }
    for (String region : regions) {
      if (where.contains(region)) {
        return true;
      }
    }
    return false;
  }

  /** Does it hold on that day? */
  public boolean holdsOn(LocalDate date) {
    return (validFrom == null || !date.isBefore(validFrom))
        && (validTo == null || !date.isAfter(validTo));
  }
}
