package io.beckon.demo.run;

import io.beckon.app.replay.ReplayOutput;
import io.beckon.contract.AbandonmentTrigger;
import io.beckon.contract.ApplicationActivated;
import io.beckon.contract.CommandAction;
import io.beckon.contract.DeadLetter;
import io.beckon.contract.Decision;
import io.beckon.contract.RulesActivated;
import io.beckon.contract.SendCommand;
import io.beckon.contract.ShopperEvent;
import io.beckon.contract.Task;
import io.beckon.contract.Tick;
import io.beckon.demo.proof.LogTimes;
import io.beckon.demo.proof.Proof;
import io.beckon.demo.proof.Purchases;
import io.beckon.demo.screen.Showcase;
import io.beckon.demo.screen.Tally;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Hands what was read to all who are interested: the tally, the proof, the files, the sender. */
final class Findings implements Watch.Listener {

  private final Tally tally = new Tally();
  private final LogTimes logTimes = new LogTimes();
  private final Proof proof;
  private final Showcase showcase;
  private final @Nullable ReplayOutput output;
  private final Consumer<SendCommand> sender;
  private long read;

  /**
   * Findings of a run.
   *
   * @param output files; null: none are written
   * @param sender gets the messages that are to be sent
   */
  Findings(
      Purchases purchases,
      Showcase showcase,
      @Nullable ReplayOutput output,
      Consumer<SendCommand> sender) {
    this.proof = new Proof(purchases, logTimes);
    this.showcase = showcase;
    this.output = output;
    this.sender = sender;
  }

  Tally tally() {
    return tally;
  }

  Proof proof() {
    return proof;
  }

  /** Records so far, without the application's own marks of time. */
  long read() {
    return read;
  }

  @Override
  public void event(ConsumerRecord<byte[], byte[]> where, ShopperEvent event) {
    Object payload = event.getPayload();
    boolean tick = payload instanceof Tick;
    logTimes.read(where.partition(), where.offset(), where.timestamp(), tick);
    if (!tick
        && !(payload instanceof RulesActivated)
        && !(payload instanceof ApplicationActivated)) {
      read++;
      tally.event(event.getShopperId());
    }
  }

  @Override
  public void trigger(AbandonmentTrigger trigger) {
    read++;
    tally.trigger(trigger);
    proof.trigger(trigger);
    showcase.trigger(trigger);
    write(to -> to.trigger(trigger));
  }

  @Override
  public void decision(Decision decision) {
    read++;
    tally.decision(decision);
    proof.decision(decision);
    showcase.decision(decision);
    write(to -> to.decision(decision));
  }

  @Override
  public void command(SendCommand command, int partition) {
    read++;
    tally.command(command);
    proof.command(command, partition);
    showcase.command(command);
    write(to -> to.command(command));
    if (command.getAction() == CommandAction.SEND) {
      sender.accept(command);
    }
  }

  @Override
  public void task(Task task) {
    read++;
    tally.task(task);
    showcase.task(task);
    write(to -> to.task(task));
  }

  @Override
  public void deadLetter(DeadLetter letter) {
    read++;
    tally.deadLetter();
    write(to -> to.deadLetter(letter));
  }

  @FunctionalInterface
  private interface Write {
    void to(ReplayOutput output) throws IOException;
  }

  private void write(Write write) {
    if (output != null) {
      try {
        write.to(output);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
