package io.beckon.engine;

import io.beckon.engine.abandonment.Abandonment;
import io.beckon.engine.shopper.PendingSend;
import io.beckon.engine.shopper.Run;
import io.beckon.engine.shopper.Shopper;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What is due of a shopper, and when. Nothing of it is kept: it is read from their parts. */
final class Timers {

  private final Abandonment abandonment;

  Timers(Abandonment abandonment) {
    this.abandonment = abandonment;
  }

  /** What is due first; null when nothing is. */
  @Nullable Timer next(Shopper shopper) {
    long due = abandonment.nextDue(shopper);
    Timer.Kind kind = Timer.Kind.ABANDONMENT;
    String ofSend = "";
    Run ofRun = null;
    List<PendingSend> sends = shopper.queue().sends();
    for (int i = 0; i < sends.size(); i++) { // with each event: without an iterator
      PendingSend send = sends.get(i);
      if (!send.isReady() && send.notBefore() < due) {
        due = send.notBefore();
        kind = Timer.Kind.DEFERRED_SEND;
        ofSend = send.runId();
      }
    }
    List<Run> runs = shopper.journeys().runs();
    for (int i = 0; i < runs.size(); i++) {
      Run run = runs.get(i);
      if (run.wakeAt() < due) {
        due = run.wakeAt();
        kind = Timer.Kind.WAIT;
        ofRun = run;
      }
    }
    if (shopper.journeys().membership().dueAt() < due) {
      due = shopper.journeys().membership().dueAt();
      kind = Timer.Kind.SEGMENTS;
    }
    if (shopper.journeys().agenda().dueAt() < due) {
      due = shopper.journeys().agenda().dueAt();
      kind = Timer.Kind.DATE;
    }
    String runId =
        switch (kind) {
          case DEFERRED_SEND -> ofSend;
          case WAIT -> Objects.requireNonNull(ofRun).runId();
          default -> "";
        };
    return due == Abandonment.NEVER ? null : new Timer(due, kind, runId);
  }

  /** When the first is due, epoch milliseconds; Long.MAX_VALUE: none. */
  long nextDue(Shopper shopper) {
    if (!shopper.knowsDue()) {
      shopper.due(reckonedDue(shopper));
    }
    return shopper.due();
  }

  private long reckonedDue(Shopper shopper) {
    long due = Math.min(abandonment.nextDue(shopper), shopper.journeys().nextWake());
    List<PendingSend> sends = shopper.queue().sends();
    for (int i = 0; i < sends.size(); i++) {
      PendingSend send = sends.get(i);
      due = send.isReady() ? due : Math.min(due, send.notBefore());
    }
    return due;
  }

  /** The same for who has nothing in the queue, from what a restart would have to be told. */
  long indexedDue(Shopper.Parts parts) {
    return Math.min(parts.journeys().nextWake(), abandonment.nextDue(parts));
  }

  /** Takes one that could not be fired out of the way: its run is parked. */
  void disarm(Shopper shopper, Timer timer, String why) {
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

  /** Lets a run stand where it is, for people to look at. */
  static void park(Shopper shopper, String runId, String why) {
    Run run = shopper.journeys().find(runId);
    if (run != null) {
      shopper.journeys(shopper.journeys().with(run.parkedBecause(why)));
    }
  }
}
