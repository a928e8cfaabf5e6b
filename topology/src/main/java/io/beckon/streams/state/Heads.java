package io.beckon.streams.state;

import io.beckon.engine.shopper.Head;
import io.beckon.engine.shopper.RecentIds;
import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;

/** The head and ids remembered, as stored. */
final class Heads {

  private Heads() {}

  static io.beckon.state.Head stored(Head head, int parts) {
    return new io.beckon.state.Head(head.lastSiteActivity(), stored(head.recent()), parts);
  }

  static Head live(io.beckon.state.Head stored) {
    return new Head(stored.getLastSiteActivity(), live(stored.getRecentEvents()));
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
