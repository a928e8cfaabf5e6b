package io.beckon.engine.policy;

import io.beckon.contract.Channel;
import io.beckon.contract.Purpose;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What may be sent, and when, for all flows.
 *
 * @param version from 1, rising
 * @param hash SHA-256 of the definition, lower-case hex
 * @param zone zone of shoppers of whom no better one is known
 * @param countryZones zone by ISO-3166 alpha-2 code, for shoppers whose country is known and zone
 *     is not
 * @param consent what a channel and purpose require; what is not listed requires an opt-in
 * @param caps how much is too much
 * @param quietHours when not to send
 * @param staleAfter a send that could not leave within this time since it was due is given up
 * @param rates how fast each channel may go, per partition
 */
public record Policy(
    int version,
    String hash,
    ZoneId zone,
    Map<String, ZoneId> countryZones,
    Map<ChannelPurpose, ConsentRule> consent,
    List<Cap> caps,
    List<QuietHours> quietHours,
    Duration staleAfter,
    Map<Channel, Rate> rates) {

  public Policy {
    countryZones = Map.copyOf(countryZones);
    consent = Map.copyOf(consent);
    caps = List.copyOf(caps);
    quietHours = List.copyOf(quietHours);
    rates = Map.copyOf(rates);
  }

  /** A channel and a purpose. */
  public record ChannelPurpose(Channel channel, Purpose purpose) {}

  /** What consent a send requires. */
  public enum ConsentRule {
    /** Somebody said yes. */
    OPT_IN,
    /** Nobody said no. */
    OPT_OUT
  }

  /** What happens to a send that a rule stops for now. */
  public enum Then {
    /** It is given up, and its run goes on. */
    SKIP,
    /** It waits until the rule no longer stops it, and is judged again from the first gate. */
    DEFER
  }

  /**
   * At most so many messages in a rolling window.
   *
   * @param name named in decisions
   * @param channels the channels that count together; empty: all
   * @param max how many, at least 1
   * @param per length of the window, at most 30 days
   * @param exempt purposes that neither count nor are stopped
   */
  public record Cap(
      String name, Set<Channel> channels, int max, Duration per, Set<Purpose> exempt, Then then) {
    public Cap {
      channels = Set.copyOf(channels);
      exempt = Set.copyOf(exempt);
    }
  }

  /**
   * Do not send in this window of the shopper's local time.
   *
   * @param name named in decisions
   * @param channels the channels it holds for; empty: all
   * @param from first quiet minute
   * @param to first minute after it (exclusive); earlier than {@code from}: the window runs over
   *     midnight; equal: the whole day
   * @param days weekdays on which the window begins; empty: every day
   * @param exempt purposes it does not hold for
   */
  public record QuietHours(
      String name,
      Set<Channel> channels,
      LocalTime from,
      LocalTime to,
      Set<DayOfWeek> days,
      Set<Purpose> exempt,
      Then then) {
    public QuietHours {
      channels = Set.copyOf(channels);
      days = Set.copyOf(days);
      exempt = Set.copyOf(exempt);
    }
  }

  /**
   * A token bucket.
   *
   * @param perSecond tokens a second and partition, more than 0
   * @param burst the most that may go at once, at least 1
   */
  public record Rate(double perSecond, double burst) {}

  /** The rule of consent for a channel and purpose: an opt-in, unless something else is stated. */
  public ConsentRule consentRule(Channel channel, Purpose purpose) {
    ConsentRule rule = consent.get(new ChannelPurpose(channel, purpose));
    return rule == null ? ConsentRule.OPT_IN : rule;
  }

  /** The rate of a channel, null when it is not limited. */
  public @Nullable Rate rate(Channel channel) {
    return rates.get(channel);
  }
}
