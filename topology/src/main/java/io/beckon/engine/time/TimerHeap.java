package io.beckon.engine.time;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The due times of a task's shoppers: one entry a shopper, the earliest first, ties in order of the
 * shopper id, so that the order depends on nothing else. In memory only: it is rebuilt from what is
 * stored of the shoppers.
 *
 * <p>An entry is lazy: activity moves a shopper's real due time later and leaves the entry; when it
 * comes up too early it is put back. So activity costs a look-up and no change.
 */
public final class TimerHeap {

  private static final class Entry {
    final String shopperId;
    long due;
    int index;

    Entry(String shopperId, long due) {
      this.shopperId = shopperId;
      this.due = due;
    }
  }

  private final Map<String, Entry> entries = new HashMap<>();
  private Entry[] heap = new Entry[64];
  private int size;

  /** Makes sure that the shopper comes up at {@code due} (epoch milliseconds) or earlier. */
  public void ensure(String shopperId, long due) {
    Entry entry = entries.get(shopperId);
    if (entry == null) {
      entry = new Entry(shopperId, due);
      entries.put(shopperId, entry);
      if (size == heap.length) {
        heap = Arrays.copyOf(heap, size * 2);
      }
      entry.index = size;
      heap[size++] = entry;
      up(entry);
    } else if (entry.due > due) {
      entry.due = due;
      up(entry);
    }
  }

  /** When the first shopper comes up, epoch milliseconds; {@link Long#MAX_VALUE} when none does. */
  public long earliest() {
    return size == 0 ? Long.MAX_VALUE : heap[0].due;
  }

  /** Takes out the first shopper; null when there is none. */
  public @Nullable String poll() {
    if (size == 0) {
      return null;
    }
    Entry first = heap[0];
    remove(first);
    return first.shopperId;
  }

  /** Takes out a shopper. */
  public void remove(String shopperId) {
    Entry entry = entries.get(shopperId);
    if (entry != null) {
      remove(entry);
    }
  }

  /** How many shoppers have an entry. */
  public int size() {
    return size;
  }

  /** Forgets everything. */
  public void clear() {
    entries.clear();
    heap = new Entry[64];
    size = 0;
  }

  private void remove(Entry entry) {
    entries.remove(entry.shopperId);
    Entry last = heap[--size];
    heap[size] = null;
    if (last != entry) {
      last.index = entry.index;
      heap[last.index] = last;
      up(last);
      down(last);
    }
  }

  private void up(Entry entry) {
    int i = entry.index;
    while (i > 0) {
      Entry parent = heap[(i - 1) >>> 1];
      if (!before(entry, parent)) {
        break;
      }
      heap[i] = parent;
      int free = parent.index;
      parent.index = i;
      i = free;
    }
    heap[i] = entry;
    entry.index = i;
  }

  private void down(Entry entry) {
    int i = entry.index;
    while (true) {
      int child = 2 * i + 1;
      if (child >= size) {
        break;
      }
      if (child + 1 < size && before(heap[child + 1], heap[child])) {
        child++;
      }
      if (!before(heap[child], entry)) {
        break;
      }
      heap[i] = heap[child];
      heap[i].index = i;
      i = child;
    }
    heap[i] = entry;
    entry.index = i;
  }

  private static boolean before(Entry a, Entry b) {
    return a.due != b.due ? a.due < b.due : a.shopperId.compareTo(b.shopperId) < 0;
  }
}
