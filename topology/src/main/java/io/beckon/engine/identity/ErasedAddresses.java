package io.beckon.engine.identity;

import io.beckon.contract.Channel;
import io.beckon.engine.Ids;
import io.beckon.engine.consent.Address;
import io.beckon.engine.consent.Suppressions;
import io.beckon.engine.shopper.ErasedAddress;
import io.beckon.engine.shopper.Profile;
import io.beckon.engine.shopper.Suppression;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Addresses after an erasure: salted hashes, by which an address is known again and stays
 * suppressed. The salt is that of the erasure, so that two shoppers with one address have two
 * hashes.
 */
public final class ErasedAddresses {

  private ErasedAddresses() {}

  /** What is to be remembered of the addresses of a profile. */
  static List<ErasedAddress> of(Profile profile, String salt, long at) {
    List<ErasedAddress> erased = new ArrayList<>();
    for (Channel channel : Channel.values()) {
      String address = address(channel, profile.contact());
      if (address != null) {
        Suppression known = profile.suppression(channel);
        String reason = known == null ? Suppressions.UNSUBSCRIBED : known.reason();
        erased.add(new ErasedAddress(channel, reason, salt, hash(salt, address), at));
      }
    }
    return erased;
  }

  /** The profile with the channels suppressed whose address was erased. */
  public static Profile suppressed(Profile profile, List<ErasedAddress> erased) {
    Profile next = profile;
    for (ErasedAddress one : erased) {
      String address = address(one.channel(), profile.contact());
      if (address != null && one.hash().equals(hash(one.salt(), address))) {
        next = Suppressions.again(next, new Suppression(one.channel(), one.reason(), one.at()));
      }
    }
    return next;
  }

  private static @Nullable String address(Channel channel, Profile.Contact contact) {
    String written =
        switch (Address.of(channel)) {
          case EMAIL -> contact.email() == null ? "" : contact.email().strip();
          case PHONE -> contact.phone() == null ? "" : contact.phone().replaceAll("[^0-9]", "");
          case SENDER, NONE -> "";
        };
    return written.isEmpty() ? null : written.toLowerCase(Locale.ROOT);
  }

  private static String hash(String salt, String address) {
    return Ids.of("erased", salt, address);
  }
}
