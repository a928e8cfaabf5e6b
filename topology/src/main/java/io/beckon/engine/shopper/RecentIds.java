package io.beckon.engine.shopper;

import java.util.Arrays;

/**
 * A bounded memory of ids, as 64-bit hashes, oldest first. Redelivery is recognised by it without a
 * store of its own: it lives in records that are written anyway.
 */
public final class RecentIds {

  /** How many ids are remembered; the oldest is forgotten first. */
  public static final int CAPACITY = 64;

  /** Nothing remembered. */
  public static final RecentIds EMPTY = new RecentIds(new long[0]);

  private final long[] hashes;

  private RecentIds(long[] hashes) {
    this.hashes = hashes;
  }

  /** Returns a memory of the given hashes, oldest first; only the latest are kept. */
  public static RecentIds of(long... hashes) {
    int from = Math.max(0, hashes.length - CAPACITY);
    return new RecentIds(Arrays.copyOfRange(hashes, from, hashes.length));
  }

  /** Is the id remembered? */
  public boolean contains(long hash) {
    for (int i = hashes.length - 1; i >= 0; i--) {
      if (hashes[i] == hash) {
        return true;
      }
    }
    return false;
  }

  /** Returns a memory that also holds this id, as its latest. */
  public RecentIds with(long hash) {
    int keep = Math.min(hashes.length, CAPACITY - 1);
    long[] next = new long[keep + 1];
    System.arraycopy(hashes, hashes.length - keep, next, 0, keep);
    next[keep] = hash;
    return new RecentIds(next);
  }

  /** Returns the hashes, oldest first. */
  public long[] toArray() {
    return hashes.clone();
  }

  /** How many ids are remembered. */
  public int size() {
    return hashes.length;
  }

  /** The 64-bit hash of an id: FNV-1a over its UTF-16 units, finished as in MurmurHash3. */
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
    return h;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RecentIds that && Arrays.equals(hashes, that.hashes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(hashes);
  }

  @Override
  public String toString() {
    return "RecentIds[" + hashes.length + "]";
  }
}
