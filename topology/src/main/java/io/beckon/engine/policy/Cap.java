package io.beckon.engine.policy;

import io.beckon.contract.Channel;
import io.beckon.contract.Purpose;
import io.beckon.engine.policy.Policy.Then;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * At most so many messages in a window of time.
 *
 * @param name named in decisions
 * @param channels the channels that count together; empty: all
 * @param flows the flows that count together; empty: all
 * @param each of what each one is counted for itself; empty: all messages count together
 * @param max how many, at least 1
 * @param window over which time
 * @param exempt purposes that neither count nor are stopped
 * @param scope where and when it holds
 * @param engaged what holds instead of {@code max} for those who answer; null: no difference
 * @param ads does it count advertisements, that is joins of audiences, and hold them?
 * @param recipient it belongs to the address: messages to all shoppers who have it count together
 */
public record Cap(
    String name,
    Set<Channel> channels,
    Set<String> flows,
    Set<Each> each,
    int max,
    Window window,
    Set<Purpose> exempt,
    Then then,
    Scope scope,
    @Nullable Engaged engaged,
    Ads ads,
    boolean recipient) {

  /** Longest window, in days: sends are remembered a little longer. */
  public static final int LONGEST_DAYS = 30;

  public Cap {
    channels = Set.copyOf(channels);
    flows = Set.copyOf(flows);
    each = Set.copyOf(each);
    exempt = Set.copyOf(exempt);
  }

  /** A cap on what each shopper is sent. */
  public Cap(
      String name,
      Set<Channel> channels,
      Set<String> flows,
      Set<Each> each,
      int max,
      Window window,
      Set<Purpose> exempt,
      Then then,
      Scope scope,
      @Nullable Engaged engaged) {
    this(name, channels, flows, each, max, window, exempt, then, scope, engaged, Ads.NOT, false);
  }

  /** A cap over a rolling window, for all flows together, everywhere and always. */
  public Cap(
      String name, Set<Channel> channels, int max, Duration per, Set<Purpose> exempt, Then then) {
    this(
        name,
        channels,
        Set.of(),
        Set.of(),
        max,
        new Window.Rolling(per),
        exempt,
        then,
        Scope.EVERYWHERE,
        null);
  }

  /** Whether advertisements count. */
  public enum Ads {
    NOT,
    /** Together with messages. */
    TOO,
    /** And messages do not. */
    ONLY
  }

  /** Does it count advertisements? */
  public boolean countsAds() {
    return ads != Ads.NOT;
  }

  /** Over which time messages are counted. */
  public sealed interface Window {

    /**
     * The time before now.
     *
     * @param length at most {@link #LONGEST_DAYS} days
     */
    record Rolling(Duration length) implements Window {}

    /**
     * Calendar days of the shopper, from midnight to midnight on their clock.
     *
     * @param days today and the days before it, at least 1, at most {@link #LONGEST_DAYS}
     */
    record LocalDays(int days) implements Window {}
  }

  /** Of what each one is counted for itself. */
  public enum Each {
    CHANNEL,
    FLOW,
    SUBJECT
  }

  /**
   * Another cap for those who opened, clicked or replied lately, on a channel that the cap counts.
   *
   * @param within how long ago at most
   * @param max how many they may get, at least 1
   * @param clicked only clicks and replies count, since opens are also made by machines
   */
  public record Engaged(Duration within, int max, boolean clicked) {}
}
