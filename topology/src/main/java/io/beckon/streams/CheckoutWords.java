package io.beckon.streams;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Names of checkout steps and payment methods as label values: those that come often, as they come
 * from the shop; all others are one. A name that comes for the first times is not yet a label, so
 * that a mistake, or somebody who types into a field, makes no series. Shared by the tasks of a
 * process.
 */
final class CheckoutWords {

  static final String OTHER = "other";
  static final String UNKNOWN = "unknown";

  /** More than any shop has steps, or methods. */
  static final int MOST = 20;

  /** So many times a name must have come to be one. */
  static final int OFTEN = 5;

  private static final int CANDIDATES = 200;
  private static final int LONGEST = 40;

  /** Account data, or an address, that slipped into the field. */
  private static final Pattern PRIVATE = Pattern.compile(".*(\\d.?){6,}.*|.*@.*");

  private final Words steps = new Words();
  private final Words methods = new Words();

  /** The label of a checkout step. */
  String step(@Nullable String name) {
    return steps.label(name);
  }

  /** The label of a payment method. */
  String method(@Nullable String name) {
    return methods.label(name);
  }

  private static final class Words {

    private final Map<String, String> known = new HashMap<>();
    private final Map<String, Integer> candidates =
        new LinkedHashMap<>() {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<String, Integer> eldest) {
            return size() > CANDIDATES;
          }
        };

    synchronized String label(@Nullable String name) {
      if (name == null || name.isBlank()) {
        return UNKNOWN;
      }
      if (name.length() > LONGEST) {
        return OTHER;
      }
      String word = name.strip().toLowerCase(Locale.ROOT);
      String label = known.get(word);
      if (label != null) {
        return label;
      }
      if (known.size() >= MOST || PRIVATE.matcher(word).matches()) {
        return OTHER;
      }
      int times = candidates.merge(word, 1, Integer::sum);
      if (times < OFTEN) {
        return OTHER;
      }
      candidates.remove(word);
      known.put(word, word);
      return word;
    }
  }
}
