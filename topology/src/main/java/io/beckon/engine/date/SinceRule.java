package io.beckon.engine.date;

import io.beckon.engine.shopper.Shopper;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Some time after something happened for the last (or first) time. It comes once for each time that
 * it happened, and not at all if it happens again before.
 *
 * @param after how long after it
 * @param time the first such time on the shopper's clock from then on; null: at once
 */
public record SinceRule(Mark mark, Duration after, @Nullable LocalTime time) implements DateRule {

  /** What the time is counted from. */
  public enum Mark {
    LAST_ORDER(PROFILE),
    FIRST_ORDER(PROFILE),
    LAST_VISIT(ACTIVITY),
    /** A message was opened, clicked or replied to. */
    LAST_OPEN(ANSWERS);

    private final int asks;

    Mark(int asks) {
      this.asks = asks;
    }

    private long of(Shopper shopper) {
      return switch (this) {
        case LAST_ORDER -> shopper.profile().purchases().lastAt();
        case FIRST_ORDER -> shopper.profile().purchases().firstAt();
        case LAST_VISIT -> shopper.head().lastSiteActivity();
        case LAST_OPEN -> shopper.sends().lastAnsweredAt();
      };
    }
  }

  @Override
  public int asks() {
    return time == null ? mark.asks : mark.asks | PROFILE;
  }

  @Override
  public @Nullable Occurrence nextAfter(Shopper shopper, Supplier<ZoneId> zone, long from) {
    long marked = mark.of(shopper);
    if (marked <= 0) {
      return null;
    }
    try {
      long at = Math.addExact(marked, after.toMillis());
      if (time != null) {
        at = WallClock.next(time, zone.get(), at);
      }
      return at > from ? new Occurrence(at, Long.toString(marked)) : null;
    } catch (DateTimeException | ArithmeticException e) {
      return null; // too far away
    }
  }
}
