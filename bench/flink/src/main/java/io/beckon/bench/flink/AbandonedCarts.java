package io.beckon.bench.flink;

import io.beckon.bench.scenario.SiteActivity;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * What is put into a cart arms, any site activity extends, an order or an empty cart disarms; after
 * the idle time the cart is abandoned and forgotten.
 *
 * <p>Timers are re-armed lazily: activity does not move a timer; one that fires early is set again.
 * Watermarks come five times in a second, and in a catch-up hours of event time pass between two.
 * So a shopper's next activity looks first whether the cart was due before it: without that, one
 * abandonment in twenty would be missed.
 */
final class AbandonedCarts extends KeyedProcessFunction<String, Act, Abandonment> {

  private static final long serialVersionUID = 1L;

  @SuppressWarnings("NullAway.Init") // Flink calls open before anything else
  private transient ValueState<OpenCart> carts;

  @Override
  public void open(OpenContext context) {
    carts = getRuntimeContext().getState(new ValueStateDescriptor<>("cart", OpenCart.class));
  }

  @Override
  public void processElement(Act act, Context context, Collector<Abandonment> out)
      throws Exception {
    long at = context.timestamp();
    OpenCart open = carts.value();
    if (open != null && open.dueAt() <= at) {
      out.collect(abandonment(act.shopper(), open));
      carts.clear();
      open = null;
    }
    int pieces = act.piecesAfter(open == null ? 0 : open.pieces());
    if (act.activity() == SiteActivity.ORDER || pieces == 0) {
      if (open != null) {
        carts.clear();
      }
    } else if (open != null) {
      carts.update(armed(open.with(act.activity(), at, pieces), context));
    } else {
      carts.update(armed(OpenCart.by(act.activity(), at, pieces), context));
    }
  }

  @Override
  public void onTimer(long time, OnTimerContext context, Collector<Abandonment> out)
      throws Exception {
    OpenCart open = carts.value();
    if (open == null || open.timerAt() != time) {
      return;
    }
    if (open.dueAt() <= time) {
      out.collect(abandonment(context.getCurrentKey(), open));
      carts.clear();
    } else {
      carts.update(armed(open.withTimerAt(Long.MAX_VALUE), context));
    }
  }

  /** Sets a timer, unless one fires in time. */
  private static OpenCart armed(
      OpenCart open, KeyedProcessFunction<String, Act, Abandonment>.Context context) {
    long dueAt = open.dueAt();
    if (open.timerAt() <= dueAt) {
      return open;
    }
    context.timerService().registerEventTimeTimer(dueAt);
    return open.withTimerAt(dueAt);
  }

  private static Abandonment abandonment(String shopper, OpenCart open) {
    return new Abandonment(shopper, open.lastActivity(), open.checkout());
  }
}
