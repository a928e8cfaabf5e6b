package io.beckon.measurement.report.figures;

import io.beckon.measurement.report.Notice;
import io.beckon.measurement.report.Notice.Weight;
import io.beckon.measurement.report.render.FigureText;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What the data do not hold, and what that does to the figures. */
final class DataHealth {

  private static final long DAY = 86_400_000;
  private static final long HOUR = 3_600_000;

  /** A source that was heard in fewer hours has no habits. */
  private static final int FEWEST_HOURS = 20;

  /** A catalog that tells nothing for longer may be stale. */
  private static final Duration FEED = Duration.ofDays(2);

  private final ReportSettings settings;
  private final String currency;
  private final long known;
  private final Map<String, Long> foreign = new TreeMap<>();
  private final TreeSet<Long> days = new TreeSet<>();
  private final Map<String, TreeSet<Long>> hours = new TreeMap<>();
  private long withoutValue;
  private long unknownAdjusted;
  private long compared;

  DataHealth(ReportSettings settings, String currency, long known) {
    this.settings = settings;
    this.currency = currency;
    this.known = known;
  }

  void count(Story story) {
    unknownAdjusted += story.adjustedUnknown();
    story.heardFrom.forEach(
        (source, heard) -> hours.computeIfAbsent(source, s -> new TreeSet<>()).addAll(heard));
    compared += story.held.size();
    compared += story.dealt.values().stream().filter(Story.Dealt::control).count();
    for (Message message : story.messages.values()) {
      message.heard().forEach(heard -> day(heard.at()));
    }
    story.triggers.values().forEach(trigger -> day(trigger.at()));
    for (Order order : story.orders.values()) {
      if (order.historical || !settings.covers(order.at)) {
        continue;
      }
      day(order.at);
      if (!order.valued) {
        withoutValue++;
      } else if (order.currency != null && !order.currency.equals(currency)) {
        foreign.merge(order.currency, 1L, Long::sum);
      }
    }
  }

  private void day(long at) {
    if (settings.covers(at)) {
      days.add(Math.floorDiv(at, DAY));
    }
  }

  List<Notice> notices(long openCarts) {
    List<Notice> notices = new ArrayList<>();
    freshness(notices);
    silence(notices);
    sources(notices);
    if (withoutValue > 0) {
      add(
          notices,
          Weight.WARNING,
          "orders-without-value",
          "%,d orders have no value and no priced lines; they count as orders and bring nothing.",
          withoutValue);
    }
    foreign.forEach(
        (other, count) ->
            add(
                notices,
                Weight.NOTE,
                "other-currency",
                "%,d orders are in %s; they count as orders, and not in amounts, which are in %s.",
                count,
                other,
                currency));
    if (unknownAdjusted > 0) {
      add(
          notices,
          Weight.NOTE,
          "unknown-orders",
          "%,d refunds or cancellations are of orders that are not in the data.",
          unknownAdjusted);
    }
    if (openCarts > 0) {
      add(
          notices,
          Weight.NOTE,
          "open-windows",
          "%,d carts may still be won back: their windows have not closed.",
          openCarts);
    }
    if (compared == 0) {
      add(
          notices,
          Weight.NOTE,
          "no-control",
          "Nobody was held out, and no split has a control: what would have come without messages"
              + " is not known. Attributed revenue is not additional revenue.");
    }
    return notices;
  }

  private void freshness(List<Notice> notices) {
    long end = settings.to().toEpochMilli();
    if (known == Long.MIN_VALUE) {
      add(notices, Weight.WARNING, "empty", "There are no outcomes at all.");
    } else if (known < end - DAY) {
      add(
          notices,
          Weight.WARNING,
          "stale",
          "The latest outcome is %s older than the end of the period.",
          FigureText.duration(Duration.ofMillis(end - known)).replace('\u00a0', ' '));
    } else {
      add(
          notices,
          Weight.GOOD,
          "fresh",
          "Outcomes are known until %s.",
          Instant.ofEpochMilli(known).toString());
    }
  }

  private void silence(List<Notice> notices) {
    List<String> silent = new ArrayList<>();
    for (long day = days.isEmpty() ? 0 : days.first();
        !days.isEmpty() && day < days.last();
        day++) {
      if (!days.contains(day)) {
        silent.add(Instant.ofEpochMilli(day * DAY).toString().substring(0, 10));
      }
    }
    if (!silent.isEmpty()) {
      add(
          notices,
          Weight.WARNING,
          "silent-days",
          "On %d days nothing at all was heard (%s); perhaps a source was down.",
          silent.size(),
          String.join(", ", silent.subList(0, Math.min(5, silent.size())))
              + (silent.size() > 5 ? ", …" : ""));
    }
  }

  /** A source that says nothing for a day, and for twice as long as it ever did before. */
  private void sources(List<Notice> notices) {
    hours.forEach(
        (source, heard) -> {
          long longest = 0;
          long before = heard.first();
          for (long hour : heard) {
            longest = Math.max(longest, hour - before);
            before = hour;
          }
          long silent = Math.floorDiv(known, HOUR) - heard.last();
          if (heard.size() >= FEWEST_HOURS && silent > Math.max(24, 2 * longest)) {
            add(
                notices,
                Weight.WARNING,
                "silent-source",
                "The source '%s' has told nothing for %s, and was never silent for longer than %s"
                    + " before: perhaps it is down. What it tells is missing here.",
                source,
                hours(silent),
                hours(longest));
          }
        });
  }

  private static String hours(long count) {
    return FigureText.duration(Duration.ofHours(count)).replace('\u00a0', ' ');
  }

  /** Whether the catalog is told what changes; null when it is, or nothing is known of it. */
  static @Nullable Notice feed(@Nullable Instant latest, long known) {
    if (latest == null || known - latest.toEpochMilli() <= FEED.toMillis()) {
      return null;
    }
    return new Notice(
        Weight.WARNING,
        "stale-feed",
        "The catalog was last told a product at "
            + latest
            + ": prices and stock in messages may be old.");
  }

  private static void add(
      List<Notice> notices, Weight weight, String id, String format, Object... values) {
    notices.add(new Notice(weight, id, String.format(Locale.ROOT, format, values)));
  }
}
