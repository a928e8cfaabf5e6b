package io.beckon.engine.identity;

import io.beckon.engine.Effects;
import io.beckon.engine.flow.Rulebook;
import io.beckon.engine.flow.Runs;
import io.beckon.engine.score.Counting;
import io.beckon.engine.shopper.BrowseHistory;
import io.beckon.engine.shopper.Cart;
import io.beckon.engine.shopper.ErasedAddress;
import io.beckon.engine.shopper.Head;
import io.beckon.engine.shopper.Links;
import io.beckon.engine.shopper.MergedId;
import io.beckon.engine.shopper.Profile;
import io.beckon.engine.shopper.RecentIds;
import io.beckon.engine.shopper.RemovedLine;
import io.beckon.engine.shopper.SendLog;
import io.beckon.engine.shopper.Shopper;
import io.beckon.engine.shopper.Visit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts together what was kept under two ids of one shopper. */
final class Merging {

  private final long cartTtl;
  private final Runs runs;

  Merging(long cartTtl, Runs runs) {
    this.cartTtl = cartTtl;
    this.runs = runs;
  }

  /**
   * Merges parts into a shopper.
   *
   * @param previousId the id that they were kept under
   * @param handOver hash of the id of the hand-over
   * @param at logical time, epoch milliseconds
   */
  void merge(
      Shopper shopper,
      Shopper.Parts from,
      String previousId,
      long handOver,
      long at,
      Rulebook rules,
      Effects effects) {
    Shopper.Parts own = shopper.parts();
    CartMerge carts = new CartMerge(side(own, own.cart()), side(from, alive(from.cart(), at)));
    Cart cart = carts.merged();
    Visit ownVisit = unlessOrdered(own, from);
    Visit theirVisit = unlessOrdered(from, own);
    BrowseHistory history = own.history();
    history = keeping(history, own.visit(), ownVisit, at).joined(from.history(), at);
    history = keeping(history, from.visit(), theirVisit, at);
    Links links = links(shopper.id(), own, from, new MergedId(previousId, handOver));
    List<ErasedAddress> erased = links.erased();
    Head head =
        new Head(
            Math.max(own.head().lastSiteActivity(), from.head().lastSiteActivity()),
            ids(from.head().recent(), own.head().recent()),
            cart == null ? links.removing(carts.removed()) : links,
            Counting.merged(rules.scoresAt(at), own.head().points(), from.head().points()));
    Profile profile =
        rules
            .stagesAt(at)
            .furthest(
                ProfileMerge.merged(own.profile(), from.profile()), own.profile(), from.profile());
    shopper.restore(
        new Shopper.Parts(
            head,
            visit(ownVisit, theirVisit, at),
            cart,
            history,
            ErasedAddresses.suppressed(profile, erased),
            SendLog.merged(own.sends(), from.sends()),
            own.journeys(),
            own.queue()));
    runs.merge(
        shopper,
        new Runs.Other(from.journeys(), from.queue(), orderedAt(own), orderedAt(from)),
        rules,
        at,
        effects);
  }

  private static CartMerge.Side side(Shopper.Parts parts, @Nullable Cart cart) {
    List<RemovedLine> removed = new ArrayList<>(parts.head().links().removed());
    if (cart != null) {
      removed.addAll(cart.removed());
    }
    return new CartMerge.Side(cart, removed, orderedAt(parts));
  }

  /** When the latest order was placed, or read if it was told late; 0: there was none. */
  private static long orderedAt(Shopper.Parts parts) {
    return Math.max(parts.head().links().orderedAt(), parts.profile().purchases().lastAt());
  }

  private @Nullable Cart alive(@Nullable Cart cart, long at) {
    return cart == null || cart.lastActivity() + cartTtl <= at ? null : cart;
  }

  /** The visit; what was done in it before an order that the other id knows of no longer counts. */
  private static @Nullable Visit unlessOrdered(Shopper.Parts parts, Shopper.Parts other) {
    Visit visit = parts.visit();
    long ordered = orderedAt(other);
    return visit == null || ordered < parts.head().lastSiteActivity() ? visit : visit.reset();
  }

  private static BrowseHistory keeping(
      BrowseHistory history, @Nullable Visit was, @Nullable Visit now, long at) {
    if (was == null || now == null || was.views().isEmpty() || !now.views().isEmpty()) {
      return history;
    }
    return history.joined(was.views(), at);
  }

  private static @Nullable Visit visit(@Nullable Visit first, @Nullable Visit second, long at) {
    if (first == null || second == null) {
      return first == null ? second : first;
    }
    return new Visit(
        Math.min(first.startedAt(), second.startedAt()),
        first.viewed() || second.viewed(),
        first.cartActivity() || second.cartActivity(),
        first.views().joined(second.views(), at));
  }

  /** The shopper's own ids are the latest, so that none of them is forgotten for the others. */
  private static RecentIds ids(RecentIds older, RecentIds newer) {
    RecentIds all = RecentIds.EMPTY;
    for (long hash : older.toArray()) {
      if (!newer.contains(hash)) {
        all = all.with(hash);
      }
    }
    for (long hash : newer.toArray()) {
      all = all.with(hash);
    }
    return all;
  }

  private static Links links(
      String id, Shopper.Parts own, Shopper.Parts from, MergedId handedOver) {
    List<MergedId> merged = new ArrayList<>(own.head().links().merged());
    List<MergedId> further = new ArrayList<>(from.head().links().merged());
    further.add(handedOver);
    for (MergedId next : further) {
      if (!next.id().equals(id)) {
        merged.removeIf(known -> known.id().equals(next.id()));
        merged.add(next);
      }
    }
    List<ErasedAddress> erased = new ArrayList<>(own.head().links().erased());
    for (ErasedAddress address : from.head().links().erased()) {
      if (!erased.contains(address)) {
        erased.add(address);
      }
    }
    erased.sort(Comparator.comparingLong(ErasedAddress::at));
    return new Links(
        null,
        merged,
        List.of(),
        erased,
        Math.max(own.head().links().orderedAt(), from.head().links().orderedAt()));
  }
}
