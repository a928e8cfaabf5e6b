package io.beckon.app.replay;

import io.beckon.app.input.InputEntry.Rejected;
import io.beckon.contract.AbandonmentTrigger;
import io.beckon.contract.AudienceChange;
import io.beckon.contract.DeadLetter;
import io.beckon.contract.Decision;
import io.beckon.contract.OutcomeEvent;
import io.beckon.contract.SendCommand;
import io.beckon.contract.Task;
import io.beckon.engine.flow.Rulebook;
import io.beckon.engine.shopper.Shopper;
import java.io.IOException;

/** Takes what a replay decides, in the order in which it does. What is not wanted is left. */
public interface ReplaySink {

  /** Something was abandoned. */
  default void trigger(AbandonmentTrigger trigger) throws IOException {}

  /** A message is to be sent, or called back. */
  default void command(SendCommand command) throws IOException {}

  /** Something was decided. */
  default void decision(Decision decision) throws IOException {}

  /** Something is handed over to people. */
  default void task(Task task) throws IOException {}

  /** A shopper joins or leaves an audience. */
  default void audience(AudienceChange change) throws IOException {}

  /** A fact for measurement. */
  default void outcome(OutcomeEvent outcome) throws IOException {}

  /**
   * A shopper as they are at the end.
   *
   * @param at the end, epoch milliseconds
   */
  default void shopper(Shopper shopper, Rulebook rules, long at) throws IOException {}

  /** A line of the input could not be read. */
  default void rejected(Rejected rejection) throws IOException {}

  /** The engine failed on something. */
  default void deadLetter(DeadLetter letter) throws IOException {}
}
