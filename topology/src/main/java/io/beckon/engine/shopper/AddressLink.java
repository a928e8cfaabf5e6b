package io.beckon.engine.shopper;

/**
 * What the contact of an address knows of the shopper.
 *
 * @param since when the address became the shopper's, epoch milliseconds
 */
public record AddressLink(State state, long since) {

  /** Where shopper and contact stand. */
  public enum State {
    /** The contact knows nothing, or there is no address. */
    UNTOLD,
    /** It was told, and has not answered yet. */
    TOLD,
    /** The address is this shopper's only: what they are sent they can judge by themselves. */
    ALONE,
    /** It is others' too: each message must be asked for. */
    SHARED
  }

  /** Nothing told. */
  public static final AddressLink NONE = new AddressLink(State.UNTOLD, 0);

  /** The address is the shopper's since then. */
  public static AddressLink told(long at) {
    return new AddressLink(State.TOLD, at);
  }

  /** The same link after the contact said whether it is shared. */
  public AddressLink shared(boolean isShared) {
    return new AddressLink(isShared ? State.SHARED : State.ALONE, since);
  }
}
