package io.beckon.engine.policy;

import io.beckon.engine.policy.Cap.Window;
import io.beckon.engine.policy.Place.Located;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether a window of time has room for one more message.
 *
 * <ul>
 *   <li>A rolling window holds at {@code t} what was sent after {@code t - length}, so a message
 *       stops counting exactly {@code length} after it was sent.
 *   <li>A window of local days holds what was sent since midnight of the first of them on the
 *       shopper's clock; where several clocks count, there must be room on each of them.
 * </ul>
 *
 * <p>When the send log doesn't reach back over the whole window, nobody can say how many there
 * were: there is no room until it does.
 */
final class CapWindows {

  /**
   * What was found.
   *
   * @param counted messages in the window; with several clocks, the most on one of them
   * @param until when there will be room, epoch milliseconds; not later than now: there is
   * @param isFree is there room now?
   */
  record Room(long counted, long until, boolean isFree) {}

  private CapWindows() {}

  /**
   * Is there room?
   *
   * @param max how many may be in the window
   * @param times when messages that count were sent, rising
   * @param completeSince messages before or at this time may be missing
   * @param place needed for local days only
   * @param at now
   */
  static Room room(
      Window window, int max, long[] times, long completeSince, @Nullable Place place, long at) {
    if (window instanceof Window.Rolling rolling) {
      return rolling(rolling.length().toMillis(), max, times, completeSince, at);
    }
    int days = ((Window.LocalDays) window).days();
    Room worst = new Room(0, at, true);
    for (ZoneId zone : zones(place)) {
      Room room = onClock(zone, days, max, times, completeSince, at);
      worst =
          new Room(
              Math.max(worst.counted(), room.counted()),
              Math.max(worst.until(), room.until()),
              worst.isFree() && room.isFree());
    }
    return worst;
  }

  private static Room rolling(long length, int max, long[] times, long completeSince, long at) {
    long after = at - length;
    long[] counted = Arrays.stream(times).filter(time -> time > after).toArray();
    if (counted.length >= max) {
      long leaves = max < 1 ? at : counted[counted.length - max];
      return new Room(counted.length, leaves + length, false);
    }
    boolean known = completeSince <= after;
    return new Room(counted.length, known ? at : completeSince + length, known);
  }

  private static Room onClock(
      ZoneId zone, int days, int max, long[] times, long completeSince, long at) {
    LocalDate first = date(zone, at).minusDays(days - 1L);
    long start = startOf(first, zone);
    long[] counted = Arrays.stream(times).filter(time -> time >= start).toArray();
    if (counted.length >= max) {
      long leaves = max < 1 ? at : counted[counted.length - max];
      return new Room(counted.length, leftAt(leaves, days, zone, at), false);
    }
    boolean known = completeSince < start;
    return new Room(counted.length, known ? at : leftAt(completeSince, days, zone, at), known);
  }

  /** When what was sent then is in the window no more. */
  private static long leftAt(long sent, int days, ZoneId zone, long at) {
    LocalDate day = date(zone, sent).plusDays(days);
    while (startOf(day, zone) <= at) {
      day = day.plusDays(1);
    }
    return startOf(day, zone);
  }

  /** The first moment of a day, also where the clock is put forward at midnight. */
  private static long startOf(LocalDate day, ZoneId zone) {
    return day.atStartOfDay(zone).toInstant().toEpochMilli();
  }

  private static LocalDate date(ZoneId zone, long at) {
    return LocalDate.ofInstant(Instant.ofEpochMilli(at), zone);
  }

  private static List<ZoneId> zones(@Nullable Place place) {
    return place == null
        ? List.of(ZoneOffset.UTC)
        : place.zones().stream().map(Located::zone).toList();
  }
}
