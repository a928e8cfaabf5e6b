package io.beckon.engine;

import io.beckon.contract.AbandonmentTrigger;
import io.beckon.contract.ContactSaid;
import io.beckon.contract.CouponChanged;
import io.beckon.contract.DecisionPhase;
import io.beckon.contract.HandedOver;
import io.beckon.contract.MessageFeedback;
import io.beckon.contract.OrderCompleted;
import io.beckon.contract.ShopperEvent;
import io.beckon.engine.SegmentMoves.Cause;
import io.beckon.engine.abandonment.Abandonment;
import io.beckon.engine.abandonment.AbandonmentSettings;
import io.beckon.engine.code.CodePools;
import io.beckon.engine.contact.Correspondence;
import io.beckon.engine.contact.Questions;
import io.beckon.engine.flow.Program;
import io.beckon.engine.flow.Rulebook;
import io.beckon.engine.flow.Runs;
import io.beckon.engine.identity.Identity;
import io.beckon.engine.interest.PendingChange;
import io.beckon.engine.outcome.Outcomes;
import io.beckon.engine.segment.Move;
import io.beckon.engine.shopper.Origin;
import io.beckon.engine.shopper.PendingSend;
import io.beckon.engine.shopper.Profile;
import io.beckon.engine.shopper.RecentIds;
import io.beckon.engine.shopper.Run;
import io.beckon.engine.shopper.SendQueue;
import io.beckon.engine.shopper.Shopper;
import io.beckon.engine.shopper.Suppression;
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
  private final CodePools codes;
  private final Abandonment abandonment;
  private final EventUpdates updates;
  private final Timers timers;
  private final Correspondence contacts;
  private final Runs runs;
  private final SegmentMoves segments;
  private final Aftermath aftermath;
  private final DateTriggers dates;
  private final ExistingMembers existing;
  private final Identity identity;

  /** An engine with these surroundings. */
  public Engine(Surroundings with) {
    this.settings = with.settings();
    this.codes = with.codes();
    this.contacts = new Correspondence(with.addresses());
    this.abandonment = new Abandonment(with.store(), settings);
    this.updates = new EventUpdates(abandonment, with.catalog());
    this.timers = new Timers(abandonment);
    this.runs = new Runs(with, new Questions(with.addresses()));
    Lifecycle lifecycle = new Lifecycle(with.store(), runs);
    this.segments = new SegmentMoves(with.store(), settings.cartTtl(), runs, lifecycle);
    this.aftermath = new Aftermath(lifecycle, segments);
    this.dates = new DateTriggers(with.store(), settings.settle(), runs);
    this.existing = new ExistingMembers(with.store(), runs);
    this.identity = new Identity(with.store(), with.format(), settings.cartTtl(), runs, contacts);
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
      aftermath.follow(shopper, shopper.parts(), cause, rules, effects);
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
    Cause cause = new Cause("CALLED:" + at, at, at, DecisionPhase.TIMER);
    aftermath.follow(shopper, before, cause, rules, effects);
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
    updates.expire(shopper, event, activity, at);
    Profile stood = shopper.profile();
    shopper.head(shopper.head().remembering(idHash));
    boolean live = !event.getHistorical();
    long saidAt = live ? at : Math.min(event.getOccurredAt(), at);
    Suppression reported = updates.remember(shopper, event, activity, at, saidAt);
    if (payload instanceof HandedOver handedOver) {
      identity.merge(shopper, handedOver, event, at, rules, effects);
    }
    if (payload instanceof CouponChanged coupon) {
      runs.denied(shopper, coupon, saidAt);
    }
    Measured.heard(shopper, known, event, at, rules, effects);
    contacts.changed(shopper, known, reported, event.getEventId(), at, effects);
    reconsider(shopper, known, rules, at, effects);
    Lifecycle.heard(shopper, event, at, saidAt, rules);
    List<Move> moves = segmented ? segments.update(shopper, before, rules, at) : List.of();
    if (live) {
      Shopper.Parts seen = segmented ? shopper.parts() : before;
      flows(shopper, event, at, rules, effects);
      if (segmented || !rules.stagesAt(at).isEmpty()) {
        Cause cause = new Cause(event.getEventId(), at, at, DecisionPhase.EVENT);
        aftermath.ofEvent(shopper, stood, seen, moves, segmented, cause, rules, effects);
      }
    }
    dates.update(shopper, dated, rules, at);
    Questions.settle(queued, shopper, at, effects);
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
    PendingSend send = Questions.answered(shopper, said);
    SendQueue queued = shopper.queue();
    if (send != null && !send.isReady()) {
      runs.refused(shopper, rules, send, Questions.verdict(said), at, effects);
      Cause cause = new Cause(event.getEventId(), at, at, DecisionPhase.EVENT);
      aftermath.ofStages(shopper, before.profile(), cause, rules, effects);
    }
    if (segments.concern(shopper, rules, at)) {
      segments.postpone(shopper, before, rules, at);
    }
    Questions.settle(queued, shopper, at, effects);
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
    return timers.next(shopper);
  }

  /** When the first of a shopper's timers is due, epoch milliseconds; Long.MAX_VALUE: none. */
  public long nextDue(Shopper shopper) {
    return timers.nextDue(shopper);
  }

  /**
   * When a shopper with nothing in the queue has to be looked at, so that an index must tell after
   * a restart; Long.MAX_VALUE: never.
   */
  public long indexedDue(Shopper.Parts parts) {
    return timers.indexedDue(parts);
  }

  /** Fires a timer that {@link #nextTimer} returned, at its logical time {@code due + settle}. */
  public void fire(Shopper shopper, Timer timer, Rulebook rules, Effects effects) {
    Shopper.Parts before = shopper.parts();
    long at = timer.due() + settings.settle();
    DateTriggers.Seen dated = dates.look(shopper, rules, at);
    fire(shopper, timer, at, rules, effects);
    Questions.settle(before.queue(), shopper, at, effects);
    if (aftermath.concerns(shopper, rules, at)) {
      String id = timer.kind() + ":" + timer.runId() + ":" + timer.due();
      Cause cause = new Cause(id, timer.due(), at, DecisionPhase.TIMER);
      aftermath.follow(shopper, before, cause, rules, effects);
    }
    dates.update(shopper, dated, rules, at);
  }

  private void fire(Shopper shopper, Timer timer, long at, Rulebook rules, Effects effects) {
    if (timer.kind() == Timer.Kind.ABANDONMENT) {
      List<AbandonmentTrigger> triggers = new ArrayList<>(1);
      abandonment.fire(shopper, timer.due(), triggers::add);
      for (AbandonmentTrigger trigger : triggers) {
        effects.trigger(trigger);
        effects.outcome(Outcomes.triggered(shopper, trigger));
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
    Cause cause = new Cause(change.id(), change.at(), at, DecisionPhase.TIMER);
    aftermath.follow(shopper, before, cause, rules, effects);
  }

  /** Takes a timer that could not be fired out of the way: its run is parked. */
  public void disarm(Shopper shopper, Timer timer, String why) {
    timers.disarm(shopper, timer, why);
  }

  /** Takes a send that could not be released out of the way: its run is parked. */
  public void abandonRelease(Shopper shopper, PendingSend send, String why) {
    shopper.queue(shopper.queue().withoutRun(send.runId()));
    Timers.park(shopper, send.runId(), why);
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
      aftermath.ofStages(shopper, before.profile(), cause, rules, effects);
    }
    Questions.settle(before.queue(), shopper, at, effects);
    if (segments.concern(shopper, rules, at)) {
      segments.postpone(shopper, before, rules, at);
    }
    dates.update(shopper, dated, rules, at);
    return sent;
  }
}
