package io.beckon.measurement.report.figures;

import io.beckon.app.config.TouchWindows;
import io.beckon.measurement.core.Audience;
import io.beckon.measurement.report.Band;
import io.beckon.measurement.report.Figure;
import io.beckon.measurement.report.Headline;
import io.beckon.measurement.report.Money;
import io.beckon.measurement.report.Notice;
import io.beckon.measurement.report.Report;
import io.beckon.measurement.report.Section;
import io.beckon.measurement.stats.LifetimeValue;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes a report of what all shoppers did and heard. */
public final class ReportBuilder {

  private static final String NO_CURRENCY = "XXX";
  private static final List<Double> FACTORS = List.of(0.25, 0.5, 1.0, 2.0, 4.0);
  private static final List<String> FACTOR_NAMES =
      List.of("a quarter", "a half", "as they are", "twice as long", "four times as long");

  private final ReportSettings settings;
  private final List<Story> stories;
  private final String currency;
  private final long known;
  private final @Nullable Audience audience;
  private final @Nullable Instant feed;

  private ReportBuilder(
      ReportSettings settings,
      Stories stories,
      @Nullable Audience audience,
      @Nullable Instant feed) {
    this.audience = audience;
    this.feed = feed;
    this.settings = settings;
    // The same data give the same report, whatever order they came in.
    this.stories =
        stories.all().stream()
            .sorted(Comparator.comparing((Story story) -> story.shopperId))
            .toList();
    String given = settings.currency();
    this.currency = given == null ? usual(this.stories) : given;
    this.known = stories.until();
  }

  /**
   * The report.
   *
   * @param stories of all shoppers, each once; also of what was before the period, and after it
   */
  public static Report of(ReportSettings settings, Stories stories) {
    return of(settings, stories, null, null);
  }

  /**
   * The same.
   *
   * @param audience where everybody is, by the decisions; null when they are not known
   * @param feed when the catalog was last told anything; null when it is not known
   */
  public static Report of(
      ReportSettings settings,
      Stories stories,
      @Nullable Audience audience,
      @Nullable Instant feed) {
    return new ReportBuilder(settings, stories, audience, feed).build();
  }

  private Report build() {
    Counting counting = count(1);
    Recoveries recoveries = new Recoveries(settings, currency, known);
    Experiments experiments = new Experiments(settings, currency, known);
    Buyers buyers = new Buyers(settings, currency, known);
    People people = new People(settings);
    Editions editions = new Editions(settings);
    DataHealth health = new DataHealth(settings, currency, known);
    for (Story story : stories) {
      recoveries.count(story);
      experiments.count(story);
      buyers.count(story);
      people.count(story);
      editions.count(story);
      health.count(story);
    }
    Senders senders = Senders.of(settings, known, stories);
    Breakdowns breakdowns = new Breakdowns(counting.tallies, currency);
    Comparisons comparisons = new Comparisons(experiments, currency);
    List<Counting> others = FACTORS.stream().map(this::count).toList();
    List<Section> sections = new ArrayList<>();
    Winbacks winbacks = new Winbacks(recoveries, settings.measure().recovery(), currency);
    sections.add(winbacks.kinds());
    sections.add(winbacks.flows());
    sections.add(winbacks.categories());
    sections.add(breakdowns.days());
    sections.add(breakdowns.flows());
    sections.add(comparisons.holdouts());
    sections.add(comparisons.splits());
    if (audience != null) {
      sections.add(Audiences.section(audience, settings.flow()));
    }
    sections.add(breakdowns.funnel());
    sections.add(breakdowns.steps());
    sections.add(breakdowns.variants());
    sections.add(breakdowns.versions());
    sections.add(editions.section());
    sections.add(breakdowns.attribution());
    sections.add(Breakdowns.sensitivity(others, FACTOR_NAMES, currency));
    sections.add(Breakdowns.sensitivityOfFlows(others, FACTOR_NAMES, currency));
    sections.add(breakdowns.channels());
    sections.add(senders.section());
    sections.add(breakdowns.segments());
    sections.add(breakdowns.categories());
    sections.add(counting.purchases.section(currency));
    sections.add(buyers(buyers));
    sections.add(Movements.scores(people));
    sections.add(Movements.stages(people));
    return new Report(
        settings.title(),
        settings.from(),
        settings.to(),
        currency,
        words(),
        headlines(counting, recoveries.carts(), buyers, people),
        notices(health, senders, recoveries.carts().open(), editions),
        sections);
  }

  private List<Notice> notices(
      DataHealth health, Senders senders, long openCarts, Editions editions) {
    List<Notice> notices = new ArrayList<>(health.notices(openCarts));
    notices.addAll(senders.notices());
    Notice stale = DataHealth.feed(feed, known);
    if (stale != null) {
      notices.add(stale);
    }
    if (audience != null) {
      notices.addAll(Audiences.notices(audience, editions.entered()));
    }
    return notices;
  }

  private Counting count(double factor) {
    TouchWindows windows = settings.measure().windows().times(factor);
    Counting counting = new Counting(settings, currency, known, windows);
    stories.forEach(counting::count);
    return counting;
  }

  private static String usual(List<Story> stories) {
    Map<String, Long> counts = new HashMap<>();
    for (Story story : stories) {
      for (Order order : story.orders.values()) {
        if (order.currency != null) {
          counts.merge(order.currency, 1L, Long::sum);
        }
      }
    }
    return counts.entrySet().stream()
        .max(
            Map.Entry.<String, Long>comparingByValue()
                .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
        .map(Map.Entry::getKey)
        .orElse(NO_CURRENCY);
  }

  private List<Headline> headlines(
      Counting counting, Recoveries.Kind carts, Buyers buyers, People people) {
    Tally all = counting.tallies.all();
    List<Headline> headlines =
        new ArrayList<>(
            List.of(
                new Headline(
                    "recovery-rate",
                    "Carts won back",
                    carts.rate(),
                    "carts and checkouts that an order followed within the window / all that were left, but"
                        + " those that had been bought already",
                    TargetBands.RECOVERY),
                new Headline(
                    "recovered-revenue",
                    "Revenue won back",
                    new Figure.Sum(new Money(carts.revenue, currency)),
                    "what the orders brought that won carts back, less refunds",
                    null),
                headline(Metric.REVENUE_PER_RECIPIENT, all, TargetBands.perRecipient(currency)),
                new Headline(
                    "automation-share",
                    "Flows' share of revenue",
                    new Figure.Portion(
                        new Money(all.get(Counter.REVENUE_TOUCHED), currency),
                        new Money(counting.revenue, currency)),
                    "revenue of orders that a message touched / all revenue",
                    TargetBands.AUTOMATION),
                new Headline(
                    "time-to-recovery",
                    "Time to recovery",
                    new Figure.Lasting(
                        carts.times.size(), carts.quantile(0.5), carts.quantile(0.9)),
                    "from the moment a cart was left to the order that won it back, median",
                    null),
                new Headline(
                    "repeat-rate",
                    "Buyers who came back",
                    new Figure.Share(buyers.again, buyers.inPeriod),
                    "shoppers with an order in the period that was not their first / with any order in it",
                    TargetBands.REPEAT),
                new Headline(
                    "capture-rate",
                    "Capture rate",
                    new Figure.Share(people.captured, people.unknown),
                    "shoppers who gave a first consent in the period / shoppers seen of whom none was known",
                    null),
                headline(Metric.OPT_OUT_RATE, all, null)));
    if (all.get(Counter.COST_MESSAGES) + all.get(Counter.COST_DISCOUNTS) > 0) {
      headlines.add(headline(Metric.RETURN, all, TargetBands.RETURN));
    }
    return headlines;
  }

  private Headline headline(Metric metric, Tally all, @Nullable Band band) {
    return new Headline(
        metric.id(), metric.title(), metric.of(all, currency), metric.formula(), band);
  }

  private Section buyers(Buyers buyers) {
    LifetimeValue value = buyers.lifetimeValue();
    LifetimeValue.Forecast forecast = value.forecast();
    Sheet sheet =
        new Sheet(
                "buyers",
                "Buyers",
                "Who came back, and what buyers are worth. " + String.join(" ", value.limits()),
                List.of("Of"))
            .column(
                "figure", "Figure", "as the row says; see the documentation for models and limits");
    sheet.row(List.of("Buyers known"), new Figure.Count(value.buyers()));
    sheet.row(List.of("Bought again"), new Figure.Share(value.returned(), value.buyers()));
    sheet.row(
        List.of("Paid so far, each"),
        new Figure.Each(new Money(Math.round(total(value)), currency), value.buyers()));
    if (forecast != null) {
      sheet.row(List.of("Expected in " + Buyers.WEEKS + " weeks, each"), money(forecast.revenue()));
      sheet.row(
          List.of("Expected orders, of 100 buyers"),
          new Figure.Count(Math.round(forecast.orders() * 100)));
      sheet.row(List.of("Expected value of an order"), money(forecast.orderValue()));
      sheet.row(
          List.of("Still buyers"),
          new Figure.Share(Math.round(forecast.alive() * value.buyers()), value.buyers()));
    }
    return sheet.with();
  }

  private static double total(LifetimeValue value) {
    return value.buyers() == 0 ? 0 : value.observed() * value.buyers();
  }

  private Figure money(double minor) {
    return new Figure.Sum(new Money(Math.round(minor), currency));
  }

  private List<String> words() {
    List<String> words = new ArrayList<>();
    words.add(
        "Revenue is what orders were paid, less refunds; cancelled orders count nowhere. Imported"
            + " orders count for lifetime value only.");
    words.addAll(Words.windows(settings.measure().windows()));
    words.add(
        "Experiments: goals and orders within "
            + days(settings.effect())
            + " after the arm was dealt.");
    words.add(Words.recovery(settings.measure().recovery()));
    words.add(
        "A message lacks feedback of which no sender told anything within "
            + days(settings.measure().feedback())
            + ".");
    words.add(Words.prices(settings.prices(), currency));
    if (settings.flow() != null) {
      words.add("Only the flow '" + settings.flow() + "'.");
    }
    return words;
  }

  private static String days(Duration time) {
    return time.toHours() % 24 == 0 && time.toDays() > 1
        ? time.toDays() + " days"
        : time.toHours() + " hours";
  }
}
