package io.beckon.schemas;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Remembers what spans of bytes were read as, so that equal spans give one instance. A span has one
 * slot and should take it when it is met for the second time in a row there: what never comes again
 * costs an int. Who stood there moves to the slot beside it. Only immutable values may be kept.
 *
 * <p>Any number of threads may use it without a lock: a slot's entry is immutable, and what is lost
 * in a race is read anew.
 */
final class Spans<V> {
  private static final VarHandle LITTLE_ENDIAN_LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long MIX = 0x9E3779B97F4A7C15L;
  private static final int HASH_SHIFT = 32;

  private final @Nullable Entry<V>[] entries;
  private final int[] metHashes;

  /**
   * @param slots a power of two
   */
  @SuppressWarnings({"unchecked", "rawtypes"}) // only this class puts entries in
  Spans(int slots) {
    this.entries = new Entry[slots];
    this.metHashes = new int[slots];
  }

  static int hash(byte[] bytes, int from, int to) {
    long hash = (long) to - from;
    int at = from;
    for (; at <= to - Long.BYTES; at += Long.BYTES) {
      hash = (hash ^ (long) LITTLE_ENDIAN_LONG.get(bytes, at)) * MIX;
      hash ^= hash >>> HASH_SHIFT;
    }
    long rest = 0;
    for (; at < to; at++) {
      rest = (rest << Byte.SIZE) | (bytes[at] & 0xffL);
    }
    hash = (hash ^ rest) * MIX;
    return (int) (hash >>> HASH_SHIFT);
  }

  /** The value of an equal span, or null if none is remembered. */
  @Nullable V find(byte[] bytes, int from, int to, int hash) {
    int slot = hash & (entries.length - 1);
    Entry<V> first = entries[slot];
    if (first != null && first.is(bytes, from, to, hash)) {
      return first.value;
    }
    Entry<V> second = entries[slot ^ 1];
    return second != null && second.is(bytes, from, to, hash) ? second.value : null;
  }

  /** What stands where a span with this hash is looked for first; it may be another one. */
  @Nullable Entry<V> ahead(int hash) {
    return entries[hash & (entries.length - 1)];
  }

  /** Whether a span that is not remembered was the last to be met in its slot. */
  boolean meet(int hash) {
    int slot = hash & (entries.length - 1);
    if (metHashes[slot] == hash) {
      return true;
    }
    metHashes[slot] = hash;
    return false;
  }

  /** Remembers a value. */
  void remember(byte[] span, int hash, V value) {
    int slot = hash & (entries.length - 1);
    Entry<V> earlier = entries[slot];
    if (earlier != null) {
      entries[slot ^ 1] = earlier;
    }
    entries[slot] = new Entry<>(hash, span, value);
  }

  /** A span and what it was read as. */
  static final class Entry<V> {
    final int hash;
    final byte[] span;
    final V value;

    Entry(int hash, byte[] span, V value) {
      this.hash = hash;
      this.span = span;
      this.value = value;
    }

    boolean is(byte[] bytes, int from, int to, int wanted) {
      return hash == wanted && Arrays.equals(span, 0, span.length, bytes, from, to);
    }
  }
}
