package io.beckon.engine.consent;

import io.beckon.contract.Channel;
import io.beckon.engine.shopper.Profile.Contact;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The kind of address that a message of a channel goes to. */
public enum Address {
  /** The profile's email address. */
  EMAIL,
  /** The profile's phone number. */
  PHONE,
  /** A token, session or account that the sender finds by the shopper's id. */
  SENDER,
  /** None: the channel is not known here. */
  NONE;

  /** The kind of address a channel needs. */
  public static Address of(Channel channel) {
    return switch (channel) {
      case EMAIL -> EMAIL;
      case SMS, WHATSAPP, CALL -> PHONE;
      case PUSH, MESSENGER, INSTAGRAM, ONSITE, CHAT, WEBHOOK -> SENDER;
      case UNKNOWN -> NONE;
    };
  }

  /** Can the shopper be reached at this kind of address, as far as the profile tells? */
  public boolean isKnown(Contact contact) {
    return switch (this) {
      case EMAIL -> isWritten(contact.email());
      case PHONE -> isWritten(contact.phone());
      case SENDER -> true;
      case NONE -> false;
    };
  }

  /** The address in its plainest form, for comparing; "" when there is none. */
  String written(Contact contact) {
    return switch (this) {
      case EMAIL -> text(contact.email()).strip().toLowerCase(Locale.ROOT);
      case PHONE -> text(contact.phone()).replaceAll("[^0-9]", "");
      case SENDER, NONE -> "";
    };
  }

  private static String text(@Nullable String address) {
    return address == null ? "" : address;
  }

  private static boolean isWritten(@Nullable String address) {
    return address != null && !address.isBlank();
  }
}
