package io.beckon.engine.consent;

import io.beckon.contract.Channel;
import io.beckon.contract.ConsentState;
import io.beckon.contract.Purpose;
import io.beckon.engine.shopper.Consent;
import io.beckon.engine.shopper.Profile;
import io.beckon.engine.shopper.Profile.Contact;
import io.beckon.engine.shopper.Suppression;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What each reason of a suppression stops, and what lifts it.
 *
 * <table>
 *   <caption>Reasons, weakest first</caption>
 *   <tr><th>reason</th><th>stops</th><th>is lifted by</th></tr>
 *   <tr><td>UNSUBSCRIBED</td><td>all but transactional</td>
 *       <td>a later opt-in to recovery or marketing</td></tr>
 *   <tr><td>STOP</td><td>everything (47 CFR 64.1200(a)(10))</td><td>a later opt-in</td></tr>
 *   <tr><td>COMPLAINT</td><td>all but transactional</td><td>a new address</td></tr>
 *   <tr><td>HARD_BOUNCE</td><td>everything: nobody is there</td>
 *       <td>a new address; where only the sender knows the address, a later opt-in</td></tr>
 * </table>
 *
 * <p>Order confirmations and the like stay possible after an unsubscription or a complaint: both
 * are about what was not asked for, and a shop owes the confirmation to who buys there again. A
 * complaint is not lifted by an opt-in, since a ticked box or an import is one too; and mailing
 * those who complained costs the shop its deliverability to everybody.
 *
 * <p>A channel has one suppression, the one that is hardest to lift. Nothing is lost by that: what
 * a lifted or replaced one stopped is also denied by consent (see {@link Feedback}).
 */
public final class Suppressions {

  /** The shopper unsubscribed. */
  public static final String UNSUBSCRIBED = "UNSUBSCRIBED";

  /** The shopper replied STOP, or another word of revocation. */
  public static final String STOP = "STOP";

  /** The shopper marked a message as spam. */
  public static final String COMPLAINT = "COMPLAINT";

  /** The address does not exist. */
  public static final String HARD_BOUNCE = "HARD_BOUNCE";

  private Suppressions() {}

  /** Does a suppression stop messages of this purpose? A reason not known here stops all. */
  public static boolean stops(Suppression suppression, Purpose purpose) {
    return switch (suppression.reason()) {
      case UNSUBSCRIBED, COMPLAINT -> purpose != Purpose.TRANSACTIONAL;
      default -> true;
    };
  }

  /**
   * The profile with other contact data: what held for an address that was replaced is lifted. An
   * address that is merely removed changes nothing, and neither does another way of writing the
   * same one. The shopper's own will, denied consents and STOP, outlives the address.
   */
  public static Profile readdressed(Profile profile, Contact contact) {
    Contact old = profile.contact();
    boolean newEmail = isOther(Address.EMAIL.written(old), Address.EMAIL.written(contact));
    boolean newPhone = isOther(Address.PHONE.written(old), Address.PHONE.written(contact));
    Profile next = profile.with(contact);
    for (Suppression suppression : profile.suppressions()) {
      boolean moved =
          switch (Address.of(suppression.channel())) {
            case EMAIL -> newEmail;
            case PHONE -> newPhone;
            case SENDER, NONE -> false;
          };
      if (moved && (suppression.ofAddress() || isOfAddress(suppression.reason()))) {
        next = without(next, suppression);
      }
    }
    return next;
  }

  /** Is a suppression lifted by an opt-in to a channel and purpose at that time? */
  public static boolean isLifted(
      Suppression suppression, Channel channel, Purpose purpose, long at) {
    return lifts(new Consent(channel, purpose, ConsentState.GRANTED, null, at), suppression);
  }

  /** The opt-in of a profile that lifts a suppression; null when there is none. */
  public static @Nullable Consent lifting(Profile profile, Suppression suppression) {
    for (Consent consent : profile.consents()) {
      if (lifts(consent, suppression)) {
        return consent;
      }
    }
    return null;
  }

  /** The profile with a suppression that the contact of an address told. */
  public static Profile told(Profile profile, Suppression suppression) {
    List<Suppression> next = new ArrayList<>(profile.suppressions());
    next.removeIf(
        s ->
            s.ofAddress()
                && s.channel() == suppression.channel()
                && s.reason().equals(suppression.reason()));
    next.add(suppression.asOfAddress());
    return profile.withSuppressions(next);
  }

  /** The profile after an opt-in of another shopper with the same address. */
  public static Profile lifted(Profile profile, Channel channel, Purpose purpose, long at) {
    return lift(profile, new Consent(channel, purpose, ConsentState.GRANTED, null, at));
  }

  /** The profile without what the contacts of its addresses told of a kind of address. */
  public static Profile withoutTold(Profile profile, Address kind) {
    Profile next = profile;
    for (Suppression suppression : profile.suppressions()) {
      if (suppression.ofAddress() && Address.of(suppression.channel()) == kind) {
        next = without(next, suppression);
      }
    }
    return next;
  }

  private static Profile without(Profile profile, Suppression gone) {
    List<Suppression> next = new ArrayList<>(profile.suppressions());
    next.remove(gone);
    return profile.withSuppressions(next);
  }

  /** The profile with a suppression, unless an opt-in after it is known, or a stronger one is. */
  static Profile add(Profile profile, Suppression suppression) {
    if (lifting(profile, suppression) != null) {
      return profile;
    }
    Suppression known = profile.suppression(suppression.channel());
    if (known == null) {
      return profile.with(suppression);
    }
    return strength(suppression.reason()) > strength(known.reason())
        ? profile.withoutSuppression(suppression.channel()).with(suppression)
        : profile;
  }

  /**
   * The profile with a suppression of an address that was erased and is known again, unless an
   * opt-in after it is known, or a stronger one is.
   */
  public static Profile again(Profile profile, Suppression suppression) {
    return add(profile, suppression);
  }

  /** The profile without the suppressions that a consent, which now holds, lifts. */
  static Profile lift(Profile profile, Consent consent) {
    Profile next = profile;
    for (Suppression suppression : profile.suppressions()) {
      if (lifts(consent, suppression)) {
        next = without(next, suppression);
      }
    }
    return next;
  }

  /** At equal times the suppression holds: a doubt is not a permission. */
  private static boolean lifts(Consent consent, Suppression suppression) {
    return consent.channel() == suppression.channel()
        && consent.state() == ConsentState.GRANTED
        && consent.at() > suppression.at()
        && switch (suppression.reason()) {
          case UNSUBSCRIBED -> stops(suppression, consent.purpose());
          case STOP -> true;
          case HARD_BOUNCE -> Address.of(suppression.channel()) == Address.SENDER;
          default -> false;
        };
  }

  static boolean isOfAddress(String reason) {
    return reason.equals(HARD_BOUNCE) || reason.equals(COMPLAINT);
  }

  private static int strength(String reason) {
    return switch (reason) {
      case UNSUBSCRIBED -> 1;
      case STOP -> 2;
      case COMPLAINT -> 3;
      default -> 4;
    };
  }

  private static boolean isOther(String old, String now) {
    return !now.isEmpty() && !now.equals(old);
  }
}
