package io.beckon.app.config;

import static io.beckon.app.config.Importance.HIGH;

import java.util.List;

/**
 * How addresses are known by which no address can be told.
 *
 * @param hashKey key of their hash, in the clear: never print it; "" for no contacts
 */
public record ContactsConfig(String hashKey) {

  static final Key<String> HASH_KEY =
      Key.of(
          "contacts.hash.key",
          Types.text("at least 16 characters, or nothing", "|.{16,1024}"),
          "",
          HIGH,
          "Secret by which addresses are hashed, so that suppressions and legal caps hold for all"
              + " shoppers of one address. Without it each shopper is judged alone.",
          "Nobody but the shop may be able to find the address of a hash, so there is no default"
              + " that would do. Set it once, for example to what 'openssl rand -base64 32' prints;"
              + " under another key, what is known of addresses is forgotten.");

  static final List<Key<?>> KEYS = List.of(HASH_KEY);

  static ContactsConfig from(Values values) {
    return new ContactsConfig(values.get(HASH_KEY));
  }

  @Override
  public String toString() {
    return "ContactsConfig[" + (hashKey.isEmpty() ? "off" : Secrets.MASK) + "]";
  }
}
