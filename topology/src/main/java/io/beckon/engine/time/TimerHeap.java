package io.beckon.engine.time;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The due times of a task's shoppers: one entry a shopper, the earliest first, ties in order of the
 * shopper id, so that the order depends on nothing else. In memory only: it is rebuilt from what is
 * stored of the shoppers.
 *
 * <p>An entry is lazy: activity moves a shopper's real due time later and leaves the entry; when it
 * comes up too early it is put back. So activity costs a look-up and no change.
 *
 * <p>Entries are numbers, and what is known of them lies in arrays, side by side: an entry that
 * moves up or down touches neither objects far apart nor the garbage collector.
 */
public final class TimerHeap {

  /** Children of a node: they lie side by side, so that a level costs one look into memory. */
  private static final int BRANCHES = 4;

  private static final int FIRST = 64;

  /** By place in the heap: which entry, and when it is due. */
  private int[] heap = new int[FIRST];

  private long[] dues = new long[FIRST];

  /** By entry: whose it is, the hash of that, and its place in the heap. */
  private @Nullable String[] ids = new String[FIRST];

  private int[] hashes = new int[FIRST];
  private int[] places = new int[FIRST];

  /** Entries that may be used again. */
  private int[] free = new int[FIRST];

  private int freed;

  /** By hash, open addressing: entry plus one; 0 is a free slot. */
  private int[] slots = new int[2 * FIRST];

  private int size;

  /** Makes sure that the shopper comes up at {@code due} (epoch milliseconds) or earlier. */
  public void ensure(String shopperId, long due) {
    int hash = spread(shopperId.hashCode());
    int entry = find(shopperId, hash);
    if (entry < 0) {
      up(add(shopperId, hash), due, size++);
    } else if (dues[places[entry]] > due) {
      up(entry, due, places[entry]);
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
    int first = heap[0];
    String shopperId = ids[first];
    remove(first);
    return shopperId;
  }

  /** Takes out a shopper. */
  public void remove(String shopperId) {
    int entry = find(shopperId, spread(shopperId.hashCode()));
    if (entry >= 0) {
      remove(entry);
    }
  }

  /** How many shoppers have an entry. */
  public int size() {
    return size;
  }

  /** Forgets everything. */
  public void clear() {
    heap = new int[FIRST];
    dues = new long[FIRST];
    ids = new String[FIRST];
    hashes = new int[FIRST];
    places = new int[FIRST];
    free = new int[FIRST];
    slots = new int[2 * FIRST];
    freed = 0;
    size = 0;
  }

  private static int spread(int hash) {
    int h = hash * 0x9e3779b9;
    return h ^ (h >>> 15);
  }

  private int find(String shopperId, int hash) {
    int mask = slots.length - 1;
    for (int i = hash & mask; slots[i] != 0; i = (i + 1) & mask) {
      int entry = slots[i] - 1;
      if (hashes[entry] == hash && shopperId.equals(ids[entry])) {
        return entry;
      }
    }
    return -1;
  }

  /** An entry for a shopper who has none; its place is still to be found. */
  private int add(String shopperId, int hash) {
    if (size == heap.length) {
      grow();
    }
    // Those in use and those freed are all there were, so without a free one the next is new.
    int entry = freed > 0 ? free[--freed] : size;
    ids[entry] = shopperId;
    hashes[entry] = hash;
    hang(entry);
    return entry;
  }

  private void hang(int entry) {
    int mask = slots.length - 1;
    int i = hashes[entry] & mask;
    while (slots[i] != 0) {
      i = (i + 1) & mask;
    }
    slots[i] = entry + 1;
  }

  /** Frees the slot of an entry; those behind it that could not have their own move up. */
  private void unhang(int entry) {
    int mask = slots.length - 1;
    int hole = hashes[entry] & mask;
    while (slots[hole] != entry + 1) {
      hole = (hole + 1) & mask;
    }
    for (int i = (hole + 1) & mask; slots[i] != 0; i = (i + 1) & mask) {
      int own = hashes[slots[i] - 1] & mask;
      if (((i - own) & mask) >= ((i - hole) & mask)) {
        slots[hole] = slots[i];
        hole = i;
      }
    }
    slots[hole] = 0;
  }

  private void grow() {
    int room = 2 * size;
    heap = Arrays.copyOf(heap, room);
    dues = Arrays.copyOf(dues, room);
    ids = Arrays.copyOf(ids, room);
    hashes = Arrays.copyOf(hashes, room);
    places = Arrays.copyOf(places, room);
    free = Arrays.copyOf(free, room);
    slots = new int[2 * room];
    for (int place = 0; place < size; place++) {
      hang(heap[place]);
    }
  }

  private void remove(int entry) {
    unhang(entry);
    ids[entry] = null;
    free[freed++] = entry;
    int hole = places[entry];
    int last = heap[--size];
    long due = dues[size];
    if (last != entry) {
      up(last, due, hole);
      if (places[last] == hole) {
        down(last, due, hole);
      }
    }
  }

  /** Puts an entry into a place, or above it. */
  private void up(int entry, long due, int place) {
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
  private void down(int entry, long due, int place) {
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

  private void put(int entry, long due, int place) {
    heap[place] = entry;
    dues[place] = due;
    places[entry] = place;
  }

  private boolean before(long due, int entry, long otherDue, int other) {
    return due != otherDue ? due < otherDue : id(entry).compareTo(id(heap[other])) < 0;
  }

  private String id(int entry) {
    return Objects.requireNonNull(ids[entry]);
  }
}
