package io.beckon.demo.proof;

import io.beckon.contract.AbandonmentTrigger;
import io.beckon.contract.CommandAction;
import io.beckon.contract.Decision;
import io.beckon.contract.Outcome;
import io.beckon.contract.SendCommand;
import io.beckon.demo.proof.Purchases.Purchase;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The promise that no message about an abandonment is decided after a purchase that stands before
 * the decision in the log; and that no message leaves twice. Collects what came out, then judges.
 */
public final class Proof {

  /** What was found. */
  public record Verdict(
      long sends, long purchases, long afterPurchase, long sentTwice, long unplaced) {

    /** Is the promise kept, and was every message checked? */
    public boolean holds() {
      return afterPurchase == 0 && sentTwice == 0 && unplaced == 0;
    }
  }

  private record Send(String commandId, String shopperId, int partition, long at) {}

  private final Purchases purchases;
  private final LogTimes log;
  private final Map<String, Long> idleSince = new HashMap<>();
  private final Map<String, String> originOfCommand = new HashMap<>();
  private final List<Send> sends = new ArrayList<>();

  /** A proof against the shop's own knowledge and the log's positions. */
  public Proof(Purchases purchases, LogTimes log) {
    this.purchases = purchases;
    this.log = log;
  }

  /** A trigger came out. */
  public void trigger(AbandonmentTrigger trigger) {
    idleSince.put(trigger.getTriggerId(), trigger.getIdleSince());
  }

  /** A decision came out. */
  public void decision(Decision decision) {
    String commandId = decision.getCommandId();
    if (decision.getOutcome() == Outcome.SENT && commandId != null) {
      originOfCommand.put(commandId, decision.getOriginId());
    }
  }

  /**
   * A command came out.
   *
   * @param partition that it was read from: the same as its shopper's in the log
   */
  public void command(SendCommand command, int partition) {
    if (command.getAction() == CommandAction.SEND) {
      sends.add(
          new Send(command.getCommandId(), command.getShopperId(), partition, command.getAt()));
    }
  }

  /** Judges what was collected. */
  public Verdict verdict() {
    long after = 0;
    long twice = 0;
    long unplaced = 0;
    Set<String> seen = new HashSet<>();
    for (Send send : sends) {
      if (!seen.add(send.commandId())) {
        twice++;
      }
      Long since = idleSince.get(originOfCommand.getOrDefault(send.commandId(), ""));
      long decidedBy = log.tickAt(send.partition(), send.at());
      if (since == null || decidedBy < 0) {
        unplaced++;
      } else if (boughtBetween(send, since, decidedBy)) {
        after++;
      }
    }
    return new Verdict(sends.size(), purchases.count(), after, twice, unplaced);
  }

  private boolean boughtBetween(Send send, long since, long tick) {
    for (Purchase purchase : purchases.of(send.shopperId())) {
      if (purchase.partition() == send.partition()
          && purchase.at() > since
          && purchase.offset() < tick) {
        return true;
      }
    }
    return false;
  }
}
