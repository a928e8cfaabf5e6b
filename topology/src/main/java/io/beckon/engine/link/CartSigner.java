package io.beckon.engine.link;

import io.beckon.links.RestorableCart;
import org.jspecify.annotations.Nullable;

/**
 * Signs the cart in a link. What it returns goes into the message and nowhere else: no decision
 * depends on it, so that a replay without the key decides alike.
 */
@FunctionalInterface
public interface CartSigner {

  /** There is no key: links carry no cart. */
  CartSigner NONE = cart -> null;

  /** The token for a link; null when there is no key. */
  @Nullable String sign(RestorableCart cart);
}
