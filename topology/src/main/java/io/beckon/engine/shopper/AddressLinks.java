package io.beckon.engine.shopper;

/** How the shopper stands with the contacts of their addresses. */
public record AddressLinks(AddressLink email, AddressLink phone) {

  /** Nothing told. */
  public static final AddressLinks NONE = new AddressLinks(AddressLink.NONE, AddressLink.NONE);
}
