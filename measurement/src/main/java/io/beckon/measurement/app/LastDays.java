package io.beckon.measurement.app;

import io.beckon.measurement.core.MeasureKey;
import io.beckon.measurement.core.Settings;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The figures of a dashboard: what the last seven days, the present one included, came to in the
 * sums that this instance holds. They are read from the store now and then, so that they are exact
 * and corrected, and not when Prometheus asks, so that a scrape waits for nothing. Add them up over
 * instances. Without a bound on flows and currencies there would be none on series: the first ones
 * are told, and others are {@code other}.
 *
 * <p>An abandonment is lost only when its window is over, by default more than seven days later: of
 * the last days, all that is known is good news. So what became of them is told of the latest seven
 * days, too, of which all windows are over.
 */
final class LastDays {

  /** How often the sums are read. */
  static final Duration EVERY = Duration.ofSeconds(30);

  private static final int DAYS = 7;
  private static final int FLOWS = 50;
  private static final int CURRENCIES = 5;
  private static final String OTHER = "other";
  private static final String REVENUE = "revenue_";
  private static final Logger LOG = LoggerFactory.getLogger(LastDays.class);

  private static final Set<String> STAGES =
      Set.of(
          "sent",
          "delivered",
          "opened",
          "clicked",
          "replied",
          "bounced",
          "failed",
          "unsubscribed",
          "complained",
          "called_back");
  private static final Set<String> FATES = Set.of("triggers", "recovered", "bought", "lost");
  private static final Set<String> ORDERS =
      Set.of("orders", "first_orders", "repeat_orders", "cancelled", "orders_influenced");

  private final Sums sums;
  private final Supplier<Map<Integer, Long>> logTimes;
  private final ZoneId zone;
  private final long judgedAfter;
  private final Map<String, Series> gauges = new HashMap<>();
  private final Set<String> flows = new HashSet<>();
  private final Set<String> currencies = new HashSet<>();

  LastDays(Sums sums, Supplier<Map<Integer, Long>> logTimes, Settings settings) {
    this.sums = sums;
    this.logTimes = logTimes;
    this.zone = settings.zone();
    this.judgedAfter = judgedAfter(settings);
  }

  /** How many days before today the last day lies of which all abandonments are judged. */
  private static long judgedAfter(Settings settings) {
    long day = Duration.ofDays(1).toMillis();
    return 1 - Math.floorDiv(-settings.longestRecovery() - settings.grace(), day);
  }

  void bindTo(MeterRegistry registry) {
    String week = ", of the last seven days";
    series(registry, "triggers", "triggers", "What became of abandonments as yet" + week);
    series(
        registry,
        "judged.triggers",
        "triggers",
        "What became of abandonments, of the latest seven days of which all windows are over");
    series(registry, "messages", "messages", "Messages and what became of them" + week);
    series(registry, "orders", "orders", "Orders" + week);
    series(registry, "revenue", "minor.units", "Revenue less refunds, by who is credited" + week);
    series(registry, "flow.messages", "messages", "Messages sent by a flow" + week);
    series(registry, "flow.revenue", "minor.units", "Revenue by last touch of a flow" + week);
  }

  private void series(MeterRegistry registry, String name, String unit, String description) {
    gauges.put(name, new Series(registry, "beckon.measured." + name, unit, description));
  }

  /** Reads the sums. What can't be read now is as it was. */
  synchronized void look() {
    try {
      Set<Integer> here = sums.here();
      Optional<LocalDate> latest = today(here);
      if (latest.isEmpty()) {
        tell(Map.of());
        return;
      }
      LocalDate today = latest.get();
      Map<String, Map<Tags, Double>> found = new HashMap<>();
      LocalDate week = today.minusDays(DAYS - 1L);
      LocalDate judged = today.minusDays(judgedAfter);
      for (int partition : here) {
        sums.read(partition, week, today, (key, sum) -> add(found, key, sum));
        sums.read(
            partition,
            judged.minusDays(DAYS - 1L),
            judged,
            (key, sum) -> trigger(found, "judged.triggers", key, sum));
      }
      tell(found);
    } catch (InvalidStateStoreException | IllegalStateException e) {
      LOG.debug("The sums can't be read now", e);
    }
  }

  /** That of the latest outcome read here, or of the latest count: it may have only the one. */
  private Optional<LocalDate> today(Set<Integer> here) {
    @Nullable LocalDate latest = null;
    for (long logTime : logTimes.get().values()) {
      if (logTime > 0) {
        latest = later(latest, LocalDate.ofInstant(Instant.ofEpochMilli(logTime), zone));
      }
    }
    for (int partition : here) {
      @Nullable LocalDate counted = sums.latest(partition).orElse(null);
      latest = counted == null ? latest : later(latest, counted);
    }
    return Optional.ofNullable(latest);
  }

  private static LocalDate later(@Nullable LocalDate one, LocalDate other) {
    return one == null || one.isBefore(other) ? other : one;
  }

  private void tell(Map<String, Map<Tags, Double>> found) {
    gauges.forEach((name, series) -> series.tell(found.getOrDefault(name, Map.of())));
  }

  private void add(Map<String, Map<Tags, Double>> found, MeasureKey key, long sum) {
    String name = key.name();
    switch (key.cube()) {
      case "triggers" -> trigger(found, "triggers", key, sum);
      case "orders" -> {
        if (ORDERS.contains(name)) {
          add(found, "orders", Tags.of("which", name), sum);
        } else if (name.equals("revenue")) {
          revenue(found, key, "all", sum);
        } else if (name.equals("revenue_influenced")) {
          revenue(found, key, "influenced", sum);
        }
      }
      case "messages" -> {
        if (STAGES.contains(name)) {
          add(found, "messages", Tags.of("channel", key.channel(), "stage", name), sum);
        } else if (name.startsWith(REVENUE) && !name.equals("revenue_influenced")) {
          revenue(found, key, name.substring(REVENUE.length()), sum);
        }
        if (name.equals("sent")) {
          add(found, "flow.messages", Tags.of("flow", word(flows, FLOWS, key.flow())), sum);
        } else if (name.equals("revenue_last_touch")) {
          Tags tags =
              Tags.of(
                  "flow",
                  word(flows, FLOWS, key.flow()),
                  "currency",
                  word(currencies, CURRENCIES, key.currency()));
          add(found, "flow.revenue", tags, sum);
        }
      }
      default -> {
        // Told by /measures and by reports.
      }
    }
  }

  private static void trigger(
      Map<String, Map<Tags, Double>> found, String gauge, MeasureKey key, long sum) {
    if (key.cube().equals("triggers") && FATES.contains(key.name())) {
      add(found, gauge, Tags.of("kind", key.trigger(), "fate", key.name()), sum);
    }
  }

  private void revenue(
      Map<String, Map<Tags, Double>> found, MeasureKey key, String credit, long sum) {
    Tags tags = Tags.of("credit", credit, "currency", word(currencies, CURRENCIES, key.currency()));
    add(found, "revenue", tags, sum);
  }

  private static void add(Map<String, Map<Tags, Double>> found, String gauge, Tags tags, long sum) {
    found.computeIfAbsent(gauge, name -> new HashMap<>()).merge(tags, (double) sum, Double::sum);
  }

  private static String word(Set<String> known, int most, String word) {
    if (known.contains(word)) {
      return word;
    }
    if (known.size() >= most) {
      return OTHER;
    }
    known.add(word);
    return word;
  }
}
