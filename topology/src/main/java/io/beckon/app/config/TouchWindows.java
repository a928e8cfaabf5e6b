package io.beckon.app.config;

import io.beckon.contract.Channel;
import io.beckon.contract.TouchKind;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How long after a touch an order is credited to it. A flow's own window goes before all others;
 * else that of the categories of what was bought, the longest of them; else that of the channel.
 *
 * @param channels by channel and kind of touch; what is not in it does not count
 * @param flows the same of certain flows, in place of what the channel says
 * @param categories the same of certain categories and those below them ({@code a.b} and {@code
 *     a/b} are below {@code a})
 * @param factor by which all of them are longer or shorter
 */
public record TouchWindows(
    Map<Channel, Map<TouchKind, Duration>> channels,
    Map<String, Map<Channel, Map<TouchKind, Duration>>> flows,
    Map<String, Map<Channel, Map<TouchKind, Duration>>> categories,
    double factor) {

  /** What does not count. */
  private static final long NONE = -1;

  public TouchWindows {
    channels = Map.copyOf(channels);
    flows = Map.copyOf(flows);
    categories = Map.copyOf(categories);
  }

  /** All of them longer or shorter. */
  public TouchWindows times(double by) {
    return new TouchWindows(channels, flows, categories, factor * by);
  }

  /** Do categories matter? */
  public boolean asksForCategories() {
    return !categories.isEmpty();
  }

  /**
   * The window of a touch before an order, milliseconds; -1: it does not count.
   *
   * @param flow of the message; null: not known
   * @param bought categories of the order's lines, "" of a line without one
   */
  public long millis(
      @Nullable String flow, Channel channel, TouchKind kind, Collection<String> bought) {
    Map<TouchKind, Duration> ofFlow = ofFlow(flow, channel);
    if (ofFlow != null) {
      return millis(ofFlow.get(kind));
    }
    Map<TouchKind, Duration> usual = channels.getOrDefault(channel, Map.of());
    if (categories.isEmpty() || bought.isEmpty()) {
      return millis(usual.get(kind));
    }
    long longest = NONE;
    for (String category : bought) {
      Map<TouchKind, Duration> of = ofCategory(category, channel);
      longest = Math.max(longest, millis((of == null ? usual : of).get(kind)));
    }
    return longest;
  }

  /** The longest window that a touch may have, whatever is bought, milliseconds; -1: none. */
  public long longest(@Nullable String flow, Channel channel, TouchKind kind) {
    Map<TouchKind, Duration> ofFlow = ofFlow(flow, channel);
    if (ofFlow != null) {
      return millis(ofFlow.get(kind));
    }
    long longest = millis(channels.getOrDefault(channel, Map.of()).get(kind));
    for (Map<Channel, Map<TouchKind, Duration>> category : categories.values()) {
      longest = Math.max(longest, millis(category.getOrDefault(channel, Map.of()).get(kind)));
    }
    return longest;
  }

  /** The longest of all windows; zero: there are none. */
  public Duration longest() {
    long longest = longest(channels);
    for (Map<Channel, Map<TouchKind, Duration>> flow : flows.values()) {
      longest = Math.max(longest, longest(flow));
    }
    for (Map<Channel, Map<TouchKind, Duration>> category : categories.values()) {
      longest = Math.max(longest, longest(category));
    }
    return Duration.ofMillis(longest);
  }

  private long longest(Map<Channel, Map<TouchKind, Duration>> windows) {
    return windows.values().stream()
        .flatMap(kinds -> kinds.values().stream())
        .mapToLong(this::millis)
        .max()
        .orElse(0);
  }

  private @Nullable Map<TouchKind, Duration> ofFlow(@Nullable String flow, Channel channel) {
    Map<Channel, Map<TouchKind, Duration>> windows = flow == null ? null : flows.get(flow);
    return windows == null ? null : windows.get(channel);
  }

  /** Of the category itself, else of the nearest one above it that says anything. */
  private @Nullable Map<TouchKind, Duration> ofCategory(String category, Channel channel) {
    String nearest = "";
    Map<TouchKind, Duration> found = null;
    for (Map.Entry<String, Map<Channel, Map<TouchKind, Duration>>> each : categories.entrySet()) {
      Map<TouchKind, Duration> windows = each.getValue().get(channel);
      if (windows != null
          && each.getKey().length() > nearest.length()
          && isWithin(category, each.getKey())) {
        nearest = each.getKey();
        found = windows;
      }
    }
    return found;
  }

  static boolean isWithin(String path, String category) {
    if (!path.startsWith(category)) {
      return false;
    }
    return path.length() == category.length()
        || path.charAt(category.length()) == '.'
        || path.charAt(category.length()) == '/';
  }

  private long millis(@Nullable Duration window) {
    return window == null ? NONE : Math.round(window.toMillis() * factor);
  }
}
