package io.beckon.app.replay;

import io.beckon.app.input.InputEntry;
import io.beckon.contract.AbandonmentTrigger;
import io.beckon.contract.AudienceChange;
import io.beckon.contract.DeadLetter;
import io.beckon.contract.Decision;
import io.beckon.contract.OutcomeEvent;
import io.beckon.contract.SendCommand;
import io.beckon.contract.ShopperEvent;
import io.beckon.contract.Task;
import io.beckon.engine.Timer;
import io.beckon.engine.shopper.PendingSend;
import io.beckon.engine.shopper.Shopper;
import io.beckon.engine.time.Timeline;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.function.Consumer;

/** Writes what happens in a partition of a replay. Throws UncheckedIOException when it can't. */
final class ReplayListener implements Timeline.Listener {

  private final ReplaySink output;
  private final int partition;
  private final Consumer<ShopperEvent> log;
  private long duplicates;

  /**
   * @param log takes what is appended to the shop's own log
   */
  ReplayListener(ReplaySink output, int partition, Consumer<ShopperEvent> log) {
    this.output = output;
    this.partition = partition;
    this.log = log;
  }

  /** Events so far that had no effect, because they, or their orders, were known. */
  long duplicates() {
    return duplicates;
  }

  @Override
  public void trigger(AbandonmentTrigger trigger) {
    write(() -> output.trigger(trigger));
  }

  @Override
  public void decision(Decision decision) {
    write(() -> output.decision(decision));
  }

  @Override
  public void command(SendCommand command) {
    write(() -> output.command(command));
  }

  @Override
  public void append(ShopperEvent event) {
    log.accept(event);
  }

  @Override
  public void task(Task task) {
    write(() -> output.task(task));
  }

  @Override
  public void audience(AudienceChange change) {
    write(() -> output.audience(change));
  }

  @Override
  public void outcome(OutcomeEvent outcome) {
    write(() -> output.outcome(outcome));
  }

  @Override
  public void duplicate(ShopperEvent event) {
    duplicates++;
  }

  @Override
  public void changed(Shopper shopper) {
    // It stays where it is.
  }

  @Override
  public void timerFailed(Shopper shopper, Timer timer, long at, RuntimeException error) {
    failed("", -1, at, "TIMER", shopper.id(), error);
  }

  @Override
  public void unreadable(String shopperId, long at, RuntimeException error) {
    failed("", -1, at, "TIMER", shopperId, error);
  }

  @Override
  public void releaseFailed(Shopper shopper, PendingSend send, long at, RuntimeException error) {
    failed("", -1, at, "RELEASE", shopper.id(), error);
  }

  /** The engine failed on an event; the shopper is as before. */
  void eventFailed(InputEntry.Parsed parsed, RuntimeException error) {
    failed(
        parsed.file(),
        parsed.line(),
        parsed.timestampMs(),
        "PROCESS",
        parsed.event().getShopperId(),
        error);
  }

  /** The engine failed on an event that it had appended itself; the shopper is as before. */
  void appendedFailed(ShopperEvent event, long at, RuntimeException error) {
    failed("", -1, at, "PROCESS", event.getShopperId(), error);
  }

  private void failed(
      String file, long line, long at, String stage, String shopperId, RuntimeException error) {
    DeadLetter letter =
        DeadLetter.newBuilder()
            .setTopic(file)
            .setPartition(partition)
            .setOffset(line)
            .setTimestamp(at)
            .setStage(stage)
            .setReason(error.getClass().getSimpleName())
            .setMessage("The engine failed on it; the shopper is as before, and the run went on.")
            .setKey(null)
            .setValue(null)
            .setHeaders(Map.of())
            .setShopperId(shopperId)
            .setException(error.getClass().getName())
            .build();
    write(() -> output.deadLetter(letter));
  }

  @FunctionalInterface
  private interface Write {
    void run() throws IOException;
  }

  private static void write(Write write) {
    try {
      write.run();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
