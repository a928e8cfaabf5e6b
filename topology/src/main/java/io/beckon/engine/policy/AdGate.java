package io.beckon.engine.policy;

import io.beckon.contract.Purpose;
import io.beckon.engine.shopper.Shopper;

/**
 * Judges whether advertisements may be shown to a shopper: by the caps that count them. Nothing
 * else stands against a join: no address is used, and no phone rings.
 */
public final class AdGate {

  private AdGate() {}

  /** Does a cap count advertisements, so that they must be remembered? */
  public static boolean counts(Policy policy) {
    for (Cap cap : policy.caps()) {
      if (cap.countsAds()) {
        return true;
      }
    }
    return false;
  }

  /**
   * The verdict on a join of an audience.
   *
   * @param purpose of the flow
   * @param at logical time, epoch milliseconds
   */
  public static Verdict judge(
      Policy policy, Shopper shopper, Purpose purpose, String flow, long at) {
    Findings findings = new Findings(at, policy.gates().again());
    CapsGate.Message ad = new CapsGate.Message(null, purpose, flow, at);
    Place place = null;
    for (Cap cap : policy.caps()) {
      if (!findings.isSkip() && CapsGate.isAbout(cap, ad)) {
        place = place == null ? new Whereabouts().of(policy.places(), shopper.profile()) : place;
        CapsGate.judge(cap, policy, ad, shopper.sends(), place, findings);
      }
    }
    return findings.verdict();
  }
}
