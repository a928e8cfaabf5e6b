package io.beckon.app.config;

import static io.beckon.app.config.Importance.HIGH;
import static io.beckon.app.config.Importance.MEDIUM;

import io.beckon.contract.Channel;
import io.beckon.contract.TouchKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The keys of {@link TouchWindows}. */
final class WindowKeys {

  private static final List<TouchKind> CREDITED =
      List.of(
          TouchKind.SENT,
          TouchKind.DELIVERED,
          TouchKind.OPENED,
          TouchKind.CLICKED,
          TouchKind.REPLIED);

  private static final List<Key<Map<TouchKind, Duration>>> CHANNELS = channels();

  private static final Key<Map<String, Map<Channel, Map<TouchKind, Duration>>>> FLOWS =
      Key.of(
          "measure.windows.flows",
          new Named("cart-recovery"),
          "",
          MEDIUM,
          "Windows of certain flows, in place of those of their channels and of categories.",
          "A message about an appointment next month is answered later than one about a cart.");

  private static final Key<Map<String, Map<Channel, Map<TouchKind, Duration>>>> CATEGORIES =
      Key.of(
          "measure.windows.categories",
          new Named("furniture"),
          "",
          MEDIUM,
          "Windows of orders of certain categories and those below them, in place of those of the"
              + " channels. An order of several categories has the longest of their windows.",
          "What costs much is thought over longer.");

  static final List<Key<?>> ALL = all();

  private WindowKeys() {}

  private static List<Key<?>> all() {
    List<Key<?>> keys = new ArrayList<>(CHANNELS);
    keys.add(FLOWS);
    keys.add(CATEGORIES);
    return List.copyOf(keys);
  }

  private static List<Key<Map<TouchKind, Duration>>> channels() {
    List<Key<Map<TouchKind, Duration>>> keys = new ArrayList<>();
    for (Channel channel : Channel.values()) {
      if (channel != Channel.UNKNOWN) {
        keys.add(channel(channel));
      }
    }
    return List.copyOf(keys);
  }

  private static Key<Map<TouchKind, Duration>> channel(Channel channel) {
    String name = channel.name().toLowerCase(Locale.ROOT);
    return Key.of(
        "measure.window." + name,
        new Kinds(),
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

  static TouchWindows from(Values values) {
    Map<Channel, Map<TouchKind, Duration>> windows = new EnumMap<>(Channel.class);
    int next = 0;
    for (Channel channel : Channel.values()) {
      if (channel != Channel.UNKNOWN) {
        windows.put(channel, values.get(CHANNELS.get(next)));
        next++;
      }
    }
    return new TouchWindows(windows, values.get(FLOWS), values.get(CATEGORIES), 1);
  }

  private static <E extends Enum<E>> E constant(Class<E> of, String word) {
    for (E each : of.getEnumConstants()) {
      if (each.name().equalsIgnoreCase(word)) {
        return each;
      }
    }
    throw new IllegalArgumentException();
  }

  /** Times by kind of touch: "opened 5d, clicked 5d"; or none. */
  private record Kinds() implements Type<Map<TouchKind, Duration>> {

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
        TouchKind kind = constant(TouchKind.class, words[0]);
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

  /** The same by name and channel: "furniture email: opened 14d; furniture sms: none". */
  private record Named(String example)
      implements Type<Map<String, Map<Channel, Map<TouchKind, Duration>>>> {

    @Override
    public Map<String, Map<Channel, Map<TouchKind, Duration>>> parse(String text) {
      Map<String, Map<Channel, Map<TouchKind, Duration>>> all = new LinkedHashMap<>();
      if (text.isBlank()) {
        return all;
      }
      for (String part : text.split(";", -1)) {
        int colon = part.lastIndexOf(':');
        String head = colon < 0 ? "" : part.substring(0, colon).strip();
        int blank = head.lastIndexOf(' ');
        if (blank < 0) {
          throw new IllegalArgumentException();
        }
        Channel channel = constant(Channel.class, head.substring(blank + 1));
        Map<Channel, Map<TouchKind, Duration>> windows =
            all.computeIfAbsent(
                head.substring(0, blank).strip(), name -> new EnumMap<>(Channel.class));
        if (channel == Channel.UNKNOWN
            || windows.put(channel, new Kinds().parse(part.substring(colon + 1))) != null) {
          throw new IllegalArgumentException();
        }
      }
      return all;
    }

    @Override
    public String allowed() {
      return "nothing, or for each a name, a channel and its windows, such as '"
          + example
          + " email: opened 7d, clicked 14d; "
          + example
          + " sms: none'";
    }
  }
}
