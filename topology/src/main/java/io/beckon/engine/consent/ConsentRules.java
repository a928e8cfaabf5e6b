package io.beckon.engine.consent;

import io.beckon.contract.Channel;
import io.beckon.contract.ConsentGiven;
import io.beckon.contract.ConsentState;
import io.beckon.contract.Purpose;
import io.beckon.engine.shopper.Consent;
import io.beckon.engine.shopper.Profile;
import java.util.List;

/**
 * What a statement of consent changes. The latest statement about a channel and purpose holds,
 * whatever the order in which they arrive. Two kinds take nothing back of a denial, since nobody
 * has said yes: an opt-in that is not confirmed, and a state that only a newer writer knows.
 */
public final class ConsentRules {

  /** All that a consent can be about, in the order in which they are written into a profile. */
  static final List<Purpose> PURPOSES =
      List.of(Purpose.TRANSACTIONAL, Purpose.RECOVERY, Purpose.MARKETING);

  private ConsentRules() {}

  /**
   * The profile after a statement of consent; an opt-in also lifts what {@link Suppressions} says.
   * A statement about a channel or purpose that is not known here changes nothing.
   *
   * @param given a null purpose stands for all purposes
   * @param at when it was said, epoch milliseconds
   */
  public static Profile apply(Profile profile, ConsentGiven given, long at) {
    Channel channel = given.getChannel();
    if (channel == Channel.UNKNOWN) {
      return profile;
    }
    Purpose only = given.getPurpose();
    Profile next = profile;
    for (Purpose purpose : PURPOSES) {
      if (only == null || only == purpose) {
        next = apply(next, new Consent(channel, purpose, given.getState(), given.getSource(), at));
      }
    }
    return next;
  }

  /** The profile after an opt-out that was not stated as a consent, for some purposes. */
  static Profile deny(
      Profile profile, Channel channel, List<Purpose> purposes, String source, long at) {
    Profile next = profile;
    for (Purpose purpose : purposes) {
      next = apply(next, new Consent(channel, purpose, ConsentState.DENIED, source, at));
    }
    return next;
  }

  private static Profile apply(Profile profile, Consent consent) {
    Consent known = profile.consent(consent.channel(), consent.purpose());
    boolean said =
        consent.state() == ConsentState.GRANTED || consent.state() == ConsentState.DENIED;
    if (known != null && known.state() == ConsentState.DENIED && !said) {
      return profile;
    }
    return Suppressions.lift(profile.with(consent), consent);
  }
}
