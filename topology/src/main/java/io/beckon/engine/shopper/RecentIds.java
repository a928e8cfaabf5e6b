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

  /** What later memories share with this one: they only add behind what this one sees. */
  private static final class Shared {
    final long[] hashes;
    int used;

    Shared(long[] hashes, int used) {
      this.hashes = hashes;
      this.used = used;
    }
  }

  /** Room for so many more ids when an array is made anew. */
  private static final int SPARE = 8;

  private final Shared shared;
  private final int from;
  private final int to;
  private final long added;

  private RecentIds(Shared shared, int from, int to, long added) {
    this.shared = shared;
    this.from = from;
    this.to = to;
    this.added = added;
  }

  /** Returns a memory of the given hashes, oldest first; only the latest are kept. */
  public static RecentIds of(long... hashes) {
    int from = Math.max(0, hashes.length - CAPACITY);
    long[] kept = Arrays.copyOfRange(hashes, from, hashes.length);
    return new RecentIds(new Shared(kept, kept.length), 0, kept.length, kept.length);
  }

  /** Is the id remembered? */
  public boolean contains(long hash) {
    long[] hashes = shared.hashes;
    for (int i = to - 1; i >= from; i--) {
      if (hashes[i] == hash) {
        return true;
      }
    }
    return false;
  }

  /** Returns a memory that also holds this id, as its latest. */
  public RecentIds with(long hash) {
    int first = size() < CAPACITY ? from : from + 1;
    Shared next = shared;
    int end = to;
    if (end < next.used || end == next.hashes.length) {
      int kept = end - first;
      long[] room = new long[kept + Math.min(kept, SPARE * 2) + SPARE];
      System.arraycopy(shared.hashes, first, room, 0, kept);
      next = new Shared(room, kept);
      first = 0;
      end = kept;
    }
    next.hashes[end] = hash;
    next.used = end + 1;
    return new RecentIds(next, first, end + 1, added + 1);
  }

  /**
   * Returns the hashes added since an earlier memory, from which this one came by {@link #with};
   * those of them that are still remembered, oldest first.
   */
  public long[] addedSince(RecentIds earlier) {
    long news = Math.max(0, Math.min(size(), added - earlier.added));
    return Arrays.copyOfRange(shared.hashes, to - (int) news, to);
  }

  /** Did this memory come from an earlier one by {@link #with} alone, so far as it can tell? */
  public boolean continues(RecentIds earlier) {
    long news = added - earlier.added;
    if (news < 0 || size() != Math.min(CAPACITY, earlier.size() + news)) {
      return false;
    }
    int old = size() - (int) Math.min(news, size());
    return Arrays.equals(
        shared.hashes, from, from + old, earlier.shared.hashes, earlier.to - old, earlier.to);
  }

  /** Returns the hashes, oldest first. */
  public long[] toArray() {
    return Arrays.copyOfRange(shared.hashes, from, to);
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
        && Arrays.equals(shared.hashes, from, to, that.shared.hashes, that.from, that.to);
  }

  @Override
  public int hashCode() {
    int result = 1;
    for (int i = from; i < to; i++) {
      result = 31 * result + Long.hashCode(shared.hashes[i]);
    }
    return result;
  }

  @Override
  public String toString() {
    return "RecentIds[" + size() + "]";
  }
}
