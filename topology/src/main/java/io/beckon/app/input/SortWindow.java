package io.beckon.app.input;

import io.beckon.app.input.InputEntry.Parsed;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Events of one source, held back to bring them into order. What comes in order is queued and costs
 * nothing; only what comes late is sorted in. Among equal times the order of arrival stays.
 */
final class SortWindow {

  private record Late(Parsed event, long arrival) {}

  private final Deque<Parsed> inOrder = new ArrayDeque<>();
  private final PriorityQueue<Late> late =
      new PriorityQueue<>(
          Comparator.<Late>comparingLong(l -> l.event().timestampMs())
              .thenComparingLong(Late::arrival));
  private long arrivals;

  void add(Parsed event) {
    Parsed last = inOrder.peekLast();
    if (last == null || event.timestampMs() >= last.timestampMs()) {
      inOrder.addLast(event);
    } else {
      late.add(new Late(event, arrivals++));
    }
  }

  int size() {
    return inOrder.size() + late.size();
  }

  /** The earliest event held; null when none is. */
  @Nullable Parsed peek() {
    Late latest = late.peek();
    Parsed queued = inOrder.peekFirst();
    return latest != null && lateFirst(latest, queued) ? latest.event() : queued;
  }

  /** Takes the earliest event out. */
  @Nullable Parsed poll() {
    Late latest = late.peek();
    if (latest != null && lateFirst(latest, inOrder.peekFirst())) {
      late.poll();
      return latest.event();
    }
    return inOrder.pollFirst();
  }

  private static boolean lateFirst(Late late, @Nullable Parsed queued) {
    return queued == null || late.event().timestampMs() < queued.timestampMs();
  }
}
