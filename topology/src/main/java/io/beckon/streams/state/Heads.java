package io.beckon.streams.state;

import io.beckon.engine.shopper.Head;
import io.beckon.engine.shopper.RecentIds;
import java.nio.ByteBuffer;
import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;

/** The head and ids remembered, as stored. */
final class Heads {

  private Heads() {}

  static io.beckon.state.Head stored(Head head, int parts) {
    return new io.beckon.state.Head(
        head.lastSiteActivity(), List.of(), parts, packed(head.recent().toArray()));
  }

  static Head live(io.beckon.state.Head stored) {
    long[] packed = unpacked(stored.getLatest());
    RecentIds ids = live(stored.getRecentEvents());
    if (ids.size() == 0) {
      return new Head(stored.getLastSiteActivity(), RecentIds.of(packed));
    }
    for (long hash : packed) {
      ids = ids.with(hash);
    }
    return new Head(stored.getLastSiteActivity(), ids);
  }

  /** Hashes, {@link RecentIds#BYTES} each. */
  static ByteBuffer packed(long... hashes) {
    byte[] bytes = new byte[hashes.length * RecentIds.BYTES];
    int at = 0;
    for (long hash : hashes) {
      for (int shift = Byte.SIZE * (RecentIds.BYTES - 1); shift >= 0; shift -= Byte.SIZE) {
        bytes[at++] = (byte) (hash >>> shift);
      }
    }
    return ByteBuffer.wrap(bytes);
  }

  static long[] unpacked(ByteBuffer bytes) {
    long[] hashes = new long[bytes.remaining() / RecentIds.BYTES];
    int at = bytes.position();
    for (int i = 0; i < hashes.length; i++) {
      long hash = 0;
      for (int n = 0; n < RecentIds.BYTES; n++) {
        hash = (hash << Byte.SIZE) | (bytes.get(at++) & 0xff);
      }
      hashes[i] = hash;
    }
    return hashes;
  }

  static List<Long> stored(RecentIds ids) {
    return new Hashes(ids.toArray());
  }

  static RecentIds live(List<Long> stored) {
    if (stored.isEmpty()) {
      return RecentIds.EMPTY;
    }
    long[] hashes = new long[stored.size()];
    for (int i = 0; i < hashes.length; i++) {
      hashes[i] = narrowed(stored.get(i));
    }
    return RecentIds.of(hashes);
  }

  /** First builds wrote hashes of 64 bits. */
  private static long narrowed(long hash) {
    int more = Long.SIZE - Byte.SIZE * RecentIds.BYTES;
    return (hash << more) >>> more == hash ? hash : hash >>> more;
  }

  /** A list over an array, so that no boxes are kept. */
  private static final class Hashes extends AbstractList<Long> implements RandomAccess {

    private final long[] hashes;

    Hashes(long[] hashes) {
      this.hashes = hashes;
    }

    @Override
    public Long get(int index) {
      return hashes[index];
    }

    @Override
    public int size() {
      return hashes.length;
    }
  }
}
