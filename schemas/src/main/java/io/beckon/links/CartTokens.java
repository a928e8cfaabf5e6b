package io.beckon.links;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.beckon.links.InvalidCartToken.Reason;
import io.beckon.links.RestorableCart.Line;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Signs and checks the token of a cart-restore link: a JSON Web Signature in compact form (RFC
 * 7515) with HMAC-SHA256 (RFC 7518, HS256) and a key id, over {@link RestorableCart#toJson}. So any
 * JWT library can check it; a shop on the JVM can use this class.
 *
 * <p>To rotate keys, give the verifier the new key beside the old one, then let Beckon sign with
 * the new one, and take the old one away when the last link signed with it has expired.
 *
 * <p>Safe for use by many threads. Prints no key.
 */
public final class CartTokens {

  /** Least bytes of a key: those of the hash (RFC 7518, section 3.2). */
  public static final int KEY_BYTES = 32;

  private static final String HMAC = "HmacSHA256";
  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
  private static final Base64.Decoder DECODER = Base64.getUrlDecoder();
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private final Map<String, SecretKeySpec> keys;

  /**
   * Keys by id.
   *
   * @throws IllegalArgumentException if one has less than {@link #KEY_BYTES} bytes
   */
  public CartTokens(Map<String, byte[]> keys) {
    Map<String, SecretKeySpec> specs = new HashMap<>();
    keys.forEach(
        (id, key) -> {
          if (key.length < KEY_BYTES) {
            throw new IllegalArgumentException(
                "the key '" + id + "' has " + key.length + " bytes; at least " + KEY_BYTES);
          }
          specs.put(id, new SecretKeySpec(key, HMAC));
        });
    this.keys = Map.copyOf(specs);
  }

  /**
   * Signs a cart with one of the keys.
   *
   * @throws IllegalArgumentException if there is no such key
   */
  public String sign(RestorableCart cart, String keyId) {
    SecretKeySpec key = keys.get(keyId);
    if (key == null) {
      throw new IllegalArgumentException("there is no key '" + keyId + "'");
    }
    String header = "{\"alg\":\"HS256\",\"kid\":" + JSON.getNodeFactory().textNode(keyId) + "}";
    String signed = encode(header.getBytes(UTF_8)) + "." + encode(cart.toJson());
    return signed + "." + encode(hmac(key, signed));
  }

  /**
   * Checks a token and returns the cart in it.
   *
   * @param now present time
   * @throws InvalidCartToken if no cart is to be restored from it
   */
  public RestorableCart verify(String token, Instant now) throws InvalidCartToken {
    String[] parts = token.split("\\.", -1);
    if (parts.length != 3) {
      throw new InvalidCartToken(Reason.MALFORMED);
    }
    JsonNode header = json(parts[0]);
    if (!header.path("alg").asText().equals("HS256") || header.has("crit")) {
      throw new InvalidCartToken(Reason.MALFORMED);
    }
    SecretKeySpec key = keys.get(header.path("kid").asText());
    if (key == null) {
      throw new InvalidCartToken(Reason.UNKNOWN_KEY);
    }
    if (!MessageDigest.isEqual(hmac(key, parts[0] + "." + parts[1]), decode(parts[2]))) {
      throw new InvalidCartToken(Reason.BAD_SIGNATURE);
    }
    RestorableCart cart = cart(json(parts[1]));
    if (!now.isBefore(cart.expiresAt())) {
      throw new InvalidCartToken(Reason.EXPIRED);
    }
    return cart;
  }

  private static RestorableCart cart(JsonNode json) throws InvalidCartToken {
    List<Line> lines = new ArrayList<>();
    for (JsonNode line : json.path("items")) {
      if (line.size() != 3 || !line.path(0).isTextual() || !line.path(2).canConvertToInt()) {
        throw new InvalidCartToken(Reason.MALFORMED);
      }
      lines.add(new Line(line.path(0).asText(), text(line.path(1)), line.path(2).asInt()));
    }
    if (!json.path("iat").isIntegralNumber() || !json.path("exp").isIntegralNumber()) {
      throw new InvalidCartToken(Reason.MALFORMED);
    }
    return new RestorableCart(
        text(json.path("cart")),
        lines,
        Instant.ofEpochSecond(json.path("iat").asLong()),
        Instant.ofEpochSecond(json.path("exp").asLong()));
  }

  private static @Nullable String text(JsonNode node) {
    return node.isTextual() ? node.asText() : null;
  }

  private static JsonNode json(String part) throws InvalidCartToken {
    try {
      JsonNode node = JSON.readTree(new String(decode(part), UTF_8));
      if (node.isObject()) {
        return node;
      }
    } catch (JsonProcessingException e) {
      // told below, without what stands in the token
    }
    throw new InvalidCartToken(Reason.MALFORMED);
  }

  private static byte[] hmac(SecretKeySpec key, String signed) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(key);
      return mac.doFinal(signed.getBytes(US_ASCII));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JVM has HMAC-SHA256", e);
    }
  }

  private static String encode(byte[] bytes) {
    return ENCODER.encodeToString(bytes);
  }

  private static byte[] decode(String part) throws InvalidCartToken {
    try {
      return DECODER.decode(part);
    } catch (IllegalArgumentException e) {
      throw new InvalidCartToken(Reason.MALFORMED);
    }
  }

  @Override
  public String toString() {
    return "CartTokens" + keys.keySet();
  }
}
