package io.beckon.bench.scenario;

import io.beckon.contract.AbandonmentTrigger;
import io.beckon.contract.AudienceChange;
import io.beckon.contract.Decision;
import io.beckon.contract.SendCommand;
import io.beckon.contract.ShopperEvent;
import io.beckon.contract.Task;
import io.beckon.engine.Timer;
import io.beckon.engine.shopper.PendingSend;
import io.beckon.engine.shopper.Shopper;
import io.beckon.engine.time.Timeline;
import java.util.Map;
import java.util.TreeMap;

/** Counts what an engine says; an error ends the measurement. */
public final class Heard implements Timeline.Listener {

  private final Map<String, Long> byKind = new TreeMap<>();
  private long decisions;
  private long commands;

  /** Triggers by name of their kind. */
  public Map<String, Long> byKind() {
    return byKind;
  }

  /** Triggers of all kinds. */
  public long triggers() {
    return byKind.values().stream().mapToLong(Long::longValue).sum();
  }

  long decisions() {
    return decisions;
  }

  long commands() {
    return commands;
  }

  @Override
  public void trigger(AbandonmentTrigger trigger) {
    byKind.merge(trigger.getKind().name(), 1L, Long::sum);
  }

  @Override
  public void decision(Decision decision) {
    decisions++;
  }

  @Override
  public void command(SendCommand command) {
    commands++;
  }

  @Override
  public void append(ShopperEvent event) {
    throw new IllegalStateException("Nothing in the history is handed on: " + event.getEventId());
  }

  @Override
  public void audience(AudienceChange change) {}

  @Override
  public void task(Task task) {}

  @Override
  public void duplicate(ShopperEvent event) {
    throw new IllegalStateException("An event of the history was known: " + event.getEventId());
  }

  @Override
  public void changed(Shopper shopper) {
    // Kept in memory as it is.
  }

  @Override
  public void timerFailed(Shopper shopper, Timer timer, long at, RuntimeException error) {
    throw error;
  }

  @Override
  public void unreadable(String shopperId, long at, RuntimeException error) {
    throw error;
  }

  @Override
  public void releaseFailed(Shopper shopper, PendingSend send, long at, RuntimeException error) {
    throw error;
  }
}
