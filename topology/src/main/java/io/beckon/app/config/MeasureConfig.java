package io.beckon.app.config;

import static io.beckon.app.config.Importance.LOW;
import static io.beckon.app.config.Importance.MEDIUM;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/**
 * How measurement judges what followed from what.
 *
 * @param applicationId of the measurement application
 * @param windows how long after a touch an order is credited to it
 * @param prices what messages cost
 * @param recovery how long after the shopper went idle an order recovers what was abandoned
 * @param lateness how late an order or a report may be told and still count at its own time
 * @param disorder how far records of a partition may be out of order
 * @param corrections how long after an order refunds and cancellations correct it
 * @param effect how long after a threshold or an arm an order counts for it
 * @param feedback how long after it left a message may be without a report of its sender
 * @param transactional are messages credited that the shopper was owed anyway?
 * @param zone by whose days is counted
 */
public record MeasureConfig(
    String applicationId,
    TouchWindows windows,
    MessagePrices prices,
    RecoveryWindows recovery,
    Duration lateness,
    Duration disorder,
    Duration corrections,
    Duration effect,
    Duration feedback,
    boolean transactional,
    ZoneId zone) {

  static final Key<String> APPLICATION_ID =
      Key.of(
          "measure.application.id",
          Types.text("letters, digits, '.', '_' and '-', or nothing", "[a-zA-Z0-9._-]{0,200}"),
          "",
          MEDIUM,
          "application.id of './beckon measure'. Without it, that of the main job with"
              + " '-measurement'.",
          "An application of its own: its tasks and stores never shift those of the main job.");

  static final Key<Duration> LATENESS =
      Key.of(
          "measure.late",
          Types.duration("0s", "30d"),
          "2d",
          MEDIUM,
          "An order or a report that is told later than this counts as if it had happened this long"
              + " before it was told.",
          "Platforms retry for two days. Nothing is left out, however late; windows close later by"
              + " this time.");

  static final Key<Duration> DISORDER =
      Key.of(
          "measure.disorder",
          Types.duration("0s", "30d"),
          "1h",
          LOW,
          "How far outcomes of one partition may be out of order, beside measure.late.",
          "Timers of silent shoppers are told at their own time when the next record is read. Only a"
              + " log in which nothing at all was written for longer needs more.");

  static final Key<Duration> CORRECTIONS =
      Key.of(
          "measure.corrections",
          Types.duration("1d", "400d"),
          "60d",
          MEDIUM,
          "How long after an order a refund or cancellation corrects what it was credited with.",
          "Returns come within 30 days; refunds follow. What is older is forgotten.");

  static final Key<Duration> EFFECT =
      Key.of(
          "measure.effect",
          Types.duration("1h", "60d"),
          "14d",
          MEDIUM,
          "How long after a shopper reached a threshold of a score, or was dealt an arm, an order"
              + " counts for it.",
          "Long enough for buyers who think it over, short enough to know soon.");

  static final Key<Duration> FEEDBACK =
      Key.of(
          "measure.feedback.within",
          Types.duration("1m", "30d"),
          "24h",
          MEDIUM,
          "A message of which no sender has told anything this long after it left lacks feedback.",
          "Providers tell of mails and texts within minutes, and try again for some hours.");

  static final Key<Boolean> TRANSACTIONAL =
      Key.of(
          "measure.transactional",
          Types.yesOrNo(),
          "false",
          LOW,
          "Whether orders are credited to messages of purpose TRANSACTIONAL, too.",
          "Nobody buys because an order was confirmed; everybody opens the confirmation.");

  static final Key<ZoneId> ZONE =
      Key.of(
          "measure.timezone",
          zoneType(),
          "UTC",
          MEDIUM,
          "By whose days is counted.",
          "Days are the shop's, not the shopper's: sums by day then agree with the shop's books.");

  static final List<Key<?>> KEYS = keys();

  private static List<Key<?>> keys() {
    List<Key<?>> keys = new ArrayList<>();
    keys.add(APPLICATION_ID);
    keys.addAll(WindowKeys.ALL);
    keys.addAll(RecoveryWindows.KEYS);
    keys.addAll(List.of(LATENESS, DISORDER, CORRECTIONS, EFFECT, FEEDBACK, TRANSACTIONAL, ZONE));
    keys.addAll(MessagePrices.KEYS);
    return List.copyOf(keys);
  }

  private static Type<ZoneId> zoneType() {
    return new Type<>() {
      @Override
      public ZoneId parse(String text) {
        try {
          return ZoneId.of(text.strip());
        } catch (DateTimeException e) {
          throw new IllegalArgumentException(e);
        }
      }

      @Override
      public String allowed() {
        return "a time zone, such as Europe/Berlin";
      }
    };
  }

  static MeasureConfig from(Values values) {
    String id = values.get(APPLICATION_ID);
    MeasureConfig measure =
        new MeasureConfig(
            id.isEmpty() ? values.get(AppConfig.APPLICATION_ID) + "-measurement" : id,
            WindowKeys.from(values),
            MessagePrices.from(values),
            RecoveryWindows.from(values),
            values.get(LATENESS),
            values.get(DISORDER),
            values.get(CORRECTIONS),
            values.get(EFFECT),
            values.get(FEEDBACK),
            values.get(TRANSACTIONAL),
            values.get(ZONE));
    values.require(
        measure.corrections.compareTo(measure.longestAwaited().plus(measure.grace())) > 0,
        "an order would be forgotten before all that belongs to it could be told. Make"
            + " measure.corrections longer than the longest window, measure.late and"
            + " measure.disorder together.",
        CORRECTIONS);
    values.require(
        !measure.applicationId.equals(values.get(AppConfig.APPLICATION_ID)),
        "measurement would join the group of the main job, and take partitions of the log from it."
            + " Give it an id of its own, or leave it out.",
        APPLICATION_ID);
    return measure;
  }

  /** How long after a window's end something may still be told that falls into it. */
  public Duration grace() {
    return lateness.plus(disorder);
  }

  /** The longest time after something within which an order is held to have followed it. */
  public Duration longestWindow() {
    Duration longest = windows.longest();
    return longest.compareTo(recovery.longest()) > 0 ? longest : recovery.longest();
  }

  private Duration longestAwaited() {
    Duration longest = effect;
    for (Duration window : List.of(longestWindow(), feedback)) {
      longest = window.compareTo(longest) > 0 ? window : longest;
    }
    return longest;
  }
}
