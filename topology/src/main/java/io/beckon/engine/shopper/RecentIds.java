package io.beckon.engine.shopper;

/**
 * A bounded memory of ids, as 48-bit hashes, oldest first. Redelivery is recognised by it without a
 * store of its own: it lives in records that are written anyway. Hashes can't be compressed, so
 * they are much of what is written of an active shopper; with 48 bits, one new id in four million
 * million is taken for one of the 64 remembered.
 *
 * <p>A value: adding an id leaves the earlier memory as it was, though both share an array. Used by
 * one thread at a time.
 */
public final class RecentIds {

  /** How many ids are remembered; the oldest is forgotten first. */
  public static final int CAPACITY = 64;

  /** Width of a hash. */
  public static final int BYTES = 6;

  /** Nothing remembered. */
  public static final RecentIds EMPTY = of();

  /**
   * What later memories share with this one: they only add behind what this one sees. One array,
   * because there is one for each shopper, far from all others: how many hashes are in it, then
   * their low halves, which nearly always tell, then the high ones, two in an int.
   */
  private static final class Shared {

    private Shared() {}

    static int[] of(int room) {
      int even = room + (room & 1);
      return new int[1 + even + even / 2];
    }

    static int room(int[] shared) {
      return (shared.length - 1) * 2 / 3;
    }

    static int used(int[] shared) {
      return shared[0];
    }

    static int low(int[] shared, int place) {
      return shared[1 + place];
    }

    static int high(int[] shared, int place) {
      int pair = shared[1 + room(shared) + place / 2];
      return (place & 1) == 0 ? pair & 0xffff : pair >>> Short.SIZE;
    }

    static void add(int[] shared, long hash) {
      int place = shared[0]++;
      shared[1 + place] = (int) hash;
      int high = (int) (hash >>> Integer.SIZE) & 0xffff;
      shared[1 + room(shared) + place / 2] |= (place & 1) == 0 ? high : high << Short.SIZE;
    }

    static long at(int[] shared, int place) {
      return (long) high(shared, place) << Integer.SIZE
          | Integer.toUnsignedLong(low(shared, place));
    }

    static long[] toArray(int[] shared, int from, int to) {
      long[] hashes = new long[to - from];
      for (int i = 0; i < hashes.length; i++) {
        hashes[i] = at(shared, from + i);
      }
      return hashes;
    }

    static boolean equals(int[] one, int from, int to, int[] other, int otherFrom, int otherTo) {
      if (to - from != otherTo - otherFrom) {
        return false;
      }
      for (int i = 0; i < to - from; i++) {
        if (at(one, from + i) != at(other, otherFrom + i)) {
          return false;
        }
      }
      return true;
    }
  }

  /** Room for so many more ids when an array is made anew. */
  private static final int SPARE = 8;

  private final int[] shared;
  private final int from;
  private final int to;
  private final long added;

  /**
   * A bit for each hash, and maybe for some that are forgotten: where there is none, the hash is
   * not here, and the arrays need no look.
   */
  private final long even;

  private final long odd;

  private RecentIds(int[] shared, int from, int to, long added, long even, long odd) {
    this.shared = shared;
    this.from = from;
    this.to = to;
    this.added = added;
    this.even = even;
    this.odd = odd;
  }

  /** With the bits of what the arrays hold. */
  private RecentIds(int[] shared, int from, int to, long added) {
    this(shared, from, to, added, bits(shared, from, to, 0), bits(shared, from, to, 1));
  }

  private static long bits(int[] shared, int from, int to, int which) {
    long bits = 0;
    for (int i = from; i < to; i++) {
      bits |= bit(Shared.at(shared, i), which);
    }
    return bits;
  }

  /** The bit of a hash among the even ones (0) or the odd ones (1). */
  private static long bit(long hash, int which) {
    return (hash & 1) == which ? 1L << (hash >>> 1) : 0;
  }

  /** Returns a memory of the given hashes, oldest first; only the latest are kept. */
  public static RecentIds of(long... hashes) {
    int from = Math.max(0, hashes.length - CAPACITY);
    int[] kept = Shared.of(hashes.length - from);
    for (int i = from; i < hashes.length; i++) {
      Shared.add(kept, hashes[i]);
    }
    int size = hashes.length - from;
    return new RecentIds(kept, 0, size, size);
  }

  /** Is the id remembered? */
  public boolean contains(long hash) {
    if ((((hash & 1) == 0 ? even : odd) & 1L << (hash >>> 1)) == 0) {
      return false;
    }
    int sought = (int) hash;
    for (int i = to - 1; i >= from; i--) {
      if (Shared.low(shared, i) == sought && Shared.at(shared, i) == hash) {
        return true;
      }
    }
    return false;
  }

  /** Returns a memory that also holds this id, as its latest. */
  public RecentIds with(long hash) {
    int first = size() < CAPACITY ? from : from + 1;
    if (to == Shared.used(shared) && to < Shared.room(shared)) {
      Shared.add(shared, hash);
      return new RecentIds(
          shared, first, to + 1, added + 1, even | bit(hash, 0), odd | bit(hash, 1));
    }
    int kept = to - first;
    int[] next = Shared.of(kept + Math.min(kept, SPARE * 2) + SPARE);
    for (int i = first; i < to; i++) {
      Shared.add(next, Shared.at(shared, i));
    }
    Shared.add(next, hash);
    return new RecentIds(next, 0, kept + 1, added + 1);
  }

  /**
   * Returns the hashes added since an earlier memory, from which this one came by {@link #with};
   * those of them that are still remembered, oldest first.
   */
  public long[] addedSince(RecentIds earlier) {
    long news = Math.max(0, Math.min(size(), added - earlier.added));
    return Shared.toArray(shared, to - (int) news, to);
  }

  /** Did this memory come from an earlier one by {@link #with} alone, so far as it can tell? */
  public boolean continues(RecentIds earlier) {
    long news = added - earlier.added;
    if (news < 0 || size() != Math.min(CAPACITY, earlier.size() + news)) {
      return false;
    }
    int old = size() - (int) Math.min(news, size());
    int begin = earlier.to - old;
    return (shared == earlier.shared && from == begin)
        || Shared.equals(shared, from, from + old, earlier.shared, begin, earlier.to);
  }

  /** Returns the hashes, oldest first. */
  public long[] toArray() {
    return Shared.toArray(shared, from, to);
  }

  /** How many ids are remembered. */
  public int size() {
    return to - from;
  }

  /** The hash that was added last; 0: there is none. */
  public long latest() {
    return to == from ? 0 : Shared.at(shared, to - 1);
  }

  /**
   * The hash of an id, {@link #BYTES} wide and never negative: FNV-1a over its UTF-16 units,
   * finished as in MurmurHash3.
   */
  public static long hash(String id) {
    return hash("", id);
  }

  /** The hash of an id with something before it, as of both put together. */
  public static long hash(String before, String id) {
    long h = mixed(mixed(0xcbf29ce484222325L, before), id);
    h ^= h >>> 33;
    h *= 0xff51afd7ed558ccdL;
    h ^= h >>> 33;
    h *= 0xc4ceb9fe1a85ec53L;
    h ^= h >>> 33;
    return h >>> (Long.SIZE - Byte.SIZE * BYTES);
  }

  private static long mixed(long hash, String text) {
    long h = hash;
    for (int i = 0; i < text.length(); i++) {
      h ^= text.charAt(i);
      h *= 0x100000001b3L;
    }
    return h;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RecentIds that
        && Shared.equals(shared, from, to, that.shared, that.from, that.to);
  }

  @Override
  public int hashCode() {
    int result = 1;
    for (int i = from; i < to; i++) {
      result = 31 * result + Shared.low(shared, i);
    }
    return result;
  }

  @Override
  public String toString() {
    return "RecentIds[" + size() + "]";
  }
}
