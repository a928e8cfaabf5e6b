package io.beckon.engine.time;

import io.beckon.contract.CodeGiven;
import io.beckon.contract.CodesAdded;
import io.beckon.contract.ContactTold;
import io.beckon.contract.ProductChanged;
import io.beckon.contract.ShopperEvent;
import io.beckon.engine.Effects;
import io.beckon.engine.Engine;
import io.beckon.engine.Timer;
import io.beckon.engine.contact.ContactStore;
import io.beckon.engine.flow.Program;
import io.beckon.engine.flow.Rulebook;
import io.beckon.engine.interest.MemoryIndex;
import io.beckon.engine.interest.PendingChange;
import io.beckon.engine.interest.ProductWatch;
import io.beckon.engine.shopper.PendingSend;
import io.beckon.engine.shopper.SendQueue;
import io.beckon.engine.shopper.Shopper;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The order of things in one partition: log time, the timers of its shoppers, and the release of
 * their sends. It promises for each shopper that a timer due at T is decided at {@code T + settle},
 * after every record of that shopper before that time and before any later one; other shoppers'
 * timers are fired in due order, as many at a time as the caller allows. No clock: time comes from
 * the records.
 *
 * <p>Not safe for use by several threads; a task owns one.
 */
public final class Timeline {

  /** What a timeline reports beside the effects of decisions. */
  public interface Listener extends Effects {

    /** An event had no effect, because it, or its order, was known. */
    void duplicate(ShopperEvent event);

    /**
     * A shopper was changed, or may have been.
     *
     * @param shopper as it stands now
     */
    void changed(Shopper shopper);

    /** A timer could not be fired; it was disarmed, and its run parked. */
    void timerFailed(Shopper shopper, Timer timer, long at, RuntimeException error);

    /** What is stored of a shopper could not be read, so a timer of theirs was not fired. */
    void unreadable(String shopperId, long at, RuntimeException error);

    /** A send could not be released; its run was parked. */
    void releaseFailed(Shopper shopper, PendingSend send, long at, RuntimeException error);
  }

  /** When a decided send leaves. */
  public enum Release {
    /** When {@link #release(long, ReleaseGate, int)} is called: live, on a tick. */
    ON_TICK,
    /** At its decision: in a replay of a history that holds no ticks. */
    AT_DECISION
  }

  private final Engine engine;
  private final Function<String, Shopper> shoppers;
  private final Listener listener;
  private final Release release;
  private final TimerHeap timers = new TimerHeap();
  private final ReleaseQueue ready = new ReleaseQueue();
  private final Steps steps;
  private final ProductWatch products;
  private Rulebook rules;
  private long now;

  /**
   * A timeline that begins, with contacts, and who is interested in which product, in memory.
   *
   * @param shoppers finds a shopper by id, or a new one
   * @param now log time at which it begins, epoch milliseconds
   */
  public Timeline(
      Engine engine,
      Function<String, Shopper> shoppers,
      Listener listener,
      Release release,
      Rulebook rules,
      long now) {
    this(
        engine,
        shoppers,
        ContactStore.inMemory(),
        listener,
        release,
        rules,
        now,
        new ProductWatch(new MemoryIndex()));
  }

  /**
   * A timeline that begins.
   *
   * @param shoppers finds a shopper by id, or a new one
   * @param contacts where contacts are kept
   * @param now log time at which it begins, epoch milliseconds
   * @param products the changes of products that shoppers are to be told of
   */
  public Timeline(
      Engine engine,
      Function<String, Shopper> shoppers,
      ContactStore contacts,
      Listener listener,
      Release release,
      Rulebook rules,
      long now,
      ProductWatch products) {
    this.steps = new Steps(engine, contacts, listener, release);
    this.products = products;
    this.engine = engine;
    this.shoppers = shoppers;
    this.listener = listener;
    this.release = release;
    this.rules = rules;
    this.now = now;
  }

  /** Log time: the highest record timestamp so far, epoch milliseconds. */
  public long now() {
    return now;
  }

  /** The flows and policies that decisions are made by. */
  public Rulebook rules() {
    return rules;
  }

  /** Changes the rules; what they say of the past must stay. */
  public void rules(Rulebook changed) {
    this.rules = changed;
  }

  /** Makes known that a stored shopper must be looked at, at a time or before. */
  public void resumeAt(String shopperId, long time) {
    timers.ensure(shopperId, time);
  }

  /** Makes known which sends of a stored shopper wait. */
  public void resumeSends(String shopperId, SendQueue queue) {
    for (PendingSend send : queue.sends()) {
      if (send.isReady()) {
        ready.add(shopperId, send);
      } else {
        timers.ensure(shopperId, send.notBefore());
      }
    }
  }

  /** Moves log time on to a record's timestamp; it never goes back. */
  public void advance(long timestamp) {
    now = Math.max(now, timestamp);
  }

  /**
   * Applies an event at the present log time, after the shopper's own timers that are due.
   *
   * @throws RuntimeException what the engine threw; the shopper is as it was before the event
   */
  public void apply(ShopperEvent event) {
    if (event.getPayload() instanceof ContactTold told) {
      hear(event, told);
      return;
    }
    if (event.getPayload() instanceof CodesAdded added) {
      engine.codes().add(added.getPool(), added.getCodes(), added.getValidUntil());
      return;
    }
    if (event.getPayload() instanceof CodeGiven given) {
      engine.codes().give(given.getPool(), given.getCode());
      return;
    }
    Shopper shopper = shoppers.apply(event.getShopperId());
    SendQueue queued = shopper.queue();
    fireOwn(shopper);
    if (event.getHistorical()) {
      products.passed(shopper.id(), now - engine.settle());
    }
    Shopper.Parts before = shopper.parts();
    boolean applied;
    try {
      applied = steps.apply(shopper, event, now, rules);
    } catch (RuntimeException e) {
      rearm(shopper, queued);
      throw e;
    }
    if (applied) {
      products.noted(shopper, before, rules);
      steps.releaseDecided(shopper, now, rules);
    } else {
      listener.duplicate(event);
    }
    listener.changed(shopper);
    rearm(shopper, queued);
  }

  private void hear(ShopperEvent event, ContactTold told) {
    if (!steps.hear(event, told, now, rules)) {
      listener.duplicate(event);
    }
  }

  /**
   * A product changed at the present log time. Whoever is interested is told when it has settled,
   * as if a timer of theirs were due now.
   *
   * @param id of the change; one that is known and not over has no effect
   */
  public void changed(String id, ProductChanged change) {
    products.changed(id, change, now, rules);
  }

  /**
   * Fires timers that are due at the present log time, of any shopper, in due order; then tells of
   * changes of products, change by change.
   *
   * @param limit at most so many shoppers
   * @return how many shoppers came up; less than the limit: nothing more is due
   */
  public int fireDue(int limit) {
    int fired = 0;
    while (fired < limit && isDue(timers.earliest())) {
      String id = timers.poll();
      if (id == null) {
        break;
      }
      fired++;
      Shopper shopper = find(id);
      if (shopper != null) {
        shopper.wokenAt(Long.MAX_VALUE);
        fireOwn(shopper);
        rearm(shopper);
      }
    }
    return fired + tell(limit - fired);
  }

  private int tell(int limit) {
    int told = 0;
    while (told < limit) {
      String id = products.poll(now - engine.settle());
      if (id == null) {
        break;
      }
      told++;
      Shopper shopper = find(id);
      if (shopper != null) {
        fireOwn(shopper);
        rearm(shopper);
      }
      products.turnTaken(id);
    }
    return told;
  }

  /**
   * Looks at a shopper whom nothing happens to: new flows and segments may concern them.
   *
   * @param except ids of flows that do not begin by that
   */
  public void meet(String shopperId, Set<String> except) {
    look(
        shopperId,
        shopper -> {
          engine.meet(shopper, now, except, rules, steps.effects());
          return false;
        });
  }

  /**
   * Lets a shopper enter a flow that calls those who are in its segment already.
   *
   * @param since log time at which it began to call them, epoch milliseconds
   * @return did the shopper enter?
   */
  public boolean call(String shopperId, Program program, long since) {
    return look(
        shopperId, shopper -> engine.call(shopper, program, since, now, rules, steps.effects()));
  }

  private boolean look(String shopperId, Predicate<Shopper> what) {
    Shopper shopper = find(shopperId);
    if (shopper == null) {
      return false;
    }
    fireOwn(shopper);
    Boolean entered = steps.look(shopper, what, now);
    if (entered == null) {
      rearm(shopper);
      return false;
    }
    steps.releaseDecided(shopper, now, rules);
    listener.changed(shopper);
    rearm(shopper);
    return entered;
  }

  /** When the first timer may be due (epoch milliseconds, without settle); Long.MAX_VALUE: none. */
  public long earliestDue() {
    return Math.min(timers.earliest(), products.earliest());
  }

  /** Are decided sends waiting for a tick? */
  public boolean hasReady() {
    return !ready.isEmpty();
  }

  /** How many decided sends wait for a tick; a little too many after cancellations. */
  public int readyCount() {
    return ready.size();
  }

  /** When the oldest of them was decided, log time; Long.MAX_VALUE: none waits. */
  public long oldestReady() {
    return ready.oldest();
  }

  /** How many shoppers have a timer. */
  public int timerCount() {
    return timers.size();
  }

  /**
   * Releases sends that were decided before this call, by priority, then age. A shopper's own due
   * timers are fired first, as before a record of theirs.
   *
   * @param at append time of the tick, epoch milliseconds
   * @param gate whether a channel may send now
   * @param limit at most so many sends are looked at
   * @return how many were sent
   */
  public int release(long at, ReleaseGate gate, int limit) {
    int sent = 0;
    ready.begin();
    try {
      for (int looked = 0; looked < limit; looked++) {
        ReleaseQueue.Entry entry = ready.next(gate);
        if (entry == null) {
          break;
        }
        if (release(entry, at)) {
          sent++;
        } else {
          gate.notSent(entry.channel());
        }
      }
    } finally {
      ready.end();
    }
    return sent;
  }

  private boolean release(ReleaseQueue.Entry entry, long at) {
    Shopper shopper = find(entry.shopperId());
    if (shopper == null) {
      return false;
    }
    fireOwn(shopper);
    PendingSend send = shopper.queue().ofRun(entry.runId());
    boolean sent = false;
    if (send != null && entry.isOf(send)) {
      sent = steps.release(shopper, send, at, rules);
      listener.changed(shopper);
    }
    rearm(shopper);
    return sent;
  }

  private @Nullable Shopper find(String id) {
    try {
      return shoppers.apply(id);
    } catch (RuntimeException e) {
      listener.unreadable(id, now, e);
      return null;
    }
  }

  private boolean isDue(long due) {
    return due <= now - engine.settle();
  }

  private void fireOwn(Shopper shopper) {
    boolean changed = engine.acquaint(shopper, rules, now);
    while (true) {
      long due = engine.nextDue(shopper);
      PendingChange change = products.first(shopper);
      if (change != null && change.at() < due) {
        if (!isDue(change.at())) {
          break;
        }
        products.done(change, shopper.id());
        steps.tell(shopper, change, rules);
      } else {
        Timer timer = isDue(due) ? engine.nextTimer(shopper) : null;
        if (timer == null) {
          break;
        }
        steps.fire(shopper, timer, rules);
      }
      engine.acquaint(shopper, rules, now);
      changed = true;
    }
    if (changed) {
      listener.changed(shopper);
    }
  }

  /** As below, where sends that waited in a queue are known already if they still do. */
  @SuppressWarnings("ReferenceEquality") // parts are values: another one is a change
  private void rearm(Shopper shopper, SendQueue known) {
    rearmTimer(shopper);
    if (shopper.queue() != known) {
      enqueue(shopper);
    }
  }

  private void rearm(Shopper shopper) {
    rearmTimer(shopper);
    enqueue(shopper);
  }

  private void rearmTimer(Shopper shopper) {
    long due = engine.nextDue(shopper);
    if (due < shopper.wokenAt()) {
      timers.ensure(shopper.id(), due);
      shopper.wokenAt(due);
    }
  }

  private void enqueue(Shopper shopper) {
    if (release == Release.ON_TICK && !shopper.queue().isEmpty()) {
      for (PendingSend send : shopper.queue().sends()) {
        if (send.isReady()) {
          ready.add(shopper.id(), send);
        }
      }
    }
  }
}
