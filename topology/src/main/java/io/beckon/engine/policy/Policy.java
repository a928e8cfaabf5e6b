package io.beckon.engine.policy;

import io.beckon.contract.Channel;
import io.beckon.contract.Purpose;
import io.beckon.engine.owner.Owners;
import io.beckon.engine.reply.Replies;
import io.beckon.engine.shopper.Consent;
import io.beckon.engine.text.TextRule;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What may be sent, and when, for all flows.
 *
 * @param version from 1, rising
 * @param hash SHA-256 of the definition, lower-case hex
 * @param fingerprint hash of the definition and of all data that it is judged by: law, areas, time
 *     zones
 * @param places how it is found out where shoppers are
 * @param gates what becomes of sends that nobody can say until when to hold
 * @param consent what a channel and purpose require; what is not listed requires an opt-in
 * @param pendingFor how long an opt-in waits for its confirmation; null: for ever
 * @param alone what keeps flows out of each other's way
 * @param onSite what waits while the shopper is on the site; null: nothing
 * @param subjects subject by flow, for caps that count by it; a flow that is not listed is a
 *     subject of its own
 * @param caps how much is too much
 * @param quietHours when not to send
 * @param hygiene what is not sent because nobody seems to be there
 * @param staleAfter a send that could not leave within this time since it was due is given up
 * @param rates how fast each channel may go, per partition
 * @param replies what becomes of what shoppers write back
 * @param owners who does tasks
 * @param pages addresses of the shop's pages that messages lead to, by name
 * @param texts how long texts may be, by channel; a channel that is not there: as long as they like
 * @param seasons times with rules of their own; they do not overlap
 */
public record Policy(
    int version,
    String hash,
    String fingerprint,
    PlaceRules places,
    GateRules gates,
    Map<ChannelPurpose, ConsentRule> consent,
    @Nullable Duration pendingFor,
    Alone alone,
    @Nullable OnSite onSite,
    Map<String, String> subjects,
    List<Cap> caps,
    List<QuietHours> quietHours,
    Hygiene hygiene,
    Duration staleAfter,
    Map<Channel, Rate> rates,
    Replies replies,
    Owners owners,
    Map<String, String> pages,
    Map<Channel, TextRule> texts,
    List<Season> seasons) {

  public Policy {
    consent = Map.copyOf(consent);
    subjects = Map.copyOf(subjects);
    caps = List.copyOf(caps);
    quietHours = List.copyOf(quietHours);
    rates = Map.copyOf(rates);
    pages = Map.copyOf(pages);
    texts = Map.copyOf(texts);
    seasons = List.copyOf(seasons);
  }

  /** A policy with nothing between flows, no seasons, and one zone for each shopper. */
  public Policy(
      int version,
      String hash,
      ZoneId zone,
      Map<String, ZoneId> countryZones,
      Map<ChannelPurpose, ConsentRule> consent,
      List<Cap> caps,
      List<QuietHours> quietHours,
      Duration staleAfter,
      Map<Channel, Rate> rates) {
    this(
        version,
        hash,
        hash,
        PlaceRules.best(zone, countryZones),
        GateRules.SKIPPING,
        consent,
        null,
        Alone.FREE,
        null,
        Map.of(),
        caps,
        quietHours,
        Hygiene.NONE,
        staleAfter,
        rates,
        Replies.UNREAD,
        Owners.none(zone),
        Map.of(),
        Map.of(),
        List.of());
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
    DEFER,
    /** It waits and is judged again from time to time, since what stops it may end earlier. */
    RE_EVALUATE
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

  /** Was an opt-in not confirmed in time, so that the shopper counts as not asked? */
  boolean isExpired(@Nullable Consent pending, long at) {
    return pending != null && pendingFor != null && at - pending.at() >= pendingFor.toMillis();
  }

  /** What holds at a moment, epoch milliseconds: the season's rules, if it is one. */
  public Policy at(long at) {
    for (int i = 0; i < seasons.size(); i++) {
      if (seasons.get(i).holdsAt(at)) {
        return seasons.get(i).policy();
      }
    }
    return this;
  }

  /** The same policy with seasons. */
  public Policy with(List<Season> newSeasons) {
    return with(caps, quietHours, rates, newSeasons);
  }

  /** What holds in a season: the same policy with other caps, quiet hours and rates. */
  public Policy inSeason(
      List<Cap> newCaps, List<QuietHours> newHours, Map<Channel, Rate> newRates) {
    return with(newCaps, newHours, newRates, List.of());
  }

  private Policy with(
      List<Cap> newCaps,
      List<QuietHours> newHours,
      Map<Channel, Rate> newRates,
      List<Season> newSeasons) {
    return new Policy(
        version,
        hash,
        fingerprint,
        places,
        gates,
        consent,
        pendingFor,
        alone,
        onSite,
        subjects,
        newCaps,
        newHours,
        hygiene,
        staleAfter,
        newRates,
        replies,
        owners,
        pages,
        texts,
        newSeasons);
  }

  /** The subject of what a flow says. */
  String subject(String flow) {
    return subjects.getOrDefault(flow, flow);
  }

  /** How long a text on a channel may be. */
  public TextRule text(Channel channel) {
    return texts.getOrDefault(channel, TextRule.FREE);
  }

  /** The rate of a channel, null when it is not limited. */
  public @Nullable Rate rate(Channel channel) {
    return rates.get(channel);
  }
}
