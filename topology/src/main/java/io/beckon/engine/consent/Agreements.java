package io.beckon.engine.consent;

import io.beckon.contract.ConsentState;
import io.beckon.engine.shopper.Consent;
import io.beckon.engine.shopper.Profile;
import io.beckon.engine.shopper.Suppression;
import org.jspecify.annotations.Nullable;

/**
 * What two ids of one shopper agreed to, as one. For each channel and purpose the latest statement
 * holds; at one time a denial. What was said of an address belongs to that address: an opt-in, a
 * hard bounce and a complaint about another one than the shopper now has are left out. The
 * shopper's own no outlives the address.
 */
public final class Agreements {

  private Agreements() {}

  /**
   * The known profile with the other one's consents and suppressions.
   *
   * @param contact what both have come to
   */
  public static Profile merged(Profile known, Profile other, Profile.Contact contact) {
    Profile next = known.with(contact);
    for (Suppression suppression : other.suppressions()) {
      if (suppression.ofAddress()) {
        continue; // its contact tells it again to whoever has the address now
      }
      boolean own = Suppressions.isOfAddress(suppression.reason());
      if (!own || isSame(Address.of(suppression.channel()), other.contact(), contact)) {
        next = Suppressions.add(next, suppression);
      }
    }
    for (Consent consent : other.consents()) {
      boolean denied = consent.state() == ConsentState.DENIED;
      if (denied || isSame(Address.of(consent.channel()), other.contact(), contact)) {
        next = stated(next, consent);
      }
    }
    return next;
  }

  private static Profile stated(Profile profile, Consent consent) {
    Consent known = profile.consent(consent.channel(), consent.purpose());
    if (known != null && holds(known, consent)) {
      return profile;
    }
    return Suppressions.lift(without(profile, known).with(consent), consent);
  }

  /** Profile.with would ignore an earlier statement; a denial counts against a mere question. */
  private static Profile without(Profile profile, @Nullable Consent known) {
    return known == null ? profile : profile.without(known);
  }

  private static boolean holds(Consent known, Consent other) {
    if (isSaid(known) != isSaid(other)
        && (known.state() == ConsentState.DENIED || other.state() == ConsentState.DENIED)) {
      return known.state() == ConsentState.DENIED;
    }
    return known.at() != other.at()
        ? known.at() > other.at()
        : strictness(known.state()) >= strictness(other.state());
  }

  private static boolean isSaid(Consent consent) {
    return consent.state() == ConsentState.GRANTED || consent.state() == ConsentState.DENIED;
  }

  private static int strictness(ConsentState state) {
    return switch (state) {
      case DENIED -> 3;
      case PENDING -> 2;
      case GRANTED -> 1;
      default -> 0;
    };
  }

  /** Is it the address that the shopper has now? One that was not known is taken for it. */
  private static boolean isSame(Address kind, Profile.Contact other, Profile.Contact now) {
    String theirs = kind.written(other);
    return theirs.isEmpty() || theirs.equals(kind.written(now));
  }
}
