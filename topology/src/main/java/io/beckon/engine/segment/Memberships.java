package io.beckon.engine.segment;

import static io.beckon.engine.flow.StandingCondition.ACTIVITY;
import static io.beckon.engine.flow.StandingCondition.ALL;
import static io.beckon.engine.flow.StandingCondition.ANSWERS;
import static io.beckon.engine.flow.StandingCondition.CART;
import static io.beckon.engine.flow.StandingCondition.HISTORY;
import static io.beckon.engine.flow.StandingCondition.PROFILE;
import static io.beckon.engine.flow.StandingCondition.SCORE;

import io.beckon.engine.flow.Facts;
import io.beckon.engine.flow.ShopperFacts;
import io.beckon.engine.shopper.BrowseHistory;
import io.beckon.engine.shopper.Cart;
import io.beckon.engine.shopper.Journeys;
import io.beckon.engine.shopper.Membership;
import io.beckon.engine.shopper.Shopper;
import io.beckon.engine.shopper.ViewedProduct;
import io.beckon.engine.shopper.Visit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Keeps up who is in which segment. Membership is what the conditions say at the log time of the
 * latest look; between two looks nothing can have changed them, because a look follows each change
 * of what they look at, and {@link Membership#dueAt} comes no later than the first moment at which
 * time alone changes one. It may come earlier: a moment that moves on with every visit is not
 * written each time, but looked up when the earlier one has come.
 */
public final class Memberships {

  private final long cartTtl;

  /**
   * Keeps up memberships.
   *
   * @param cartTtl after how many milliseconds without cart activity a cart is dropped
   */
  public Memberships(long cartTtl) {
    this.cartTtl = cartTtl;
  }

  /**
   * Brings membership up to date.
   *
   * @param before the shopper at the latest look, or earlier
   * @param at logical time, epoch milliseconds
   * @param moved ids of segments that have changed in this decision: they stay, and are looked at
   *     again by time
   * @return what changed, by id of the segment
   */
  public List<Move> update(
      Shopper shopper, Shopper.Parts before, SegmentSet segments, long at, Set<String> moved) {
    Membership was = shopper.journeys().membership();
    if (segments.isEmpty()) {
      if (!was.isNone()) {
        keep(shopper, Membership.NONE);
      }
      return List.of();
    }
    boolean known = shopper.judgedBy() == segments && was.dueAt() > at;
    int changed = known ? changes(before, shopper) : ALL;
    if (changed == 0 || !segments.asks(changed)) {
      return List.of();
    }
    shopper.judgedBy(segments);
    Facts facts = new ShopperFacts(shopper, at);
    List<String> ids = new ArrayList<>(was.segments().size() + 1);
    List<Move> moves = new ArrayList<>();
    long due = was.dueAt() > at ? was.dueAt() : Membership.NEVER;
    List<Segment> all = segments.all();
    for (int i = 0; i < all.size(); i++) { // with each event: without an iterator
      Segment segment = all.get(i);
      boolean member = was.contains(segment.id());
      boolean holds = member;
      if (segment.when().asks(changed)) {
        holds = segment.when().holds(facts);
        if (holds || !segment.when().onlyEnds()) {
          due = Math.min(due, turnsAfter(segment, shopper, at, facts));
        }
        if (holds != member && moved.contains(segment.id())) {
          holds = member;
          due = at + 1;
          shopper.judgedBy(null);
        } else if (holds != member) {
          moves.add(new Move(segment, holds));
        }
      }
      if (holds) {
        ids.add(segment.id());
      }
    }
    if (due != was.dueAt() || !ids.equals(was.segments())) {
      keep(shopper, new Membership(ids, due));
    }
    return moves;
  }

  /**
   * Leaves a change to time: it is looked at in a decision of its own.
   *
   * @param before the shopper before the change
   * @param at logical time of the change, epoch milliseconds
   */
  public void postpone(Shopper shopper, Shopper.Parts before, SegmentSet segments, long at) {
    if (segments.asks(changes(before, shopper))) {
      Membership was = shopper.journeys().membership();
      keep(shopper, new Membership(was.segments(), Math.min(was.dueAt(), at + 1)));
      shopper.judgedBy(null);
    }
  }

  private static void keep(Shopper shopper, Membership membership) {
    Journeys journeys = shopper.journeys().with(membership);
    shopper.journeys(journeys.isEmpty() ? Journeys.EMPTY : journeys);
  }

  @SuppressWarnings("ReferenceEquality") // parts are values: another one is a change
  private static int changes(Shopper.Parts before, Shopper shopper) {
    int changed = 0;
    if (before.profile() != shopper.profile()) {
      changed |= PROFILE;
    }
    if (before.cart() != shopper.cart()) {
      changed |= CART;
    }
    if (before.history() != shopper.history() || before.visit() != shopper.visit()) {
      changed |= HISTORY;
    }
    if (before.head().lastSiteActivity() != shopper.head().lastSiteActivity()) {
      changed |= ACTIVITY;
    }
    if (before.sends() != shopper.sends()
        && before.sends().lastAnsweredAt() != shopper.sends().lastAnsweredAt()) {
      changed |= ANSWERS;
    }
    if (before.head().points() != shopper.head().points()) {
      changed |= SCORE;
    }
    return changed;
  }

  /** When time alone may first change it, or what it looks at. */
  private long turnsAfter(Segment segment, Shopper shopper, long at, Facts facts) {
    long first = segment.when().turnsAfter(at, facts);
    Cart cart = shopper.cart();
    if (cart != null && segment.when().asks(CART)) {
      first = sooner(first, cart.lastActivity() + cartTtl, at);
    }
    if (segment.when().asks(HISTORY)) {
      first = sooner(first, forgetsAfter(shopper.history(), at), at);
      Visit visit = shopper.visit();
      if (visit != null) {
        first = sooner(first, forgetsAfter(visit.views(), at), at);
      }
    }
    return first;
  }

  private static long forgetsAfter(BrowseHistory history, long at) {
    for (ViewedProduct view : history.views()) {
      long forgotten = view.at() + BrowseHistory.MAX_AGE_MS;
      if (forgotten > at) {
        return forgotten;
      }
    }
    return Membership.NEVER;
  }

  private static long sooner(long first, long candidate, long at) {
    return candidate > at ? Math.min(first, candidate) : first;
  }
}
