package io.beckon.bench.scenario.dsl;

import io.beckon.bench.scenario.SiteActivity;
import java.nio.ByteBuffer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/**
 * What a session's window remembers. Times are append times, epoch milliseconds.
 *
 * @param lastAt of the last site activity
 * @param lastCartAt of the last cart activity; negative: none since it was last empty
 * @param pieces in the cart
 * @param checkoutBegun was the checkout begun?
 */
record CartSession(long lastAt, long lastCartAt, int pieces, boolean checkoutBegun) {

  private static final long NEVER = -1;

  static final CartSession EMPTY = new CartSession(NEVER, NEVER, 0, false);

  boolean hasCart() {
    return lastCartAt != NEVER;
  }

  CartSession with(Act act) {
    if (act.activity() == SiteActivity.NONE) {
      return this;
    }
    long last = Math.max(lastAt, act.at());
    if (!act.activity().isCart()) {
      return new CartSession(last, lastCartAt, pieces, checkoutBegun);
    }
    int now = act.change().after(pieces);
    return now == 0
        ? new CartSession(last, NEVER, 0, false)
        : new CartSession(
            last,
            Math.max(lastCartAt, act.at()),
            now,
            checkoutBegun || act.activity() == SiteActivity.CHECKOUT);
  }

  CartSession merged(CartSession other) {
    return new CartSession(
        Math.max(lastAt, other.lastAt),
        Math.max(lastCartAt, other.lastCartAt),
        pieces + other.pieces,
        checkoutBegun || other.checkoutBegun);
  }

  /** As few bytes as a window can hold. */
  static Serde<CartSession> serde() {
    return Serdes.serdeFrom((topic, session) -> encode(session), (topic, bytes) -> decode(bytes));
  }

  private static byte[] encode(CartSession session) {
    return ByteBuffer.allocate(2 * Long.BYTES + Integer.BYTES + 1)
        .putLong(session.lastAt)
        .putLong(session.lastCartAt)
        .putInt(session.pieces)
        .put((byte) (session.checkoutBegun ? 1 : 0))
        .array();
  }

  private static CartSession decode(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    return new CartSession(in.getLong(), in.getLong(), in.getInt(), in.get() != 0);
  }
}
