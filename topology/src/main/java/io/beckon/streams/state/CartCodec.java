package io.beckon.streams.state;

import io.beckon.engine.shopper.Cart;
import io.beckon.engine.shopper.CartLine;
import io.beckon.schemas.StateCodec;
import io.beckon.state.CartState;

/** Rows of the store {@code carts}. */
final class CartCodec implements PartCodec<Cart> {

  private final StateCodec<CartState> format;

  CartCodec(StateCodec<CartState> format) {
    this.format = format;
  }

  @Override
  public byte[] encode(Cart cart) {
    return format.encode(
        new CartState(
            cart.cartId(),
            cart.openedAt(),
            cart.lastActivity(),
            cart.armed(),
            cart.checkoutBegun(),
            PartCodec.each(
                cart.lines(),
                line ->
                    new io.beckon.state.CartLine(line.item(), line.addedAt(), line.changedAt())),
            cart.statedValue(),
            cart.statedCurrency(),
            cart.checkoutStep(),
            cart.checkoutError(),
            cart.coupon(),
            Removals.stored(cart.removed())));
  }

  @Override
  public Cart decode(byte[] bytes) {
    CartState state = format.decode(bytes);
    return new Cart(
        state.getCartId(),
        state.getOpenedAt(),
        state.getLastActivity(),
        state.getArmed(),
        state.getCheckoutBegun(),
        PartCodec.each(
            state.getLines(),
            line -> new CartLine(line.getItem(), line.getAddedAt(), line.getChangedAt())),
        state.getValue(),
        state.getCurrency(),
        state.getCheckoutStep(),
        state.getCheckoutError(),
        state.getCoupon(),
        Removals.live(state.getRemoved()));
  }
}
