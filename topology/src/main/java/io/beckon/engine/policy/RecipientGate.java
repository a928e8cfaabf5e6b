package io.beckon.engine.policy;

import io.beckon.contract.Channel;
import io.beckon.contract.Purpose;
import io.beckon.engine.policy.Place.From;
import io.beckon.engine.policy.Place.Located;
import io.beckon.engine.shopper.Profile;
import io.beckon.engine.shopper.SendLog;
import io.beckon.engine.shopper.Suppression;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;

/**
 * Judges what belongs to an address and not to one shopper: its suppressions, and the caps that
 * count by recipient. The last word on a message to an address that several shoppers have.
 */
public final class RecipientGate {

  private final Whereabouts whereabouts = new Whereabouts();

  /**
   * Where the shopper may be.
   *
   * @param regions ISO-3166 codes
   * @param zones IANA zones of the clocks that count, the best known first
   */
  public record Where(List<String> regions, List<String> zones) {

    public Where {
      regions = List.copyOf(regions);
      zones = List.copyOf(zones);
    }
  }

  /** A message that asks to be allowed. */
  public record Message(Channel channel, Purpose purpose, String flow, Where where) {}

  /** Where the shopper with this profile is, for {@link #judge} to know. */
  public Where where(Policy policy, Profile profile) {
    Place place = whereabouts.of(policy.places(), profile);
    return new Where(
        place.regions().stream().sorted().toList(),
        place.zones().stream().map(located -> located.zone().getId()).toList());
  }

  /**
   * The verdict on a message.
   *
   * @param suppressions what is suppressed for the address
   * @param sent what was sent there, to whichever shopper
   * @param at log time, epoch milliseconds
   */
  public Verdict judge(
      Policy policy, Message message, List<Suppression> suppressions, SendLog sent, long at) {
    Findings findings = new Findings(at, policy.gates().again());
    SuppressionGate.judge(policy, message.channel(), message.purpose(), suppressions, findings);
    Place place = place(policy, message.where());
    CapsGate.Message counted =
        new CapsGate.Message(message.channel(), message.purpose(), message.flow(), at);
    for (Cap cap : policy.caps()) {
      if (findings.isSkip()) {
        break;
      }
      if (cap.recipient()) {
        CapsGate.judge(cap, policy, counted, sent, place, findings);
      }
    }
    return findings.verdict();
  }

  private static Place place(Policy policy, Where where) {
    List<Located> zones =
        where.zones().stream()
            .map(Whereabouts::ianaZone)
            .filter(Objects::nonNull)
            .map(zone -> new Located(zone, From.PROFILE))
            .toList();
    List<Located> known =
        zones.isEmpty() ? List.of(new Located(policy.places().zone(), From.POLICY)) : zones;
    return new Place(known, known, new LinkedHashSet<>(where.regions()));
  }
}
