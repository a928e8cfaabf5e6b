package io.beckon.app.config;

import static io.beckon.app.config.Importance.HIGH;
import static io.beckon.app.config.Importance.MEDIUM;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How long after a shopper went idle an order recovers what was abandoned. The window of a flow
 * that was entered because of it goes before all others; else that of its categories; of several
 * the longest; else the usual one.
 *
 * @param usual where nothing else is said
 * @param flows of certain flows
 * @param categories of certain categories and those below them ({@code a.b} and {@code a/b} are
 *     below {@code a})
 */
public record RecoveryWindows(
    Duration usual, Map<String, Duration> flows, Map<String, Duration> categories) {

  private static final Key<Duration> USUAL =
      Key.of(
          "measure.recovery.window",
          Types.duration("1h", "60d"),
          "5d",
          HIGH,
          "How long after a shopper went idle an order recovers the cart, checkout or visit that was"
              + " abandoned. Later it is lost.",
          "As long as the longest window of a touch: a reminder of the second day may be answered on"
              + " the fourth. Longer windows count orders that would have come anyway.");

  private static final Key<Map<String, Duration>> FLOWS =
      Key.of(
          "measure.recovery.windows.flows",
          new Named("browse-recovery"),
          "",
          MEDIUM,
          "The same of what certain flows were entered for, in place of measure.recovery.window and of"
              + " categories; entries of these flows are compared over it, too.",
          "A flow that writes for two weeks is not over after five days.");

  private static final Key<Map<String, Duration>> CATEGORIES =
      Key.of(
          "measure.recovery.windows.categories",
          new Named("furniture"),
          "",
          MEDIUM,
          "The same of carts and visits with certain categories and those below them. Of several"
              + " categories the longest window holds.",
          "What costs much is thought over longer.");

  static final List<Key<?>> KEYS = List.of(USUAL, FLOWS, CATEGORIES);

  public RecoveryWindows {
    flows = Map.copyOf(flows);
    categories = Map.copyOf(categories);
  }

  /** One window for everything. */
  public static RecoveryWindows of(Duration usual) {
    return new RecoveryWindows(usual, Map.of(), Map.of());
  }

  static RecoveryWindows from(Values values) {
    return new RecoveryWindows(values.get(USUAL), values.get(FLOWS), values.get(CATEGORIES));
  }

  /** The window of entries of a flow, milliseconds. */
  public long millis(String flow) {
    return flows.getOrDefault(flow, usual).toMillis();
  }

  /**
   * The window of what was abandoned, milliseconds.
   *
   * @param entered flows that were entered because of it
   * @param left categories of what was left
   */
  public long millis(Collection<String> entered, Collection<String> left) {
    Duration own = longest(entered.stream().map(flows::get).toList());
    if (own == null && !categories.isEmpty() && !left.isEmpty()) {
      own = longest(left.stream().map(this::ofCategory).toList());
    }
    return (own == null ? usual : own).toMillis();
  }

  /** The longest of all. */
  public Duration longest() {
    Duration longest = usual;
    for (Map<String, Duration> named : List.of(flows, categories)) {
      for (Duration window : named.values()) {
        longest = window.compareTo(longest) > 0 ? window : longest;
      }
    }
    return longest;
  }

  private static @Nullable Duration longest(List<@Nullable Duration> windows) {
    Duration longest = null;
    for (Duration window : windows) {
      if (window != null && (longest == null || window.compareTo(longest) > 0)) {
        longest = window;
      }
    }
    return longest;
  }

  /** Of the category itself, else of the nearest one above it, else the usual one. */
  private Duration ofCategory(String category) {
    String nearest = "";
    Duration found = usual;
    for (Map.Entry<String, Duration> each : categories.entrySet()) {
      if (each.getKey().length() > nearest.length()
          && TouchWindows.isWithin(category, each.getKey())) {
        nearest = each.getKey();
        found = each.getValue();
      }
    }
    return found;
  }

  /** Times by name: "furniture: 21d; tea: 2d". */
  private record Named(String example) implements Type<Map<String, Duration>> {

    @Override
    public Map<String, Duration> parse(String text) {
      Map<String, Duration> all = new LinkedHashMap<>();
      if (text.isBlank()) {
        return all;
      }
      for (String part : text.split(";", -1)) {
        int colon = part.lastIndexOf(':');
        String name = colon < 0 ? "" : part.substring(0, colon).strip();
        Duration window = Types.duration("1h", "60d").parse(part.substring(colon + 1).strip());
        if (name.isEmpty() || all.put(name, window) != null) {
          throw new IllegalArgumentException();
        }
      }
      return all;
    }

    @Override
    public String allowed() {
      return "nothing, or for each a name and a time from 1h to 60d, such as '"
          + example
          + ": 14d'";
    }
  }
}
