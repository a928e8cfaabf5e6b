package io.beckon.engine.time;

import io.beckon.contract.Channel;
import io.beckon.engine.shopper.PendingSend;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The sends of a task that are ready to be released: higher priority first, then the older
 * decision, as far as their channels allow. It holds references only; the sends themselves are
 * stored with their shoppers, and one that was cancelled meanwhile is found out when it is taken.
 */
final class ReleaseQueue {

  /** A reference to a pending send. */
  record Entry(
      String shopperId, String runId, String step, Channel channel, int priority, long decidedAt) {

    /** Does it stand for this send, as it was decided then? */
    boolean isOf(PendingSend send) {
      return send.isReady() && send.step().equals(step) && send.decidedAt() == decidedAt;
    }
  }

  /** Asked for a few times a second, so that it must not cost a pass over a large backlog. */
  private static final int LOOKED_AT = 1_000;

  private static final Comparator<Entry> ORDER =
      Comparator.comparingInt((Entry e) -> -e.priority())
          .thenComparingLong(Entry::decidedAt)
          .thenComparing(Entry::shopperId)
          .thenComparing(Entry::runId)
          .thenComparing(Entry::step);

  private final Map<Channel, PriorityQueue<Entry>> channels = new EnumMap<>(Channel.class);
  private final Set<Entry> known = new HashSet<>();
  private final Set<Channel> refused = EnumSet.noneOf(Channel.class);
  private final List<Entry> later = new ArrayList<>();
  private boolean releasing;

  /** Adds a send, once. While releases go on it waits for the next ones. */
  void add(String shopperId, PendingSend send) {
    Entry entry =
        new Entry(
            shopperId,
            send.runId(),
            send.step(),
            send.channel(),
            send.priority(),
            send.decidedAt());
    if (!known.add(entry)) {
      return;
    }
    if (releasing) {
      later.add(entry);
    } else {
      offer(entry);
    }
  }

  /** Releases begin: what is added from now on was not decided before them. */
  void begin() {
    releasing = true;
    refused.clear();
  }

  /**
   * Takes out the next that may leave, by priority, then age, over all channels; null when none
   * may. A channel that was refused a place is not asked again in these releases.
   */
  @Nullable Entry next(ReleaseGate gate) {
    while (true) {
      PriorityQueue<Entry> best = null;
      for (Map.Entry<Channel, PriorityQueue<Entry>> channel : channels.entrySet()) {
        Entry head = channel.getValue().peek();
        if (head != null
            && !refused.contains(channel.getKey())
            && (best == null || ORDER.compare(head, best.element()) < 0)) {
          best = channel.getValue();
        }
      }
      if (best == null) {
        return null;
      }
      if (gate.take(best.element().channel())) {
        Entry entry = best.remove();
        known.remove(entry);
        return entry;
      }
      refused.add(best.element().channel());
    }
  }

  /** Releases are over. */
  void end() {
    releasing = false;
    later.forEach(this::offer);
    later.clear();
  }

  private void offer(Entry entry) {
    channels.computeIfAbsent(entry.channel(), c -> new PriorityQueue<>(ORDER)).add(entry);
  }

  /**
   * When the oldest was decided; Long.MAX_VALUE when nothing waits. Of very many, only the first of
   * each channel are looked at.
   */
  long oldest() {
    long oldest = Long.MAX_VALUE;
    if (known.size() <= LOOKED_AT) {
      for (Entry entry : known) {
        oldest = Math.min(oldest, entry.decidedAt());
      }
      return oldest;
    }
    for (PriorityQueue<Entry> channel : channels.values()) {
      Entry head = channel.peek();
      if (head != null) {
        oldest = Math.min(oldest, head.decidedAt());
      }
    }
    return oldest;
  }

  boolean isEmpty() {
    return known.isEmpty();
  }

  int size() {
    return known.size();
  }
}
