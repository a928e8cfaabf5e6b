package io.beckon.engine.policy;

/**
 * The stable codes that decisions give as their reason. They are part of the contract of the {@code
 * decisions} topic: people count and alert on them. A code is never renamed and never reused.
 */
public final class Reasons {

  /** Nothing stands against the send. */
  public static final String ALLOWED = "ALLOWED";

  /** It could not leave within the policy's {@code staleAfter} since its step was due. */
  public static final String STALE = "STALE";

  /** This very command was released before. */
  public static final String ALREADY_SENT = "ALREADY_SENT";

  /** The channel is suppressed for the shopper; the rule names why. */
  public static final String SUPPRESSED = "SUPPRESSED";

  /** The profile has no address for the channel. */
  public static final String NO_ADDRESS = "NO_ADDRESS";

  /** An opt-in is required, and nothing was ever said, or the purpose is not known here. */
  public static final String NO_CONSENT = "NO_CONSENT";

  /** An opt-in is required, and the shopper has not confirmed it yet (double opt-in). */
  public static final String CONSENT_PENDING = "CONSENT_PENDING";

  /** The shopper did not confirm the opt-in in time, and counts as not asked. */
  public static final String OPT_IN_EXPIRED = "OPT_IN_EXPIRED";

  /** The shopper said no to this channel and purpose. */
  public static final String CONSENT_DENIED = "CONSENT_DENIED";

  /** As many messages as the cap that the rule names allows went out within its window. */
  public static final String CAP_REACHED = "CAP_REACHED";

  /** It is within the quiet hours that the rule names, where the shopper is. */
  public static final String QUIET_HOURS = "QUIET_HOURS";

  /** Too many messages in a row bounced softly; the address is left alone for a while. */
  public static final String SOFT_BOUNCES = "SOFT_BOUNCES";

  /** The shopper got many messages of the channel and answered none for long. */
  public static final String NOT_ENGAGED = "NOT_ENGAGED";

  /** What the message is about can't be bought now, as the catalog has it. */
  public static final String OUT_OF_STOCK = "OUT_OF_STOCK";

  /** The same step in the same variant was sent lately. */
  public static final String REPEATED = "REPEATED";

  /** The shopper is on the site now, and may be about to do what the message asks for. */
  public static final String ON_SITE = "ON_SITE";

  /** The shopper asked to be called; what is not about that waits. */
  public static final String CALLBACK_REQUESTED = "CALLBACK_REQUESTED";

  /** A running flow of higher priority, which the rule names, has something left to say. */
  public static final String HIGHER_PRIORITY = "HIGHER_PRIORITY";

  /** Another flow said something lately, and the cooldown that the rule names isn't over. */
  public static final String COOLDOWN = "COOLDOWN";

  private Reasons() {}
}
