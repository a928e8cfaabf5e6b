package io.beckon.engine.time;

import io.beckon.contract.Channel;
import io.beckon.engine.shopper.PendingSend;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;

/**
 * The sends of a task that are ready to be released: by channel, higher priority first, then the
 * older decision. It holds references only; the sends themselves are stored with their shoppers,
 * and one that was cancelled meanwhile is found out when it is taken.
 */
final class ReleaseQueue {

  /** A reference to a pending send. */
  record Entry(
      String shopperId, String runId, String step, Channel channel, int priority, long decidedAt) {}

  private static final Comparator<Entry> ORDER =
      Comparator.comparingInt((Entry e) -> -e.priority())
          .thenComparingLong(Entry::decidedAt)
          .thenComparing(Entry::shopperId)
          .thenComparing(Entry::runId)
          .thenComparing(Entry::step);

  private final Map<Channel, PriorityQueue<Entry>> channels = new EnumMap<>(Channel.class);
  private final Set<Entry> known = new HashSet<>();

  /** Adds a send, once. */
  void add(String shopperId, PendingSend send) {
    Entry entry =
        new Entry(
            shopperId,
            send.runId(),
            send.step(),
            send.channel(),
            send.priority(),
            send.decidedAt());
    if (known.add(entry)) {
      channels.computeIfAbsent(send.channel(), c -> new PriorityQueue<>(ORDER)).add(entry);
    }
  }

  /** Takes out what may leave now, at most {@code limit} entries. */
  List<Entry> takeReleasable(ReleaseGate gate, int limit) {
    List<Entry> taken = new ArrayList<>();
    for (Map.Entry<Channel, PriorityQueue<Entry>> channel : channels.entrySet()) {
      PriorityQueue<Entry> queue = channel.getValue();
      while (!queue.isEmpty() && taken.size() < limit && gate.take(channel.getKey())) {
        Entry entry = queue.remove();
        known.remove(entry);
        taken.add(entry);
      }
    }
    return taken;
  }

  boolean isEmpty() {
    return known.isEmpty();
  }

  int size() {
    return known.size();
  }
}
