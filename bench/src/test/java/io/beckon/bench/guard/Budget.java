package io.beckon.bench.guard;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What an event may cost, by drive and figure, as the file says. */
final class Budget {

  static final String FILE = "performance-budget.yaml";

  /** Depends on the JVM's compilers, so it is compared only where they are held to be the same. */
  static final String ALLOCATED_BYTES = "allocated bytes";

  /** A figure below this share of its budget is a gain that the budget does not keep. */
  private static final double SLACK = 0.75;

  private final Map<String, Map<String, Double>> drives;

  Budget(Map<String, Map<String, Double>> drives) {
    this.drives = drives;
  }

  /** Reads the file. */
  static Budget load() {
    try (InputStream file = Budget.class.getResourceAsStream("/" + FILE)) {
      if (file == null) {
        throw new AssertionError("src/test/resources/" + FILE + " is missing");
      }
      return new Budget(new YAMLMapper().readValue(file, new TypeReference<>() {}));
    } catch (IOException e) {
      throw new AssertionError("src/test/resources/" + FILE + " can't be read", e);
    }
  }

  /** What is wrong with the figures of a drive, a line each; none: they are within the budget. */
  List<String> breaches(String drive, Map<String, Double> figures) {
    Map<String, Double> budget = new TreeMap<>(drives.getOrDefault(drive, Map.of()));
    List<String> breaches = new ArrayList<>();
    figures.forEach(
        (name, value) -> {
          Double limit = budget.remove(name);
          if (limit == null) {
            breaches.add(say("%s: %s is %.4f and has no budget; add it", drive, name, value));
          } else if (value > limit) {
            breaches.add(
                say(
                    "%s: %s is %.4f, which is %.1f %% over its budget of %s; mend it, or raise the"
                        + " budget and say in the commit what is bought with it",
                    drive, name, value, 100 * (value / limit - 1), limit));
          } else if (value < limit * SLACK) {
            breaches.add(
                say(
                    "%s: %s is %.4f, which is %.1f %% under its budget of %s; tighten the budget,"
                        + " so that the gain is kept",
                    drive, name, value, 100 * (1 - value / limit), limit));
          }
        });
    budget.remove(figures.containsKey(ALLOCATED_BYTES) ? "" : ALLOCATED_BYTES);
    budget
        .keySet()
        .forEach(name -> breaches.add(say("%s: %s was not counted; drop its line", drive, name)));
    return breaches;
  }

  private static String say(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
