package io.beckon.streams.state;

import io.beckon.engine.shopper.Shopper;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The shoppers in memory, by id: a table with open addressing whose hashes lie apart, so that a
 * look-up touches memory as seldom as can be. What is not asked for leaves by the clock algorithm:
 * nearly the one not asked for longest, without moving anything when a shopper is asked for.
 */
final class ShopperTable {

  /** A shopper in memory. */
  static final class Entry {

    final Shopper shopper;
    final String id;
    final long hash;
    PartStores.Stored stored;
    boolean touched;

    /** Asked for since the clock's hand came by. */
    private boolean used = true;

    Entry(Shopper shopper, long hash, PartStores.Stored stored) {
      this.shopper = shopper;
      this.id = shopper.id();
      this.hash = hash;
      this.stored = stored;
    }

    /** Parts are values, put in place of each other: another record of parts is a change. */
    @SuppressWarnings("ReferenceEquality")
    boolean isDirty() {
      return shopper.parts() != stored.parts();
    }
  }

  private static final int FIRST_SLOTS = 64;

  private long[] hashes = new long[FIRST_SLOTS];
  private @Nullable Entry[] slots = new Entry[FIRST_SLOTS];
  private int size;
  private int hand;

  /** The hash of an id; never zero, which marks a free slot. */
  static long hash(String id) {
    long h = 0x9e3779b97f4a7c15L;
    for (int i = 0; i < id.length(); i++) {
      h = (h ^ id.charAt(i)) * 0x100000001b3L;
    }
    return mixed(h);
  }

  /** The hash of an id in UTF-8, if that is ASCII; else some number. */
  static long hash(byte[] id) {
    long h = 0x9e3779b97f4a7c15L;
    for (byte b : id) {
      h = (h ^ b) * 0x100000001b3L;
    }
    return mixed(h);
  }

  private static long mixed(long hash) {
    long h = hash ^ hash >>> 32;
    h *= 0xd6e8feb86659fd93L;
    h ^= h >>> 32;
    return h == 0 ? 1 : h;
  }

  /** An entry with this hash, which may be another one's; null: none. Touches the table only. */
  @Nullable Entry ahead(long hash) {
    int mask = slots.length - 1;
    for (int i = (int) hash & mask; hashes[i] != 0; i = (i + 1) & mask) {
      if (hashes[i] == hash) {
        return slots[i];
      }
    }
    return null;
  }

  /** The entry of an id, null when it is not here. */
  @Nullable Entry get(String id, long hash) {
    int mask = slots.length - 1;
    for (int i = (int) hash & mask; hashes[i] != 0; i = (i + 1) & mask) {
      Entry entry = slots[i];
      if (hashes[i] == hash && entry != null && entry.id.equals(id)) {
        entry.used = true;
        return entry;
      }
    }
    return null;
  }

  /** Adds an entry whose id is not here. */
  void add(Entry entry) {
    if (size * 2 >= slots.length) {
      grow();
    }
    place(entry);
    size++;
  }

  /**
   * Lets go of entries that are neither touched nor were asked for lately, until so many are left
   * or none can go.
   *
   * @param leaving receives each one before it goes
   * @return how many went
   */
  int evict(int most, Consumer<Entry> leaving) {
    int gone = 0;
    for (int looks = 4 * slots.length; size > most && looks > 0; looks--) {
      hand &= slots.length - 1;
      Entry entry = slots[hand];
      if (entry == null || entry.touched) {
        hand++;
      } else if (entry.used) {
        entry.used = false;
        hand++;
      } else {
        leaving.accept(entry);
        // What stood behind it may move to this slot: the hand stays.
        remove(hand);
        gone++;
      }
    }
    return gone;
  }

  int size() {
    return size;
  }

  void clear() {
    hashes = new long[FIRST_SLOTS];
    slots = new Entry[FIRST_SLOTS];
    size = 0;
    hand = 0;
  }

  private void place(Entry entry) {
    int mask = slots.length - 1;
    int i = (int) entry.hash & mask;
    while (hashes[i] != 0) {
      i = (i + 1) & mask;
    }
    hashes[i] = entry.hash;
    slots[i] = entry;
  }

  private void grow() {
    @Nullable Entry[] all = slots;
    hashes = new long[all.length * 2];
    slots = Arrays.copyOf(new Entry[0], all.length * 2);
    for (Entry entry : all) {
      if (entry != null) {
        place(entry);
      }
    }
  }

  /** Frees a slot; entries behind it that could not have their own place move up. */
  private void remove(int slot) {
    int mask = slots.length - 1;
    int free = slot;
    for (int i = (slot + 1) & mask; hashes[i] != 0; i = (i + 1) & mask) {
      int home = (int) hashes[i] & mask;
      boolean mayMove = free <= i ? home <= free || home > i : home <= free && home > i;
      if (mayMove) {
        hashes[free] = hashes[i];
        slots[free] = slots[i];
        free = i;
      }
    }
    hashes[free] = 0;
    slots[free] = null;
    size--;
  }
}
