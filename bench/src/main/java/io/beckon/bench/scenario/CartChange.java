package io.beckon.bench.scenario;

import io.beckon.contract.CartReplaced;
import io.beckon.contract.CheckoutStarted;
import io.beckon.contract.Item;
import io.beckon.contract.ProductAdded;
import io.beckon.contract.ProductRemoved;
import io.beckon.contract.ShopperEvent;
import java.util.List;

/**
 * What an event does to the number of pieces in a cart: as much as the scenarios that are not
 * Beckon know of what is in it.
 *
 * @param pieces that are put in, or taken out if negative; with a snapshot: that there are
 * @param snapshot is it the whole cart?
 */
public record CartChange(int pieces, boolean snapshot) {

  private static final CartChange NONE = new CartChange(0, false);

  /** The change that an event makes. */
  public static CartChange of(ShopperEvent event) {
    Object payload = event.getPayload();
    if (payload instanceof ProductAdded added) {
      return new CartChange(Math.max(1, added.getItem().getQuantity()), false);
    } else if (payload instanceof ProductRemoved removed) {
      return new CartChange(-Math.max(1, removed.getItem().getQuantity()), false);
    } else if (payload instanceof CheckoutStarted checkout && !checkout.getItems().isEmpty()) {
      return new CartChange(pieces(checkout.getItems()), true);
    } else if (payload instanceof CartReplaced replaced) {
      return new CartChange(pieces(replaced.getItems()), true);
    }
    return NONE;
  }

  /** The pieces in a cart that had some before. */
  public int after(int before) {
    return snapshot ? pieces : Math.max(0, before + pieces);
  }

  private static int pieces(List<Item> items) {
    return items.stream().mapToInt(item -> Math.max(0, item.getQuantity())).sum();
  }
}
