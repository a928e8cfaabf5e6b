package io.beckon.engine.shopper;

import java.util.Arrays;

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
   * What later memories share with this one: they only add behind what this one sees. In two
   * arrays, because nearly always the first one tells: an event's id is sought in half of the
   * memory.
   */
  private static final class Shared {
    final int[] low;
    final short[] high;
    int used;

    Shared(int room) {
      this.low = new int[room];
      this.high = new short[room];
    }

    void add(long hash) {
      low[used] = (int) hash;
      high[used++] = (short) (hash >>> Integer.SIZE);
    }

    /** Takes over what another one has from one place to another. */
    void add(Shared other, int from, int to) {
      System.arraycopy(other.low, from, low, used, to - from);
      System.arraycopy(other.high, from, high, used, to - from);
      used += to - from;
    }

    long at(int place) {
      return Short.toUnsignedLong(high[place]) << Integer.SIZE | Integer.toUnsignedLong(low[place]);
    }

    long[] toArray(int from, int to) {
      long[] hashes = new long[to - from];
      for (int i = 0; i < hashes.length; i++) {
        hashes[i] = at(from + i);
      }
      return hashes;
    }

    boolean equals(int from, int to, Shared other, int otherFrom, int otherTo) {
      return Arrays.equals(low, from, to, other.low, otherFrom, otherTo)
          && Arrays.equals(high, from, to, other.high, otherFrom, otherTo);
    }
  }

  /** Room for so many more ids when an array is made anew. */
  private static final int SPARE = 8;

  private final Shared shared;
  private final int from;
  private final int to;
  private final long added;

  /**
   * A bit for each hash, and maybe for some that are forgotten: where there is none, the hash is
   * not here, and the arrays need no look.
   */
  private final long even;

  private final long odd;

  private RecentIds(Shared shared, int from, int to, long added, long even, long odd) {
    this.shared = shared;
    this.from = from;
    this.to = to;
    this.added = added;
    this.even = even;
    this.odd = odd;
  }

  /** With the bits of what the arrays hold. */
  private RecentIds(Shared shared, int from, int to, long added) {
    this(shared, from, to, added, bits(shared, from, to, 0), bits(shared, from, to, 1));
  }

  private static long bits(Shared shared, int from, int to, int which) {
    long bits = 0;
    for (int i = from; i < to; i++) {
      bits |= bit(shared.at(i), which);
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
    Shared kept = new Shared(hashes.length - from);
    for (int i = from; i < hashes.length; i++) {
      kept.add(hashes[i]);
    }
    return new RecentIds(kept, 0, kept.used, kept.used);
  }

  /** Is the id remembered? */
  public boolean contains(long hash) {
    if ((((hash & 1) == 0 ? even : odd) & 1L << (hash >>> 1)) == 0) {
      return false;
    }
    int[] low = shared.low;
    int sought = (int) hash;
    for (int i = to - 1; i >= from; i--) {
      if (low[i] == sought && shared.at(i) == hash) {
        return true;
      }
    }
    return false;
  }

  /** Returns a memory that also holds this id, as its latest. */
  public RecentIds with(long hash) {
    int first = size() < CAPACITY ? from : from + 1;
    if (to == shared.used && to < shared.low.length) {
      shared.add(hash);
      return new RecentIds(
          shared, first, to + 1, added + 1, even | bit(hash, 0), odd | bit(hash, 1));
    }
    int kept = to - first;
    Shared next = new Shared(kept + Math.min(kept, SPARE * 2) + SPARE);
    next.add(shared, first, to);
    next.add(hash);
    return new RecentIds(next, 0, kept + 1, added + 1);
  }

  /**
   * Returns the hashes added since an earlier memory, from which this one came by {@link #with};
   * those of them that are still remembered, oldest first.
   */
  public long[] addedSince(RecentIds earlier) {
    long news = Math.max(0, Math.min(size(), added - earlier.added));
    return shared.toArray(to - (int) news, to);
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
        || shared.equals(from, from + old, earlier.shared, begin, earlier.to);
  }

  /** Returns the hashes, oldest first. */
  public long[] toArray() {
    return shared.toArray(from, to);
  }

  /** How many ids are remembered. */
  public int size() {
    return to - from;
  }

  /**
   * The hash of an id, {@link #BYTES} wide and never negative: FNV-1a over its UTF-16 units,
   * finished as in MurmurHash3.
   */
  public static long hash(String id) {
    long h = 0xcbf29ce484222325L;
    for (int i = 0; i < id.length(); i++) {
      h ^= id.charAt(i);
      h *= 0x100000001b3L;
    }
    h ^= h >>> 33;
    h *= 0xff51afd7ed558ccdL;
    h ^= h >>> 33;
    h *= 0xc4ceb9fe1a85ec53L;
    h ^= h >>> 33;
    return h >>> (Long.SIZE - Byte.SIZE * BYTES);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RecentIds that
        && shared.equals(from, to, that.shared, that.from, that.to);
  }

  @Override
  public int hashCode() {
    int result = 1;
    for (int i = from; i < to; i++) {
      result = 31 * result + shared.low[i];
    }
    return result;
  }

  @Override
  public String toString() {
    return "RecentIds[" + size() + "]";
  }
}
