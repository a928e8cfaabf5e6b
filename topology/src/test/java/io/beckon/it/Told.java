package io.beckon.it;

import io.beckon.contract.AbandonmentTrigger;
import io.beckon.contract.SendCommand;
import java.util.List;

/** Reads triggers and commands as they come, so that each is known to have been seen when. */
final class Told {

  private final Output<AbandonmentTrigger> triggers;
  private final Output<SendCommand> commands;
  private final Thread reading = new Thread(this::read, "told");
  private volatile boolean over;

  Told(Shop shop) {
    triggers = shop.triggers();
    commands = shop.commands();
    reading.setDaemon(true);
  }

  void start() {
    reading.start();
  }

  private void read() {
    while (!over) {
      triggers.poll();
      commands.poll();
    }
  }

  /** Ends the reading as it goes; what comes later is read when it is asked for. */
  void end() throws InterruptedException {
    over = true;
    reading.join(); // a thread that never began has ended
  }

  List<Output.Seen<AbandonmentTrigger>> triggers() {
    return triggers.seen();
  }

  List<Output.Seen<SendCommand>> commands() {
    return commands.seen();
  }
}
