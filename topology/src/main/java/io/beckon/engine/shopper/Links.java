package io.beckon.engine.shopper;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a shopper stands to other ids, and what must be remembered so that ids can be brought
 * together rightly. Most shoppers have none of it.
 *
 * @param movedTo everything is kept under that id now, and what comes is sent on; null: it is here
 * @param merged earlier ids that stand for this one, the latest last
 * @param removed lines taken out of carts that are empty now, the latest last
 * @param erased addresses that were erased, the latest last
 * @param orderedAt append time (epoch milliseconds) of the latest order that was told more than
 *     {@link #LATE_MS} after it was placed; 0: none was. Of others the profile tells
 */
public record Links(
    @Nullable String movedTo,
    List<MergedId> merged,
    List<RemovedLine> removed,
    List<ErasedAddress> erased,
    long orderedAt) {

  /** How many earlier ids are remembered; the oldest is forgotten first. */
  public static final int MAX_MERGED = 50;

  /** How many erased addresses are remembered; the oldest is forgotten first. */
  public static final int MAX_ERASED = 20;

  /** An order that is told later than this after it was placed is told late. */
  public static final long LATE_MS = 60_000;

  /** No other ids, and nothing to remember. */
  public static final Links NONE = new Links(null, List.of(), List.of(), List.of(), 0);

  public Links {
    merged = latest(merged, MAX_MERGED);
    removed = latest(removed, RemovedLine.MAX);
    erased = latest(erased, MAX_ERASED);
  }

  /** Links of a shopper whose everything is kept under another id. */
  public static Links to(String id) {
    return new Links(id, List.of(), List.of(), List.of(), 0);
  }

  /** Was an id handed over to this shopper? */
  public boolean includes(String id) {
    return merged.stream().anyMatch(m -> m.id().equals(id));
  }

  /** Was this hand-over read? */
  public boolean knows(String id, long handOver) {
    return merged.contains(new MergedId(id, handOver));
  }

  /** The same links with other earlier ids. */
  public Links merging(List<MergedId> ids) {
    return new Links(movedTo, ids, removed, erased, orderedAt);
  }

  /** The same links with lines that were taken out of a cart that is empty now. */
  public Links removing(List<RemovedLine> lines) {
    return new Links(movedTo, merged, joined(removed, lines), erased, orderedAt);
  }

  /** The same links with other erased addresses. */
  public Links erasing(List<ErasedAddress> addresses) {
    return new Links(movedTo, merged, removed, addresses, orderedAt);
  }

  /** The same links after an order that was told late. */
  public Links orderedAt(long at) {
    return new Links(movedTo, merged, removed, erased, Math.max(orderedAt, at));
  }

  private static <T> List<T> joined(List<T> first, List<T> second) {
    List<T> all = new ArrayList<>(first);
    all.addAll(second);
    return all;
  }

  private static <T> List<T> latest(List<T> all, int most) {
    return List.copyOf(all.size() > most ? all.subList(all.size() - most, all.size()) : all);
  }
}
