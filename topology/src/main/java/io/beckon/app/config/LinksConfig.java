package io.beckon.app.config;

import static io.beckon.app.config.Importance.MEDIUM;

import io.beckon.engine.link.CartSigner;
import io.beckon.links.CartTokens;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * How links are signed that restore a cart. Prints no key.
 *
 * @param key the key, "" when links carry no cart
 * @param keyId which of the shop's keys it is
 */
public record LinksConfig(String key, String keyId) {

  static final Key<String> SIGNING_KEY =
      Key.of(
          "links.signing.key",
          Types.text("at least 32 characters, or nothing", "|.{32,}"),
          "",
          MEDIUM,
          "Key that the carts in links are signed with (HMAC-SHA256); its UTF-8 bytes. Without it,"
              + " links that should restore a cart lead to the page alone.",
          "Nobody but the shop and Beckon may know it; it must come from a source of secrets. Decisions"
              + " do not depend on it.");

  static final Key<String> SIGNING_ID =
      Key.of(
          "links.signing.id",
          Types.text("1 to 32 letters, digits, '-' and '_'", "[A-Za-z0-9_-]{1,32}"),
          "k1",
          MEDIUM,
          "Id of that key, written into each link: give a new key a new id, so that the shop knows"
              + " which one to check with while links of both are about.",
          "Any word will do while there is one key.");

  static final List<Key<?>> KEYS = List.of(SIGNING_KEY, SIGNING_ID);

  static LinksConfig from(Values values) {
    return new LinksConfig(values.get(SIGNING_KEY), values.get(SIGNING_ID));
  }

  /** What signs the carts in links. */
  public CartSigner signer() {
    if (key.isEmpty()) {
      return CartSigner.NONE;
    }
    CartTokens tokens = new CartTokens(Map.of(keyId, key.getBytes(StandardCharsets.UTF_8)));
    return cart -> tokens.sign(cart, keyId);
  }

  @Override
  public String toString() {
    return "LinksConfig[" + keyId + "]";
  }
}
