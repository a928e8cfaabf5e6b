package io.beckon.engine.contact;

import io.beckon.engine.consent.Address;
import io.beckon.engine.policy.Phones;
import io.beckon.engine.shopper.Profile;
import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * The contacts that addresses are known by: HMAC-SHA256 over the shop, the kind of address and the
 * address in its one way of writing, cut to 128 bits. Without the key nobody can tell which address
 * it is, not even by trying all telephone numbers; so it may outlive an erasure.
 *
 * <p>E-mail addresses are compared without regard to case, to blanks around them and to how their
 * domain is written; numbers as E.164 has them.
 */
public final class Addresses {

  /** Keys of contacts begin with it; no shopper's id may. */
  public static final String PREFIX = "contact/";

  /** Nobody's address is known: there is no key. */
  public static final Addresses OFF = new Addresses("", null);

  private static final String HMAC = "HmacSHA256";
  private static final int BYTES = 16;

  private final String store;
  private final @Nullable SecretKeySpec secret;
  private final Phones phones = new Phones();

  private Addresses(String store, @Nullable SecretKeySpec secret) {
    this.store = store;
    this.secret = secret;
  }

  /**
   * Contacts of a shop.
   *
   * @param store the shop: the same address is another contact in another shop
   * @param secret the key of the hash; "" for {@link #OFF}. Under another key every address is
   *     another contact
   */
  public static Addresses of(String store, String secret) {
    return secret.isEmpty()
        ? OFF
        : new Addresses(store, new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), HMAC));
  }

  /** Are addresses known at all? */
  public boolean areKnown() {
    return secret != null;
  }

  /** The contact of a shopper's address of this kind; null when there is none. */
  public @Nullable String contact(Address kind, Profile.Contact shopper) {
    return switch (kind) {
      case EMAIL -> email(shopper.email());
      case PHONE -> phone(shopper.phone(), shopper.country());
      case SENDER, NONE -> null;
    };
  }

  /** The contact of an e-mail address; null when it is none. */
  public @Nullable String email(@Nullable String address) {
    return address == null || address.isBlank() ? null : contact("email", normalised(address));
  }

  /**
   * The contact of a telephone number; null when it is none.
   *
   * @param country where it is dialled from if it has no calling code; null: not known
   */
  public @Nullable String phone(@Nullable String number, @Nullable String country) {
    if (number == null || number.isBlank()) {
      return null;
    }
    String e164 = phones.e164(number, country);
    String written = e164 == null ? number.replaceAll("[^0-9]", "") : e164;
    return written.isEmpty() ? null : contact("phone", written);
  }

  static String normalised(String email) {
    String plain = Normalizer.normalize(email.strip(), Normalizer.Form.NFKC);
    int at = plain.lastIndexOf('@');
    String lower = plain.toLowerCase(Locale.ROOT);
    if (at < 0) {
      return lower;
    }
    try {
      return lower.substring(0, at + 1)
          + IDN.toASCII(plain.substring(at + 1), IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
    } catch (IllegalArgumentException e) {
      return lower;
    }
  }

  private @Nullable String contact(String kind, String address) {
    SecretKeySpec key = secret;
    if (key == null) {
      return null;
    }
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(key);
      byte[] hash =
          mac.doFinal((store + '\n' + kind + '\n' + address).getBytes(StandardCharsets.UTF_8));
      return PREFIX
          + Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, BYTES));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + HMAC, e);
    }
  }
}
