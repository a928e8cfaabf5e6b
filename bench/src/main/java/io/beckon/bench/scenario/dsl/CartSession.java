package io.beckon.bench.scenario.dsl;

import io.beckon.bench.scenario.SiteActivity;
import java.nio.ByteBuffer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/**
 * What a session's window remembers. Times are append times, epoch milliseconds.
 *
 * @param lastAt of the last site activity
 * @param lastCartAt of the last cart activity; negative: none yet
 * @param checkoutBegun was one of them about the checkout?
 */
record CartSession(long lastAt, long lastCartAt, boolean checkoutBegun) {

  private static final long NEVER = -1;

  static final CartSession EMPTY = new CartSession(NEVER, NEVER, false);

  boolean hasCart() {
    return lastCartAt != NEVER;
  }

  CartSession with(Act act) {
    if (act.activity() == SiteActivity.NONE) {
      return this;
    }
    return merged(
        new CartSession(
            act.at(),
            act.activity().isCart() ? act.at() : NEVER,
            act.activity() == SiteActivity.CHECKOUT));
  }

  CartSession merged(CartSession other) {
    return new CartSession(
        Math.max(lastAt, other.lastAt),
        Math.max(lastCartAt, other.lastCartAt),
        checkoutBegun || other.checkoutBegun);
  }

  /** As few bytes as a window can hold. */
  static Serde<CartSession> serde() {
    return Serdes.serdeFrom((topic, session) -> encode(session), (topic, bytes) -> decode(bytes));
  }

  private static byte[] encode(CartSession session) {
    return ByteBuffer.allocate(2 * Long.BYTES + 1)
        .putLong(session.lastAt)
        .putLong(session.lastCartAt)
        .put((byte) (session.checkoutBegun ? 1 : 0))
        .array();
  }

  private static CartSession decode(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    return new CartSession(in.getLong(), in.getLong(), in.get() != 0);
  }
}
