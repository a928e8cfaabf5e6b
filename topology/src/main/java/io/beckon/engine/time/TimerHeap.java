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
    int index;

    Entry(String shopperId) {
      this.shopperId = shopperId;
    }
  }

  /** Children of a node: they lie side by side, so that a level costs one look into memory. */
  private static final int BRANCHES = 4;

  private final Map<String, Entry> entries = new HashMap<>();
  private Entry[] heap = new Entry[64];
  private long[] dues = new long[64];
  private int size;

  /** Makes sure that the shopper comes up at {@code due} (epoch milliseconds) or earlier. */
  public void ensure(String shopperId, long due) {
    Entry entry = entries.get(shopperId);
    if (entry == null) {
      entry = new Entry(shopperId);
      entries.put(shopperId, entry);
      if (size == heap.length) {
        heap = Arrays.copyOf(heap, size * 2);
        dues = Arrays.copyOf(dues, size * 2);
      }
      up(entry, due, size++);
    } else if (dues[entry.index] > due) {
      up(entry, due, entry.index);
    }
  }

  /** When the first shopper comes up, epoch milliseconds; {@link Long#MAX_VALUE} when none does. */
  public long earliest() {
    return size == 0 ? Long.MAX_VALUE : dues[0];
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
    dues = new long[64];
    size = 0;
  }

  private void remove(Entry entry) {
    entries.remove(entry.shopperId);
    Entry last = heap[--size];
    long due = dues[size];
    heap[size] = null;
    if (last != entry) {
      int hole = entry.index;
      up(last, due, hole);
      if (last.index == hole) {
        down(last, due, hole);
      }
    }
  }

  /** Puts an entry into a place, or above it. */
  private void up(Entry entry, long due, int place) {
    int i = place;
    while (i > 0) {
      int parent = (i - 1) / BRANCHES;
      if (!before(due, entry, dues[parent], parent)) {
        break;
      }
      move(parent, i);
      i = parent;
    }
    put(entry, due, i);
  }

  /** Puts an entry into a place, or below it. */
  private void down(Entry entry, long due, int place) {
    int i = place;
    while (true) {
      int first = BRANCHES * i + 1;
      if (first >= size) {
        break;
      }
      int least = first;
      for (int child = first + 1; child < Math.min(first + BRANCHES, size); child++) {
        if (before(dues[child], heap[child], dues[least], least)) {
          least = child;
        }
      }
      if (before(due, entry, dues[least], least)) {
        break;
      }
      move(least, i);
      i = least;
    }
    put(entry, due, i);
  }

  private void move(int from, int to) {
    put(heap[from], dues[from], to);
  }

  private void put(Entry entry, long due, int place) {
    heap[place] = entry;
    dues[place] = due;
    entry.index = place;
  }

  private boolean before(long due, Entry entry, long otherDue, int other) {
    return due != otherDue ? due < otherDue : entry.shopperId.compareTo(heap[other].shopperId) < 0;
  }
}
