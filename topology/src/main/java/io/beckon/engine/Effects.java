package io.beckon.engine;

import io.beckon.contract.AbandonmentTrigger;
import io.beckon.contract.Decision;
import io.beckon.contract.SendCommand;

/** What a decision causes, in the order in which it was caused. */
public interface Effects {

  /** Something was abandoned. */
  void trigger(AbandonmentTrigger trigger);

  /** Something was decided. */
  void decision(Decision decision);

  /** A message is to be sent or called back. */
  void command(SendCommand command);
}
