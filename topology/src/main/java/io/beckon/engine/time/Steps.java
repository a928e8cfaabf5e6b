package io.beckon.engine.time;

import io.beckon.contract.ContactTold;
import io.beckon.contract.ShopperEvent;
import io.beckon.engine.EffectBuffer;
import io.beckon.engine.Effects;
import io.beckon.engine.Engine;
import io.beckon.engine.Timer;
import io.beckon.engine.contact.ContactStage;
import io.beckon.engine.contact.ContactStore;
import io.beckon.engine.flow.Rulebook;
import io.beckon.engine.interest.PendingChange;
import io.beckon.engine.shopper.PendingSend;
import io.beckon.engine.shopper.Shopper;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One decision at a time, wholly or not at all: when the engine throws, the shopper is put back and
 * nothing that it caused is told; else it is told after the decision. What failed is taken out of
 * the way and reported.
 */
final class Steps {

  private final Engine engine;
  private final ContactStage contacts;
  private final Timeline.Listener listener;
  private final boolean releasesDecided;
  private final EffectBuffer effects = new EffectBuffer();

  Steps(
      Engine engine, ContactStore contacts, Timeline.Listener listener, Timeline.Release release) {
    this.engine = engine;
    this.contacts = new ContactStage(contacts);
    this.listener = listener;
    this.releasesDecided = release == Timeline.Release.AT_DECISION;
  }

  /** Where a look at a shopper puts what it causes. */
  Effects effects() {
    return effects;
  }

  /**
   * Applies an event.
   *
   * @return did it have an effect?
   * @throws RuntimeException what the engine threw; the shopper is as before
   */
  boolean apply(Shopper shopper, ShopperEvent event, long now, Rulebook rules) {
    Shopper.Parts before = shopper.parts();
    boolean applied;
    try {
      applied = engine.apply(shopper, event, now, rules, effects);
    } catch (RuntimeException e) {
      undo(shopper, before);
      throw e;
    }
    effects.drainTo(listener);
    return applied;
  }

  /**
   * Lets a contact hear what it is told.
   *
   * @return was it news?
   */
  boolean hear(ShopperEvent event, ContactTold told, long now, Rulebook rules) {
    boolean news;
    try {
      news = contacts.hear(event, told, now, rules.policyAt(now), effects);
    } catch (RuntimeException e) {
      effects.discard();
      throw e;
    }
    effects.drainTo(listener);
    return news;
  }

  /** Looks at a shopper whom nothing happens to; null: it failed, and is reported. */
  @Nullable Boolean look(Shopper shopper, Predicate<Shopper> what, long now) {
    Shopper.Parts before = shopper.parts();
    boolean answer;
    try {
      answer = what.test(shopper);
    } catch (RuntimeException e) {
      undo(shopper, before);
      listener.unreadable(shopper.id(), now, e);
      return null;
    }
    effects.drainTo(listener);
    return answer;
  }

  /** Fires a timer; one that fails, or would be due for ever, is disarmed. */
  void fire(Shopper shopper, Timer timer, Rulebook rules) {
    Shopper.Parts before = shopper.parts();
    long at = timer.due() + engine.settle();
    try {
      engine.fire(shopper, timer, rules, effects);
      if (timer.equals(engine.nextTimer(shopper))) {
        throw new IllegalStateException("timer is still due after it was fired: " + timer);
      }
    } catch (RuntimeException e) {
      undo(shopper, before);
      engine.disarm(shopper, timer, e.getClass().getSimpleName());
      listener.timerFailed(shopper, timer, at, e);
      return;
    }
    effects.drainTo(listener);
    releaseDecided(shopper, at, rules);
  }

  /** Tells a shopper of a change of a product; it is not told again if that fails. */
  void tell(Shopper shopper, PendingChange change, Rulebook rules) {
    Shopper.Parts before = shopper.parts();
    long at = change.at() + engine.settle();
    try {
      engine.tell(shopper, change, rules, effects);
    } catch (RuntimeException e) {
      undo(shopper, before);
      Timer timer = new Timer(change.at(), Timer.Kind.PRODUCT_CHANGE, "");
      listener.timerFailed(shopper, timer, at, e);
      return;
    }
    effects.drainTo(listener);
    releaseDecided(shopper, at, rules);
  }

  /** Releases what was decided, where sends do not wait for ticks. */
  void releaseDecided(Shopper shopper, long at, Rulebook rules) {
    while (releasesDecided && shopper.queue().hasReady()) {
      for (PendingSend send : shopper.queue().sends()) {
        if (send.isReady()) {
          release(shopper, send, at, rules);
          break;
        }
      }
    }
  }

  /**
   * Releases a send.
   *
   * @return was it sent?
   */
  boolean release(Shopper shopper, PendingSend send, long at, Rulebook rules) {
    Shopper.Parts before = shopper.parts();
    boolean sent;
    try {
      sent = engine.release(shopper, send, at, rules, effects);
    } catch (RuntimeException e) {
      undo(shopper, before);
      engine.abandonRelease(shopper, send, e.getClass().getSimpleName());
      listener.releaseFailed(shopper, send, at, e);
      return false;
    }
    effects.drainTo(listener);
    return sent;
  }

  private void undo(Shopper shopper, Shopper.Parts before) {
    shopper.restore(before);
    effects.discard();
  }
}
