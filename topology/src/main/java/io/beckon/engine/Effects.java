package io.beckon.engine;

import io.beckon.contract.AbandonmentTrigger;
import io.beckon.contract.AudienceChange;
import io.beckon.contract.Contact;
import io.beckon.contract.Decision;
import io.beckon.contract.OutcomeEvent;
import io.beckon.contract.SendCommand;
import io.beckon.contract.ShopperEvent;
import io.beckon.contract.Task;
import java.util.List;

/** What a decision causes, in the order in which it was caused. */
public interface Effects {

  /** Something was abandoned. */
  void trigger(AbandonmentTrigger trigger);

  /** Something was decided. */
  void decision(Decision decision);

  /** A message is to be sent or called back. */
  void command(SendCommand command);

  /**
   * An event is to be appended to the shop's own log, for the shopper that it names; it takes
   * effect when it is read there, like any other. Its id must follow from what caused it, so that
   * the same decision, made again, appends nothing new.
   */
  void append(ShopperEvent event);

  /** Somebody has something to do. */
  void task(Task task);

  /** A shopper joins or leaves an audience. Most who look at decisions do not ask for it. */
  default void audience(AudienceChange change) {}

  /**
   * What is known of an address, after it changed. Most who look at decisions do not ask for it.
   */
  default void contact(Contact contact) {}

  /** A fact for measurement. Most who look at decisions do not ask for it. */
  default void outcome(OutcomeEvent outcome) {}

  /** All facts for measurement that a decision caused, in their order. */
  default void outcomes(List<OutcomeEvent> told) {
    told.forEach(this::outcome);
  }
}
