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
    long[] packed = unpacked(stored.getRecent());
    RecentIds ids = live(stored.getRecentEvents());
    if (ids.size() == 0) {
      return new Head(stored.getLastSiteActivity(), RecentIds.of(packed));
    }
    for (long hash : packed) {
      ids = ids.with(hash);
    }
    return new Head(stored.getLastSiteActivity(), ids);
  }

  /** Hashes, 8 bytes each. */
  static ByteBuffer packed(long... hashes) {
    ByteBuffer bytes = ByteBuffer.allocate(hashes.length * Long.BYTES);
    bytes.asLongBuffer().put(hashes);
    return bytes;
  }

  static long[] unpacked(ByteBuffer bytes) {
    long[] hashes = new long[bytes.remaining() / Long.BYTES];
    bytes.duplicate().asLongBuffer().get(hashes);
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
      hashes[i] = stored.get(i);
    }
    return RecentIds.of(hashes);
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
