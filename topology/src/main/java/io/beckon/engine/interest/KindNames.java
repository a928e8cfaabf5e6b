package io.beckon.engine.interest;

import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Categories and brands as {@link Subjects} compares them, reckoned once for each: a shop has few,
 * and each view asks for those of all that was viewed before.
 */
final class KindNames {

  /** More than a shop has; those of one that has more are reckoned again. */
  private static final int MAX = 10_000;

  private final Map<String, String> leaves = new HashMap<>();
  private final Map<String, String> names = new HashMap<>();

  /** As {@link Subjects#leaf}. */
  String leaf(@Nullable String path) {
    return of(path, leaves, Subjects::leaf);
  }

  /** As {@link Subjects#normal}. */
  String normal(@Nullable String brand) {
    return of(brand, names, Subjects::normal);
  }

  private static String of(
      @Nullable String text, Map<String, String> known, UnaryOperator<String> reckon) {
    if (text == null) {
      return "";
    }
    String found = known.get(text);
    if (found == null) {
      found = reckon.apply(text);
      if (known.size() >= MAX) {
        known.clear();
      }
      known.put(text, found);
    }
    return found;
  }
}
