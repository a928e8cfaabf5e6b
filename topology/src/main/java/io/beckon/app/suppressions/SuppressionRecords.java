package io.beckon.app.suppressions;

import io.beckon.contract.Channel;
import io.beckon.contract.ContactMatter;
import io.beckon.contract.ContactSuppression;
import io.beckon.contract.ContactTold;
import io.beckon.contract.ShopperEvent;
import io.beckon.engine.Ids;
import io.beckon.engine.consent.Address;
import io.beckon.engine.consent.Suppressions;
import io.beckon.engine.contact.Addresses;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes of a line of a suppression list what is told to the contact of its address. The same line
 * always makes the same event, so that a list can be imported again.
 */
final class SuppressionRecords {

  private static final Set<String> REASONS =
      Set.of(
          Suppressions.UNSUBSCRIBED,
          Suppressions.STOP,
          Suppressions.COMPLAINT,
          Suppressions.HARD_BOUNCE);

  private final Addresses addresses;
  private final @Nullable String country;
  private final long now;

  /**
   * Records of a shop.
   *
   * @param country where numbers without a calling code are dialled from; null: not known
   * @param now since when what has no time is suppressed, epoch milliseconds
   */
  SuppressionRecords(Addresses addresses, @Nullable String country, long now) {
    this.addresses = addresses;
    this.country = country;
    this.now = now;
  }

  /**
   * The event for a line.
   *
   * @throws IllegalArgumentException saying what is wrong, never with the address
   */
  ShopperEvent of(Map<String, String> fields) {
    Channel channel = channel(fields.getOrDefault("channel", "email"));
    String word = fields.getOrDefault("reason", "");
    String reason =
        word.isEmpty()
            ? Suppressions.UNSUBSCRIBED
            : word.toUpperCase(Locale.ROOT).replace(' ', '_').replace('-', '_');
    if (!REASONS.contains(reason)) {
      throw new IllegalArgumentException(
          "the reason is none of unsubscribed, stop, complaint, hard_bounce");
    }
    String contact = contact(channel, fields.getOrDefault("address", ""));
    String written = fields.getOrDefault("at", "");
    return new ShopperEvent(
        Ids.of("suppression-import", contact, channel.name(), reason, written),
        now,
        contact,
        "import",
        true,
        new ContactTold(
            ContactMatter.SUPPRESSED,
            "",
            List.of(new ContactSuppression(channel, reason, time(written))),
            null,
            List.of(),
            null,
            null));
  }

  private static Channel channel(String text) {
    for (Channel channel : Channel.values()) {
      if (channel.name().equalsIgnoreCase(text) && channel != Channel.UNKNOWN) {
        return channel;
      }
    }
    throw new IllegalArgumentException("the channel is none of email, sms, whatsapp, call");
  }

  private String contact(Channel channel, String address) {
    Address kind = Address.of(channel);
    String contact = null;
    if (kind == Address.EMAIL) {
      contact = address.indexOf('@') > 0 ? addresses.email(address) : null;
    } else if (kind == Address.PHONE) {
      contact = addresses.phone(address, country);
    } else {
      throw new IllegalArgumentException("the channel has no addresses that are known here");
    }
    if (contact == null) {
      throw new IllegalArgumentException("there is no address for the channel");
    }
    return contact;
  }

  private long time(String text) {
    if (text.isEmpty()) {
      return now;
    }
    try {
      return text.endsWith("Z")
          ? Instant.parse(text).toEpochMilli()
          : OffsetDateTime.parse(text).toInstant().toEpochMilli();
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("the time is not like 2026-11-27T08:00:00Z", e);
    }
  }
}
