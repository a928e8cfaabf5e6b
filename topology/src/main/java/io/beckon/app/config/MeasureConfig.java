package io.beckon.app.config;

import static io.beckon.app.config.Importance.HIGH;
import static io.beckon.app.config.Importance.LOW;
import static io.beckon.app.config.Importance.MEDIUM;

import io.beckon.contract.Channel;
import io.beckon.contract.TouchKind;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How measurement judges what followed from what.
 *
 * @param applicationId of the measurement application
 * @param windows by channel and kind of touch, how long after it an order is credited to it
 * @param recoveryWindow how long after the shopper went idle an order recovers what was abandoned
 * @param lateness how late an order or a report may be told and still count at its own time
 * @param disorder how far records of a partition may be out of order
 * @param corrections how long after an order refunds and cancellations correct it
 * @param transactional are messages credited that the shopper was owed anyway?
 * @param zone by whose days is counted
 */
public record MeasureConfig(
    String applicationId,
    Map<Channel, Map<TouchKind, Duration>> windows,
    Duration recoveryWindow,
    Duration lateness,
    Duration disorder,
    Duration corrections,
    boolean transactional,
    ZoneId zone) {

  private static final List<TouchKind> CREDITED =
      List.of(
          TouchKind.SENT,
          TouchKind.DELIVERED,
          TouchKind.OPENED,
          TouchKind.CLICKED,
          TouchKind.REPLIED);

  static final Key<String> APPLICATION_ID =
      Key.of(
          "measure.application.id",
          Types.text("letters, digits, '.', '_' and '-', or nothing", "[a-zA-Z0-9._-]{0,200}"),
          "",
          MEDIUM,
          "application.id of './beckon measure'. Without it, that of the main job with"
              + " '-measurement'.",
          "An application of its own: its tasks and stores never shift those of the main job.");

  static final List<Key<Map<TouchKind, Duration>>> WINDOWS = windowKeys();

  static final Key<Duration> RECOVERY =
      Key.of(
          "measure.recovery.window",
          Types.duration("1h", "60d"),
          "5d",
          HIGH,
          "How long after a shopper went idle an order recovers the cart, checkout or visit that was"
              + " abandoned. Later it is lost.",
          "As long as the longest window of a touch: a reminder of the second day may be answered on"
              + " the fourth. Longer windows count orders that would have come anyway.");

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
    keys.addAll(WINDOWS);
    keys.addAll(List.of(RECOVERY, LATENESS, DISORDER, CORRECTIONS, TRANSACTIONAL, ZONE));
    return List.copyOf(keys);
  }

  private static List<Key<Map<TouchKind, Duration>>> windowKeys() {
    List<Key<Map<TouchKind, Duration>>> keys = new ArrayList<>();
    for (Channel channel : Channel.values()) {
      if (channel != Channel.UNKNOWN) {
        keys.add(windowKey(channel));
      }
    }
    return List.copyOf(keys);
  }

  private static Key<Map<TouchKind, Duration>> windowKey(Channel channel) {
    String name = channel.name().toLowerCase(Locale.ROOT);
    return Key.of(
        "measure.window." + name,
        new Windows(),
        switch (channel) {
          case EMAIL -> "opened 5d, clicked 5d";
          case SMS, WHATSAPP, MESSENGER, INSTAGRAM -> "delivered 12h, clicked 5d";
          case PUSH -> "opened 24h, clicked 24h";
          case ONSITE, CHAT -> "clicked 24h";
          case CALL -> "delivered 5d";
          case UNKNOWN, WEBHOOK -> "none";
        },
        HIGH,
        "How long after which touch by " + name + " an order is credited to it.",
        "docs/measurement.md has what others use, and what longer and shorter windows do.");
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

  /** Times by kind of touch: "opened 5d, clicked 5d"; or none. */
  private record Windows() implements Type<Map<TouchKind, Duration>> {

    @Override
    public Map<TouchKind, Duration> parse(String text) {
      Map<TouchKind, Duration> windows = new EnumMap<>(TouchKind.class);
      if (text.strip().equals("none")) {
        return Map.copyOf(windows);
      }
      for (String part : text.split(",", -1)) {
        String[] words = part.strip().split("\\s+", -1);
        if (words.length != 2) {
          throw new IllegalArgumentException();
        }
        TouchKind kind = TouchKind.valueOf(words[0].toUpperCase(Locale.ROOT));
        Duration window = Types.duration("1m", "60d").parse(words[1]);
        if (!CREDITED.contains(kind) || windows.put(kind, window) != null) {
          throw new IllegalArgumentException();
        }
      }
      return Map.copyOf(windows);
    }

    @Override
    public String allowed() {
      return "none, or what counts and for how long, from 1m to 60d: sent, delivered, opened, clicked"
          + " or replied, such as 'opened 5d, clicked 5d'";
    }
  }

  static MeasureConfig from(Values values) {
    String id = values.get(APPLICATION_ID);
    Map<Channel, Map<TouchKind, Duration>> windows = new EnumMap<>(Channel.class);
    int next = 0;
    for (Channel channel : Channel.values()) {
      if (channel != Channel.UNKNOWN) {
        windows.put(channel, values.get(WINDOWS.get(next)));
        next++;
      }
    }
    MeasureConfig measure =
        new MeasureConfig(
            id.isEmpty() ? values.get(AppConfig.APPLICATION_ID) + "-measurement" : id,
            Map.copyOf(windows),
            values.get(RECOVERY),
            values.get(LATENESS),
            values.get(DISORDER),
            values.get(CORRECTIONS),
            values.get(TRANSACTIONAL),
            values.get(ZONE));
    values.require(
        measure.corrections.compareTo(
                measure.longestWindow().plus(measure.lateness).plus(measure.disorder))
            > 0,
        "an order would be forgotten before all that belongs to it could be told. Make"
            + " measure.corrections longer than the longest window, measure.late and"
            + " measure.disorder together.",
        CORRECTIONS);
    return measure;
  }

  private Duration longestWindow() {
    Duration longest = recoveryWindow;
    for (Map<TouchKind, Duration> kinds : windows.values()) {
      for (Duration window : kinds.values()) {
        longest = window.compareTo(longest) > 0 ? window : longest;
      }
    }
    return longest;
  }
}
