package io.beckon.streams.state;

import io.beckon.engine.shopper.ErasedAddress;
import io.beckon.engine.shopper.Head;
import io.beckon.engine.shopper.Links;
import io.beckon.engine.shopper.MergedId;
import io.beckon.engine.shopper.Points;
import io.beckon.engine.shopper.RecentIds;
import io.beckon.state.LinksState;
import io.beckon.state.ScorePoints;
import java.nio.ByteBuffer;
import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/** The head and ids remembered, as stored. */
final class Heads {

  private Heads() {}

  static io.beckon.state.Head stored(Head head, int parts) {
    return new io.beckon.state.Head(
        head.lastSiteActivity(),
        List.of(),
        parts,
        packed(head.recent().toArray()),
        stored(head.links()),
        stored(head.points()));
  }

  static Head live(io.beckon.state.Head stored) {
    long[] packed = unpacked(stored.getLatest());
    Points points = points(stored.getPoints());
    RecentIds ids = live(stored.getRecentEvents());
    Links links = live(stored.getLinks());
    if (ids.size() == 0) {
      return new Head(stored.getLastSiteActivity(), RecentIds.of(packed), links, points);
    }
    for (long hash : packed) {
      ids = ids.with(hash);
    }
    return new Head(stored.getLastSiteActivity(), ids, links, points);
  }

  private static @Nullable LinksState stored(Links links) {
    return links.equals(Links.NONE)
        ? null
        : new LinksState(
            links.movedTo(),
            PartCodec.each(links.merged(), m -> new io.beckon.state.MergedId(m.id(), m.handOver())),
            Removals.stored(links.removed()),
            PartCodec.each(
                links.erased(),
                e ->
                    new io.beckon.state.ErasedAddress(
                        e.channel(), e.reason(), e.salt(), e.hash(), e.at())),
            links.orderedAt());
  }

  private static Links live(@Nullable LinksState stored) {
    return stored == null
        ? Links.NONE
        : new Links(
            stored.getMovedTo(),
            PartCodec.each(stored.getMerged(), m -> new MergedId(m.getId(), m.getHandOver())),
            Removals.live(stored.getRemoved()),
            PartCodec.each(
                stored.getErased(),
                e ->
                    new ErasedAddress(
                        e.getChannel(), e.getReason(), e.getSalt(), e.getHash(), e.getAt())),
            stored.getOrderedAt());
  }

  static List<ScorePoints> stored(Points points) {
    return PartCodec.each(points.entries(), Heads::stored);
  }

  static ScorePoints stored(Points.Entry entry) {
    return new ScorePoints(entry.score(), entry.rule(), entry.points(), entry.at());
  }

  /** With the words of the rules themselves: to compare them, nobody need look into them. */
  static Points.Entry live(ScorePoints stored) {
    return new Points.Entry(
        stored.getScore().intern(), stored.getRule().intern(), stored.getPoints(), stored.getAt());
  }

  static Points points(List<ScorePoints> stored) {
    return stored.isEmpty() ? Points.NONE : new Points(PartCodec.each(stored, Heads::live));
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
