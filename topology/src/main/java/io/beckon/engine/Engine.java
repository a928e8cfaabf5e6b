package io.beckon.engine;

import io.beckon.contract.AbandonmentTrigger;
import io.beckon.contract.ConsentChanged;
import io.beckon.contract.ContactSaid;
import io.beckon.contract.CouponChanged;
import io.beckon.contract.CustomEvent;
import io.beckon.contract.DecisionPhase;
import io.beckon.contract.HandedOver;
import io.beckon.contract.Identified;
import io.beckon.contract.MessageFeedback;
import io.beckon.contract.OrderChanged;
import io.beckon.contract.OrderCompleted;
import io.beckon.contract.ProductViewed;
import io.beckon.contract.ShopperEvent;
import io.beckon.engine.SegmentMoves.Cause;
import io.beckon.engine.abandonment.Abandonment;
import io.beckon.engine.abandonment.AbandonmentSettings;
import io.beckon.engine.catalog.Catalog;
import io.beckon.engine.code.CodePools;
import io.beckon.engine.contact.Addresses;
import io.beckon.engine.contact.Correspondence;
import io.beckon.engine.flow.Program;
import io.beckon.engine.flow.Rulebook;
import io.beckon.engine.flow.Runs;
import io.beckon.engine.identity.Identity;
import io.beckon.engine.identity.PartsFormat;
import io.beckon.engine.interest.PendingChange;
import io.beckon.engine.link.CartSigner;
import io.beckon.engine.policy.Judge;
import io.beckon.engine.segment.Move;
import io.beckon.engine.shopper.Cart;
import io.beckon.engine.shopper.Links;
import io.beckon.engine.shopper.Origin;
import io.beckon.engine.shopper.PendingSend;
import io.beckon.engine.shopper.Profile;
import io.beckon.engine.shopper.RecentIds;
import io.beckon.engine.shopper.Run;
import io.beckon.engine.shopper.SendQueue;
import io.beckon.engine.shopper.Shopper;
import io.beckon.engine.shopper.Suppression;
import io.beckon.engine.shopper.Visit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The decisions: what an event, a due time and a release do to a shopper, and what they cause. A
 * pure function of its arguments; it keeps nothing between calls. An exception leaves the shopper
 * half changed: the caller puts its parts back.
 *
 * <p>The caller promises the order: before an event is applied at a time, all of the shopper's
 * timers with {@code due + settle <= time} have been fired, in order ({@link #nextTimer}).
 */
public final class Engine {

  private final AbandonmentSettings settings;
  private final Abandonment abandonment;
  private final Runs runs;
  private final SegmentMoves segments;
  private final DateTriggers dates;
  private final ExistingMembers existing;
  private final Catalog catalog;
  private final CodePools codes;
  private final Correspondence contacts;
  private final Identity identity;
  private final Lifecycle lifecycle;

  /**
   * An engine without a catalog.
   *
   * @param store the shop; part of every id, so that two shops never share one
   */
  public Engine(String store, AbandonmentSettings settings, Judge judge) {
    this(store, settings, judge, Catalog.EMPTY);
  }

  /**
   * An engine that knows what the shop sells.
   *
   * @param store the shop; part of every id, so that two shops never share one
   * @param catalog asked for what messages are about, when a send is decided and when it is
   *     released; a decision notes what it was told
   */
  public Engine(String store, AbandonmentSettings settings, Judge judge, Catalog catalog) {
    this(store, settings, judge, catalog, CartSigner.NONE);
  }

  /**
   * An engine whose messages can bring carts back.
   *
   * @param store the shop; part of every id, so that two shops never share one
   * @param catalog asked for what messages are about, when a send is decided and when it is
   *     released; a decision notes what it was told
   * @param signer signs the carts in links; no decision depends on it
   */
  public Engine(
      String store, AbandonmentSettings settings, Judge judge, Catalog catalog, CartSigner signer) {
    this(store, settings, judge, catalog, signer, Addresses.OFF);
  }

  /** An engine that knows which shoppers share an address, and hands none of them over. */
  public Engine(
      String store,
      AbandonmentSettings settings,
      Judge judge,
      Catalog catalog,
      CartSigner signer,
      Addresses addresses) {
    this(store, settings, judge, catalog, signer, addresses, PartsFormat.NONE);
  }

  /**
   * An engine that knows which shoppers share an address, and shoppers under several ids.
   *
   * @param store the shop; part of every id, so that two shops never share one
   * @param catalog asked for what messages are about, when a send is decided and when it is
   *     released; a decision notes what it was told
   * @param signer signs the carts in links; no decision depends on it
   * @param addresses the contacts that addresses are known by
   * @param format how parts stand in a record that hands them over
   */
  public Engine(
      String store,
      AbandonmentSettings settings,
      Judge judge,
      Catalog catalog,
      CartSigner signer,
      Addresses addresses,
      PartsFormat format) {
    this(store, settings, judge, catalog, signer, addresses, format, CodePools.inMemory());
  }

  /**
   * An engine whose offers give out codes that the shop made.
   *
   * @param store the shop; part of every id, so that two shops never share one
   * @param catalog asked for what messages are about, when a send is decided and when it is
   *     released; a decision notes what it was told
   * @param signer signs the carts in links; no decision depends on it
   * @param addresses the contacts that addresses are known by
   * @param format how parts stand in a record that hands them over
   * @param codes those of the partition that the engine decides for
   */
  public Engine(
      String store,
      AbandonmentSettings settings,
      Judge judge,
      Catalog catalog,
      CartSigner signer,
      Addresses addresses,
      PartsFormat format,
      CodePools codes) {
    this.codes = codes;
    this.settings = settings;
    this.catalog = catalog;
    this.contacts = new Correspondence(addresses);
    this.abandonment = new Abandonment(store, settings);
    this.runs = new Runs(store, settings.settle(), judge, catalog, signer, contacts, codes);
    this.lifecycle = new Lifecycle(store, runs);
    this.segments = new SegmentMoves(store, settings.cartTtl(), runs, lifecycle);
    this.dates = new DateTriggers(store, settings.settle(), runs);
    this.existing = new ExistingMembers(store, runs);
    this.identity = new Identity(store, format, settings.cartTtl(), runs, contacts);
  }

  /** The codes that offers give out. */
  public CodePools codes() {
    return codes;
  }

  /** Milliseconds between the time that something is due and its decision. */
  public long settle() {
    return settings.settle();
  }

  /**
   * Makes a shopper known to flows that were activated since they were last looked at; to be called
   * before anything else is done with them.
   *
   * @param now log time, epoch milliseconds
   * @return was the shopper changed?
   */
  public boolean acquaint(Shopper shopper, Rulebook rules, long now) {
    return dates.acquaint(shopper, rules, now);
  }

  /**
   * Looks at a shopper whom nothing happens to, so that they come to be in segments that they may
   * not know yet.
   *
   * @param at log time, epoch milliseconds
   * @param except ids of flows that do not begin by that: they call their members at their own rate
   */
  public void meet(Shopper shopper, long at, Set<String> except, Rulebook rules, Effects effects) {
    if (segments.concern(shopper, rules, at)) {
      DateTriggers.Seen dated = dates.look(shopper, rules, at);
      Cause cause = new Cause("MET:" + at, at, at, DecisionPhase.TIMER, except);
      follow(shopper, shopper.parts(), cause, rules, effects);
      dates.update(shopper, dated, rules, at);
    }
  }

  /**
   * Lets a shopper enter a flow that calls those who are in its segment already.
   *
   * @param since log time at which it began to call them, epoch milliseconds
   * @param at log time, epoch milliseconds
   * @return did the shopper enter?
   */
  public boolean call(
      Shopper shopper, Program program, long since, long at, Rulebook rules, Effects effects) {
    Shopper.Parts before = shopper.parts();
    DateTriggers.Seen dated = dates.look(shopper, rules, at);
    abandonment.dropExpiredUnlessDue(shopper, at);
    boolean entered = existing.call(shopper, program, since, at, rules, effects);
    if (isFollowed(shopper, rules, at)) {
      Cause cause = new Cause("CALLED:" + at, at, at, DecisionPhase.TIMER);
      follow(shopper, before, cause, rules, effects);
    }
    dates.update(shopper, dated, rules, at);
    return entered;
  }

  /**
   * Applies an event.
   *
   * @param at its append time, epoch milliseconds
   * @return false for a redelivered event or a known order: it had no effect
   */
  public boolean apply(
      Shopper shopper, ShopperEvent event, long at, Rulebook rules, Effects effects) {
    long idHash = RecentIds.hash(event.getEventId());
    Object payload = event.getPayload();
    if (shopper.head().recent().contains(idHash)
        || (payload instanceof OrderCompleted order && ProfileUpdates.isKnown(shopper, order))) {
      return false;
    }
    Activity activity = Activity.of(payload);
    if (activity == Activity.NONE || shopper.head().links().movedTo() != null) {
      Identity.Course course = identity.course(shopper, event, at, rules, effects);
      if (course != Identity.Course.HERE) {
        return course == Identity.Course.DONE;
      }
    }
    if (payload instanceof ContactSaid said) {
      // An answer is known by its question: it takes no room from events that may come again.
      if (said.getAnswer() == null) {
        shopper.head(shopper.head().remembering(idHash));
      }
      heard(shopper, event, said, at, rules, effects);
      return true;
    }
    if (payload instanceof MessageFeedback) {
      event = Replied.understood(shopper, event, rules.policyAt(at).replies());
      payload = event.getPayload();
    }
    Profile known = shopper.profile();
    SendQueue queued = shopper.queue();
    boolean segmented = segments.concern(shopper, rules, at);
    Shopper.Parts before = segmented ? shopper.parts() : Shopper.Parts.EMPTY;
    DateTriggers.Seen dated = dates.look(shopper, rules, at);
    boolean live = !event.getHistorical();
    if ((live && activity != Activity.NONE)
        || activity == Activity.CART
        || payload instanceof OrderCompleted) {
      abandonment.dropExpired(shopper, at);
    } else {
      abandonment.dropExpiredUnlessDue(shopper, at);
    }
    Profile stood = shopper.profile();
    shopper.head(shopper.head().remembering(idHash));
    long saidAt = live ? at : Math.min(event.getOccurredAt(), at);
    Suppression reported = null;
    if (live && activity != Activity.NONE) {
      abandonment.endVisitIfOver(shopper, at);
      begin(shopper, activity, at);
    }
    if (activity == Activity.CART) {
      CartUpdates.cart(shopper, event, at, live);
    } else if (payload instanceof ProductViewed view) {
      viewed(shopper, view, event, at, live);
    } else if (payload instanceof OrderCompleted order) {
      ordered(shopper, order, event, at, live);
    } else if (payload instanceof Identified identified) {
      ProfileUpdates.identified(shopper, identified, saidAt);
    } else if (payload instanceof ConsentChanged change) {
      ProfileUpdates.consentChanged(shopper, change.getConsent(), saidAt);
    } else if (payload instanceof MessageFeedback feedback) {
      reported = ProfileUpdates.feedback(shopper, feedback, saidAt);
    } else if (payload instanceof OrderChanged change) {
      ProfileUpdates.orderChanged(shopper, change);
    } else if (payload instanceof HandedOver handedOver) {
      identity.merge(shopper, handedOver, event, at, rules, effects);
    } else if (payload instanceof CustomEvent custom) {
      WishUpdates.heard(shopper, custom, saidAt);
    }
    if (payload instanceof CouponChanged coupon) {
      runs.denied(shopper, coupon, saidAt);
    }
    contacts.changed(shopper, known, reported, event.getEventId(), at, effects);
    reconsider(shopper, known, rules, at, effects);
    Lifecycle.heard(shopper, event, at, saidAt, rules);
    List<Move> moves = segmented ? segments.update(shopper, before, rules, at) : List.of();
    if (live) {
      Shopper.Parts seen = segmented ? shopper.parts() : before;
      flows(shopper, event, at, rules, effects);
      if (segmented || !rules.stagesAt(at).isEmpty()) {
        Cause cause = new Cause(event.getEventId(), at, at, DecisionPhase.EVENT);
        lifecycle.follow(shopper, stood, cause, rules, effects);
        if (segmented) {
          Profile told = shopper.profile();
          segments.follow(shopper, seen, moves, cause, rules, effects);
          followOnce(shopper, told, cause, rules, effects);
        }
      }
    }
    dates.update(shopper, dated, rules, at);
    Correspondence.settle(queued, shopper, at, effects);
    return true;
  }

  /**
   * When an address or channel may be used no more, what waits is judged again at once, and what
   * has left is called back.
   */
  @SuppressWarnings("ReferenceEquality") // parts are values: another one is a change
  private void reconsider(
      Shopper shopper, Profile before, Rulebook rules, long at, Effects effects) {
    if (shopper.profile() == before) {
      return;
    }
    if (!shopper.queue().isEmpty()
        && !before.suppressions().containsAll(shopper.profile().suppressions())) {
      shopper.queue(shopper.queue().reconsideredAt(at));
    }
    runs.changed(shopper, before, rules, at, effects);
  }

  /** What the contact of an address says. No activity, and nothing that a flow can start from. */
  private void heard(
      Shopper shopper,
      ShopperEvent event,
      ContactSaid said,
      long at,
      Rulebook rules,
      Effects effects) {
    Shopper.Parts before = shopper.parts();
    abandonment.dropExpiredUnlessDue(shopper, at);
    contacts.heard(shopper, said, event.getEventId(), at, effects);
    reconsider(shopper, before.profile(), rules, at, effects);
    PendingSend send = Correspondence.answered(shopper, said);
    SendQueue queued = shopper.queue();
    if (send != null && !send.isReady()) {
      runs.refused(shopper, rules, send, Correspondence.verdict(said), at, effects);
      Cause cause = new Cause(event.getEventId(), at, at, DecisionPhase.EVENT);
      lifecycle.follow(shopper, before.profile(), cause, rules, effects);
    }
    if (segments.concern(shopper, rules, at)) {
      segments.postpone(shopper, before, rules, at);
    }
    Correspondence.settle(queued, shopper, at, effects);
  }

  private boolean isFollowed(Shopper shopper, Rulebook rules, long at) {
    return segments.concern(shopper, rules, at) || !rules.stagesAt(at).isEmpty();
  }

  /** Does what follows from changed stages, then from changed segments and points. */
  private void follow(
      Shopper shopper, Shopper.Parts before, Cause cause, Rulebook rules, Effects effects) {
    lifecycle.follow(shopper, before.profile(), cause, rules, effects);
    if (segments.concern(shopper, rules, cause.at())) {
      Profile told = shopper.profile();
      segments.follow(shopper, before, cause, rules, effects);
      followOnce(shopper, told, cause, rules, effects);
    }
  }

  /** What segments and thresholds made of stages; what that makes of segments is left to time. */
  private void followOnce(
      Shopper shopper, Profile told, Cause cause, Rulebook rules, Effects effects) {
    if (!rules.stagesAt(cause.at()).isEmpty()) {
      Shopper.Parts seen = shopper.parts();
      lifecycle.follow(shopper, told, cause, rules, effects);
      segments.postpone(shopper, seen, rules, cause.at());
    }
  }

  private static void begin(Shopper shopper, Activity activity, long at) {
    Visit visit = shopper.visit();
    if (visit == null) {
      visit = Visit.startingAt(at);
    }
    shopper.visit(activity == Activity.CART ? visit.withCartActivity() : visit);
    shopper.head(shopper.head().activeAt(at));
  }

  private static void viewed(
      Shopper shopper, ProductViewed view, ShopperEvent event, long at, boolean live) {
    Visit visit = shopper.visit();
    if (live && visit != null) {
      shopper.visit(visit.withView(visit.views().viewed(view.getItem(), at)));
    } else {
      shopper.history(
          shopper.history().viewed(view.getItem(), Math.min(event.getOccurredAt(), at)));
    }
  }

  private void ordered(
      Shopper shopper, OrderCompleted order, ShopperEvent event, long at, boolean live) {
    ProfileUpdates.ordered(shopper, order, Math.min(event.getOccurredAt(), at), catalog);
    WishUpdates.bought(shopper, order.getItems());
    if (live) {
      if (at - event.getOccurredAt() > Links.LATE_MS) {
        shopper.head(shopper.head().with(shopper.head().links().orderedAt(at)));
      }
      Abandonment.startAfresh(shopper, at);
    }
    Cart cart = shopper.cart();
    if (cart == null || namesAnother(order, cart)) {
      return;
    }
    if (live || event.getOccurredAt() >= cart.lastActivity()) {
      shopper.cart(null);
    }
  }

  private static boolean namesAnother(OrderCompleted order, Cart cart) {
    return order.getCartId() != null
        && cart.cartId() != null
        && !order.getCartId().equals(cart.cartId());
  }

  private void flows(
      Shopper shopper, ShopperEvent event, long at, Rulebook rules, Effects effects) {
    boolean running = !shopper.journeys().runs().isEmpty();
    if (!running && !rules.hasEventFlows(at)) {
      return;
    }
    String name = EventNames.of(event.getPayload());
    if (running) {
      DecisionPhase phase = DecisionPhase.EVENT;
      Supplier<Origin> happened = () -> EventOrigins.of(event, name, at);
      runs.exits(shopper, rules, name, happened, at, phase, effects);
      runs.heard(shopper, rules, name, happened, at, phase, effects);
    }
    List<Program> started = rules.startedBy(name, at);
    if (!started.isEmpty()) {
      Origin origin = EventOrigins.of(event, name, at);
      runs.start(shopper, rules, started, origin, at, at, DecisionPhase.EVENT, effects);
    }
  }

  /**
   * What is due first for a shopper; null when nothing is. At one time: the abandonment, then
   * deferred sends, then waits, in order of entry, then segments, then dates.
   */
  public @Nullable Timer nextTimer(Shopper shopper) {
    long due = abandonment.nextDue(shopper);
    Timer.Kind kind = Timer.Kind.ABANDONMENT;
    String runId = "";
    for (PendingSend send : shopper.queue().sends()) {
      if (!send.isReady() && send.notBefore() < due) {
        due = send.notBefore();
        kind = Timer.Kind.DEFERRED_SEND;
        runId = send.runId();
      }
    }
    for (Run run : shopper.journeys().runs()) {
      if (run.wakeAt() < due) {
        due = run.wakeAt();
        kind = Timer.Kind.WAIT;
        runId = run.runId();
      }
    }
    if (shopper.journeys().membership().dueAt() < due) {
      due = shopper.journeys().membership().dueAt();
      kind = Timer.Kind.SEGMENTS;
      runId = "";
    }
    if (shopper.journeys().agenda().dueAt() < due) {
      due = shopper.journeys().agenda().dueAt();
      kind = Timer.Kind.DATE;
      runId = "";
    }
    return due == Abandonment.NEVER ? null : new Timer(due, kind, runId);
  }

  /** When the first of a shopper's timers is due, epoch milliseconds; Long.MAX_VALUE: none. */
  public long nextDue(Shopper shopper) {
    if (shopper.queue().isEmpty() && shopper.journeys().runs().isEmpty()) {
      return Math.min(abandonment.nextDue(shopper), shopper.journeys().nextWake());
    }
    Timer timer = nextTimer(shopper);
    return timer == null ? Abandonment.NEVER : timer.due();
  }

  /**
   * When a shopper with nothing in the queue has to be looked at, so that an index must tell after
   * a restart; Long.MAX_VALUE: never.
   */
  public long indexedDue(Shopper.Parts parts) {
    return Math.min(parts.journeys().nextWake(), abandonment.nextDue(parts));
  }

  /** Fires a timer that {@link #nextTimer} returned, at its logical time {@code due + settle}. */
  public void fire(Shopper shopper, Timer timer, Rulebook rules, Effects effects) {
    Shopper.Parts before = shopper.parts();
    long at = timer.due() + settings.settle();
    DateTriggers.Seen dated = dates.look(shopper, rules, at);
    fire(shopper, timer, at, rules, effects);
    Correspondence.settle(before.queue(), shopper, at, effects);
    if (isFollowed(shopper, rules, at)) {
      String id = timer.kind() + ":" + timer.runId() + ":" + timer.due();
      Cause cause = new Cause(id, timer.due(), at, DecisionPhase.TIMER);
      follow(shopper, before, cause, rules, effects);
    }
    dates.update(shopper, dated, rules, at);
  }

  private void fire(Shopper shopper, Timer timer, long at, Rulebook rules, Effects effects) {
    if (timer.kind() == Timer.Kind.ABANDONMENT) {
      List<AbandonmentTrigger> triggers = new ArrayList<>(1);
      abandonment.fire(shopper, timer.due(), triggers::add);
      for (AbandonmentTrigger trigger : triggers) {
        effects.trigger(trigger);
        List<Program> started = rules.startedBy(trigger.getKind(), at);
        if (!started.isEmpty()) {
          Origin origin = EventOrigins.of(trigger);
          runs.start(
              shopper,
              rules,
              started,
              origin,
              trigger.getDueAt(),
              at,
              DecisionPhase.TIMER,
              effects);
        }
      }
      return;
    }
    abandonment.dropExpiredUnlessDue(shopper, at);
    if (timer.kind() == Timer.Kind.DATE) {
      dates.fire(shopper, timer.due(), rules, effects);
      return;
    }
    if (timer.kind() == Timer.Kind.DEFERRED_SEND) {
      PendingSend send = shopper.queue().ofRun(timer.runId());
      if (send != null) {
        runs.rejudge(shopper, rules, send, at, effects);
      }
      return;
    }
    Run run = shopper.journeys().find(timer.runId());
    if (run != null) {
      runs.wake(shopper, rules, run, at, effects);
    }
  }

  /** Tells a shopper of a change of a product, at its logical time {@code at + settle}. */
  public void tell(Shopper shopper, PendingChange change, Rulebook rules, Effects effects) {
    Shopper.Parts before = shopper.parts();
    long at = change.at() + settings.settle();
    abandonment.dropExpiredUnlessDue(shopper, at);
    for (Program program : rules.startedByProducts(at)) {
      Origin origin = ProductOrigins.of(change, program.flow().trigger(), shopper);
      if (origin != null) {
        runs.start(
            shopper,
            rules,
            List.of(program),
            origin,
            change.at(),
            at,
            DecisionPhase.TIMER,
            effects);
      }
    }
    if (isFollowed(shopper, rules, at)) {
      Cause cause = new Cause(change.id(), change.at(), at, DecisionPhase.TIMER);
      follow(shopper, before, cause, rules, effects);
    }
  }

  /** Takes a timer that could not be fired out of the way: its run is parked. */
  public void disarm(Shopper shopper, Timer timer, String why) {
    switch (timer.kind()) {
      case ABANDONMENT -> abandonment.disarm(shopper, timer.due());
      case DEFERRED_SEND -> {
        shopper.queue(shopper.queue().withoutRun(timer.runId()));
        park(shopper, timer.runId(), why);
      }
      case WAIT -> park(shopper, timer.runId(), why);
      case SEGMENTS -> SegmentMoves.disarm(shopper);
      case DATE -> DateTriggers.disarm(shopper);
      case PRODUCT_CHANGE -> {}
    }
  }

  /** Takes a send that could not be released out of the way: its run is parked. */
  public void abandonRelease(Shopper shopper, PendingSend send, String why) {
    shopper.queue(shopper.queue().withoutRun(send.runId()));
    park(shopper, send.runId(), why);
  }

  private static void park(Shopper shopper, String runId, String why) {
    Run run = shopper.journeys().find(runId);
    if (run != null) {
      shopper.journeys(shopper.journeys().with(run.parkedBecause(why)));
    }
  }

  /**
   * Judges a ready send again and sends it if it is still right.
   *
   * @param at append time of the tick, epoch milliseconds
   * @return was a message sent?
   */
  public boolean release(
      Shopper shopper, PendingSend send, long at, Rulebook rules, Effects effects) {
    Shopper.Parts before = shopper.parts();
    DateTriggers.Seen dated = dates.look(shopper, rules, at);
    abandonment.dropExpiredUnlessDue(shopper, at);
    boolean sent = runs.release(shopper, rules, send, at, effects);
    if (!rules.stagesAt(at).isEmpty()) {
      Cause cause = new Cause("RELEASE:" + send.commandId(), at, at, DecisionPhase.RELEASE);
      lifecycle.follow(shopper, before.profile(), cause, rules, effects);
    }
    Correspondence.settle(before.queue(), shopper, at, effects);
    if (segments.concern(shopper, rules, at)) {
      segments.postpone(shopper, before, rules, at);
    }
    dates.update(shopper, dated, rules, at);
    return sent;
  }
}
