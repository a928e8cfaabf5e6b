package io.beckon.links;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The state of a cart, as a link carries it. No price, no discount and nothing about the shopper:
 * what things cost is the shop's to say when the cart is opened again.
 *
 * @param cartId the shop's id of the cart, null when it has none
 * @param lines what is in it; empty when it did not fit, so that the shop must look the cart up
 * @param issuedAt when the message left, in whole seconds
 * @param expiresAt from when on the link is to be refused, in whole seconds
 */
public record RestorableCart(
    @Nullable String cartId, List<Line> lines, Instant issuedAt, Instant expiresAt) {

  /**
   * A line of the cart.
   *
   * @param variantId null when the product has no variants
   * @param quantity pieces, at least 1
   */
  public record Line(String productId, @Nullable String variantId, int quantity) {}

  public RestorableCart {
    lines = List.copyOf(lines);
  }

  /** The same cart by its id alone. */
  public RestorableCart withoutLines() {
    return new RestorableCart(cartId, List.of(), issuedAt, expiresAt);
  }

  /**
   * As signed: {@code {"iat":1,"exp":2,"cart":"c1","items":[["shoes","red",2],["tea",null,1]]}}, in
   * UTF-8. The same cart gives the same bytes.
   */
  public byte[] toJson() {
    StringBuilder json = new StringBuilder(64 + 32 * lines.size());
    json.append("{\"iat\":").append(issuedAt.getEpochSecond());
    json.append(",\"exp\":").append(expiresAt.getEpochSecond());
    if (cartId != null) {
      json.append(",\"cart\":");
      append(json, cartId);
    }
    json.append(",\"items\":[");
    for (int i = 0; i < lines.size(); i++) {
      Line line = lines.get(i);
      json.append(i == 0 ? "[" : ",[");
      append(json, line.productId());
      json.append(',');
      append(json, line.variantId());
      json.append(',').append(line.quantity()).append(']');
    }
    return json.append("]}").toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void append(StringBuilder json, @Nullable String text) {
    if (text == null) {
      json.append("null");
      return;
    }
    json.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        json.append('\\').append(c);
      } else if (c < ' ') {
        json.append(String.format("\\u%04x", (int) c));
      } else {
        json.append(c);
      }
    }
    json.append('"');
  }
}
