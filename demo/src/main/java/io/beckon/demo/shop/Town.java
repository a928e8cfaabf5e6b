package io.beckon.demo.shop;

import io.beckon.contract.SendCommand;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * A shop that never closes: new people come every minute, shop for two days and are forgotten. A
 * town that is built again later has other people, so that nobody does the same thing twice.
 *
 * <p>Not safe for use by several threads.
 */
public final class Town implements Happenings {

  /** Most people a minute; their numbers then never meet those of the next minute. */
  public static final int MOST_A_MINUTE = 10_000;

  private static final long EPOCH = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();
  private static final long MINUTE = Duration.ofMinutes(1).toMillis();
  private static final long MEMORY = Duration.ofHours(1).toMillis();
  private static final long STAY = Duration.ofDays(2).toMillis();

  private final long seed;
  private final int perMinute;

  /** The latest last; each is filled for an hour, so that it can be forgotten as a whole. */
  private final Deque<Shop> shops = new ArrayDeque<>();

  private long shopUntil;
  private long nextCrowd;
  private long lastNumber;

  /**
   * A town at its beginning.
   *
   * @param perMinute new people, at most {@link #MOST_A_MINUTE}
   * @param start when the first come, epoch milliseconds
   */
  public Town(long seed, int perMinute, long start) {
    if (perMinute < 1 || perMinute > MOST_A_MINUTE) {
      throw new IllegalArgumentException(perMinute + " people a minute");
    }
    this.seed = seed;
    this.perMinute = perMinute;
    this.nextCrowd = start;
    this.shopUntil = start;
  }

  @Override
  public @Nullable Report next(long until) {
    while (nextCrowd <= until) {
      crowd();
    }
    for (Shop shop = earliest(); shop != null && shop.nextAt() <= until; shop = earliest()) {
      Report report = shop.next(until);
      if (report != null) {
        return report;
      }
    }
    return null;
  }

  @Override
  public long nextAt() {
    Shop shop = earliest();
    return shop == null ? nextCrowd : Math.min(nextCrowd, shop.nextAt());
  }

  @Override
  public void sent(SendCommand command, long at) {
    shops.forEach(shop -> shop.sent(command, at));
  }

  /** Shops whose people are remembered. */
  int shops() {
    return shops.size();
  }

  private @Nullable Shop earliest() {
    Shop first = null;
    for (Shop shop : shops) {
      if (first == null || shop.nextAt() < first.nextAt()) {
        first = shop;
      }
    }
    return first;
  }

  private void crowd() {
    while (!shops.isEmpty() && shops.getFirst().end() < nextCrowd) {
      shops.removeFirst();
    }
    if (nextCrowd >= shopUntil) {
      shopUntil = nextCrowd + MEMORY;
      shops.addLast(new Shop(seed, 0, nextCrowd, shopUntil + STAY));
    }
    // By the time and not one after the other: a town that starts anew must not meet its old
    // people.
    lastNumber = Math.max(lastNumber + perMinute, (nextCrowd - EPOCH) * MOST_A_MINUTE / 1_000);
    shops.getLast().welcome(lastNumber, perMinute, nextCrowd, MINUTE);
    nextCrowd += MINUTE;
  }
}
