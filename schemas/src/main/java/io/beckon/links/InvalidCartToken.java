package io.beckon.links;

/** A token that no cart is to be restored from. Holds nothing of the token. */
public final class InvalidCartToken extends Exception {

  private static final long serialVersionUID = 1L;

  /** What is wrong with it. */
  public enum Reason {
    /** It is no token of this kind, or of another algorithm. */
    MALFORMED,
    /** It was signed with a key that the verifier does not have. */
    UNKNOWN_KEY,
    /** It was changed, or signed by somebody else. */
    BAD_SIGNATURE,
    /** Its time is over. */
    EXPIRED
  }

  private final Reason reason;

  InvalidCartToken(Reason reason) {
    super("the cart can't be restored: " + reason);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
