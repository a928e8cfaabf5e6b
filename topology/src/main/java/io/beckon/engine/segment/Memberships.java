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
import io.beckon.engine.score.ScoreAtLeast;
import io.beckon.engine.shopper.BrowseHistory;
import io.beckon.engine.shopper.Cart;
import io.beckon.engine.shopper.Journeys;
import io.beckon.engine.shopper.Membership;
import io.beckon.engine.shopper.Shopper;
import io.beckon.engine.shopper.Visit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps up who is in which segment. Membership is what the conditions say at the log time of the
 * latest look; between two looks nothing can have changed them, because a look follows each change
 * of what they look at, and {@link Membership#dueAt} comes no later than the first moment at which
 * time alone changes one. It may come earlier: a moment that moves on with every visit is not
 * written each time, but looked up when the earlier one has come.
 */
@SuppressWarnings("ReferenceEquality") // parts are values: another one is a change
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
    Judged judged = Judged.of(shopper, segments);
    int changed = judged != null && was.dueAt() > at ? changes(before, shopper) : ALL;
    if (changed == 0 || !segments.asks(changed)) {
      return List.of();
    }
    if (judged == null || judged.membership() != was) {
      judged = new Judged(segments, was, segments.in(was));
      shopper.judgedBy(judged);
    }
    return update(shopper, before, judged, changed, at, moved);
  }

  /**
   * Who was found to be in which segments.
   *
   * @param in by place in the set
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Judged(SegmentSet by, Membership membership, boolean[] in) {

    /** What was found last, by these segments; null: it is not known. */
    static @Nullable Judged of(Shopper shopper, SegmentSet segments) {
      return shopper.judgedBy() instanceof Judged judged && judged.by == segments ? judged : null;
    }

    /** Are some ids of the membership those of no segment of the set? */
    boolean isStray() {
      int known = 0;
      for (boolean member : in) {
        known += member ? 1 : 0;
      }
      return known != membership.segments().size();
    }
  }

  private List<Move> update(
      Shopper shopper,
      Shopper.Parts before,
      Judged judged,
      int changed,
      long at,
      Set<String> moved) {
    SegmentSet segments = judged.by();
    Membership was = judged.membership();
    Facts facts = new ShopperFacts(shopper, at);
    boolean[] in = judged.in();
    boolean postponed = false;
    List<Move> moves = List.of();
    long due = was.dueAt() > at ? was.dueAt() : Membership.NEVER;
    for (int i = 0; i < segments.size(); i++) { // with each event: nothing is made in vain
      int asks = segments.asks(i, changed);
      boolean onlyPoints = asks == SCORE && changed != ALL;
      if (asks == 0 || (onlyPoints && !hasOtherPoints(segments.at(i), before, shopper))) {
        continue;
      }
      Segment segment = segments.at(i);
      boolean member = judged.in()[i];
      boolean holds = segment.when().holds(facts);
      if (holds || !segment.when().onlyEnds()) {
        due = Math.min(due, turnsAfter(segment, shopper, at, facts));
      }
      if (holds != member && moved.contains(segment.id())) {
        due = at + 1;
        postponed = true;
      } else if (holds != member) {
        moves = moves.isEmpty() ? new ArrayList<>() : moves;
        moves.add(new Move(segment, holds));
        in = in == judged.in() ? in.clone() : in;
        in[i] = holds;
      }
    }
    if (due != was.dueAt() || !moves.isEmpty() || judged.isStray()) {
      keep(shopper, new Membership(segments.ids(in), due));
      shopper.judgedBy(new Judged(segments, shopper.journeys().membership(), in));
    }
    if (postponed) {
      shopper.judgedBy(null);
    }
    return moves;
  }

  /** Of points, a threshold looks at those of its score only. */
  private static boolean hasOtherPoints(Segment segment, Shopper.Parts before, Shopper shopper) {
    return !(segment.when() instanceof ScoreAtLeast threshold)
        || threshold.score().differs(before.head().points(), shopper.head().points());
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
    for (int place = history.first(); place >= 0; place = history.after(place)) {
      long forgotten = history.timeAt(place) + BrowseHistory.MAX_AGE_MS;
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
