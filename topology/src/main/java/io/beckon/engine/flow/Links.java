package io.beckon.engine.flow;

import io.beckon.contract.Item;
import io.beckon.contract.TriggerKind;
import io.beckon.engine.link.CartSigner;
import io.beckon.engine.link.LinkText;
import io.beckon.engine.shopper.Cart;
import io.beckon.engine.shopper.Origin;
import io.beckon.links.RestorableCart;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts the address together that a message leads to. */
final class Links {

  /** Name of the parameter that carries the cart. */
  static final String RESTORE = "restore";

  /** The longest cart that a link carries, as JSON; mail programs cut links of 2,000 characters. */
  static final int MAX_CART_BYTES = 1_100;

  /**
   * Signs nothing, and is as long as a signature with a key whose id has eight characters:
   * decisions that look at the length of a link do not depend on the key.
   */
  static final CartSigner ANY_KEY = cart -> "x".repeat(tokenLength(cart.toJson().length));

  private Links() {}

  /** Characters of a compact JSON Web Signature with HMAC-SHA256: header, cart, signature. */
  private static int tokenLength(int cartBytes) {
    int header = base64("{\"alg\":\"HS256\",\"kid\":\"12345678\"}".length());
    return header + 1 + base64(cartBytes) + 1 + base64(32);
  }

  private static int base64(int bytes) {
    return (bytes * 4 + 2) / 3;
  }

  /** The tags of a visit that come of themselves, in order. */
  static final List<String> TAGS = List.of("source", "medium", "campaign", "content", "term");

  /**
   * The address for now; null when there is none.
   *
   * @param variant the arm of a split that the step stands in; null: none
   */
  static @Nullable String of(
      Passage passage, Step.Send step, @Nullable String variant, Facts facts, CartSigner signer) {
    Link link = step.deepLink();
    String address = link == null ? null : address(passage, link, facts);
    if (link == null || address == null) {
      return null;
    }
    if (link.tagged()) {
      for (String tag : TAGS) {
        Expression own = link.tags().get(tag);
        Object value = own == null ? usual(tag, passage, step, variant) : own.evaluate(facts);
        if (value != null && !value.toString().isEmpty()) {
          address = LinkText.with(address, "utm_" + tag, value.toString());
        }
      }
    }
    RestorableCart cart = cart(passage, link.restoreFor());
    String token = cart == null ? null : signer.sign(cart);
    return token == null ? address : LinkText.with(address, RESTORE, token);
  }

  private static @Nullable String address(Passage passage, Link link, Facts facts) {
    if (link.page() != null) {
      return passage.policy.pages().get(link.page());
    }
    Object to = link.to() == null ? null : link.to().evaluate(facts);
    return to == null ? null : to.toString();
  }

  private static String usual(
      String tag, Passage passage, Step.Send step, @Nullable String variant) {
    return switch (tag) {
      case "source" -> "beckon";
      case "medium" -> step.channel().name().toLowerCase(Locale.ROOT);
      case "campaign" -> passage.run.flow();
      case "content" -> variant == null ? step.id() : step.id() + "." + variant;
      default -> "";
    };
  }

  /** What a decision says of the cart in a link; empty when the link restores none. */
  static Map<String, String> notes(Passage passage, @Nullable Link link) {
    if (link == null || link.restoreFor() == null || !leads(passage, link)) {
      return Map.of();
    }
    RestorableCart cart = cart(passage, link.restoreFor());
    String what = cart == null ? "NOTHING" : cart.lines().isEmpty() ? "CART_ID" : "ITEMS";
    return Map.of("restores", what);
  }

  private static boolean leads(Passage passage, Link link) {
    return link.page() == null || passage.policy.pages().containsKey(link.page());
  }

  /** What a link restores now; null when there is nothing, or it does not fit and has no id. */
  private static @Nullable RestorableCart cart(Passage passage, @Nullable Duration validFor) {
    if (validFor == null) {
      return null;
    }
    Cart open = passage.shopper.cart();
    Origin origin = passage.run.origin();
    boolean aboutCart = origin.kind() == TriggerKind.CART || origin.kind() == TriggerKind.CHECKOUT;
    List<Item> items = open != null ? open.items() : aboutCart ? origin.items() : List.<Item>of();
    String cartId = open != null ? open.cartId() : origin.cartId();
    if (items.isEmpty()) {
      return null;
    }
    Instant issued = Instant.ofEpochMilli(passage.at).truncatedTo(ChronoUnit.SECONDS);
    RestorableCart whole =
        new RestorableCart(
            cartId, items.stream().map(Links::line).toList(), issued, issued.plus(validFor));
    if (whole.toJson().length <= MAX_CART_BYTES) {
      return whole;
    }
    return cartId == null ? null : whole.withoutLines();
  }

  private static RestorableCart.Line line(Item item) {
    return new RestorableCart.Line(item.getProductId(), item.getVariantId(), item.getQuantity());
  }
}
