package io.beckon.engine.contact;

import io.beckon.contract.ContactSuppression;
import io.beckon.engine.consent.Address;
import io.beckon.engine.shopper.AddressLink;
import io.beckon.engine.shopper.AddressLink.State;
import io.beckon.engine.shopper.AddressLinks;
import io.beckon.engine.shopper.Profile;
import io.beckon.engine.shopper.SentMessage;
import io.beckon.engine.shopper.Shopper;
import io.beckon.engine.shopper.Suppression;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which contact a shopper's address is, and how far the two know each other. */
final class AddressBook {

  static final List<Address> KINDS = List.of(Address.EMAIL, Address.PHONE);

  private final Addresses addresses;

  AddressBook(Addresses addresses) {
    this.addresses = addresses;
  }

  /** Are contacts known at all? */
  boolean isOpen() {
    return addresses.areKnown();
  }

  /**
   * Tells a contact that its address is the shopper's now.
   *
   * @param asEver the shopper had no other address before, so what is suppressed, and what was
   *     sent, was for this one
   */
  static void link(Shopper shopper, Address kind, String contact, boolean asEver, Letters letters) {
    Profile profile = shopper.profile();
    List<ContactSuppression> suppressions =
        asEver
            ? profile.suppressions().stream()
                .filter(s -> Address.of(s.channel()) == kind && !s.ofAddress())
                .map(AddressBook::written)
                .toList()
            : List.of();
    letters.linked(
        contact, suppressions, asEver ? messages(shopper, kind, Long.MIN_VALUE) : List.of());
    shopper.profile(with(profile, kind, AddressLink.told(letters.at())));
  }

  /** What the contact of an address does not know that the shopper was sent there. */
  static List<SentMessage> untoldMessages(Shopper shopper, Profile profile, Address kind) {
    AddressLink link = link(profile, kind);
    return link.state() == State.ALONE ? messages(shopper, kind, link.since()) : List.of();
  }

  private static List<SentMessage> messages(Shopper shopper, Address kind, long since) {
    return shopper.sends().messages().stream()
        .filter(m -> Address.of(m.channel()) == kind && m.at() >= since)
        .toList();
  }

  @Nullable Address kind(Profile profile, String contact) {
    for (Address kind : KINDS) {
      if (contact.equals(contact(profile, kind))) {
        return kind;
      }
    }
    return null;
  }

  @Nullable String contact(Profile profile, Address kind) {
    return addresses.contact(kind, profile.contact());
  }

  static AddressLink link(Profile profile, Address kind) {
    return kind == Address.EMAIL ? profile.links().email() : profile.links().phone();
  }

  static Profile with(Profile profile, Address kind, AddressLink link) {
    return profile.with(
        kind == Address.EMAIL
            ? new AddressLinks(link, profile.links().phone())
            : new AddressLinks(profile.links().email(), link));
  }

  static ContactSuppression written(Suppression suppression) {
    return new ContactSuppression(suppression.channel(), suppression.reason(), suppression.at());
  }
}
