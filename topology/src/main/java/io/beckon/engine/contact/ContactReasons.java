package io.beckon.engine.contact;

/** Reason codes of decisions that a contact makes, beside those of the policy. Stable. */
public final class ContactReasons {

  /** Too many messages to one address want to be judged at once; it is judged again soon. */
  public static final String CONTACT_BUSY = "CONTACT_BUSY";

  private ContactReasons() {}
}
