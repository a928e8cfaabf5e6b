package io.beckon.engine.shopper;

/**
 * What the contact of an address was asked about a send, or allowed.
 *
 * @param contact the contact that was asked
 * @param askedAt when it was asked, epoch milliseconds; the answer repeats it
 * @param until the last moment to send, epoch milliseconds; {@link #ASKED}: no answer yet
 */
public record Permit(String contact, long askedAt, long until) {

  /** No answer yet. */
  public static final long ASKED = Long.MIN_VALUE;

  /** A question that was put to a contact. */
  public static Permit asked(String contact, long at) {
    return new Permit(contact, at, ASKED);
  }

  /** The same, allowed until a time. */
  public Permit granted(long lastMoment) {
    return new Permit(contact, askedAt, lastMoment);
  }

  /** Does it wait for its answer? */
  public boolean isAsked() {
    return until == ASKED;
  }

  /** Does it allow to send to this contact at that time? */
  public boolean allows(String toContact, long at) {
    return contact.equals(toContact) && !isAsked() && at <= until;
  }
}
