package io.beckon.engine;

import io.beckon.contract.AbandonmentTrigger;
import io.beckon.contract.AudienceChange;
import io.beckon.contract.Contact;
import io.beckon.contract.Decision;
import io.beckon.contract.OutcomeEvent;
import io.beckon.contract.SendCommand;
import io.beckon.contract.ShopperEvent;
import io.beckon.contract.Task;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/** Holds effects back until the decision that causes them is whole. */
public final class EffectBuffer implements Effects {

  private final List<SpecificRecord> held = new ArrayList<>();
  private final List<OutcomeEvent> told = new ArrayList<>();

  @Override
  public void trigger(AbandonmentTrigger trigger) {
    held.add(trigger);
  }

  @Override
  public void decision(Decision decision) {
    held.add(decision);
  }

  @Override
  public void command(SendCommand command) {
    held.add(command);
  }

  @Override
  public void append(ShopperEvent event) {
    held.add(event);
  }

  @Override
  public void audience(AudienceChange change) {
    held.add(change);
  }

  @Override
  public void task(Task task) {
    held.add(task);
  }

  @Override
  public void contact(Contact contact) {
    held.add(contact);
  }

  @Override
  public void outcome(OutcomeEvent outcome) {
    told.add(outcome);
  }

  /** Forgets what is held: the decision failed. */
  public void discard() {
    held.clear();
    told.clear();
  }

  /**
   * Hands on what is held, in order, and then what is told for measurement; nothing is held
   * afterwards, even if that fails.
   */
  public void drainTo(Effects effects) {
    if (held.isEmpty() && told.isEmpty()) {
      return;
    }
    List<SpecificRecord> whole = List.copyOf(held);
    List<OutcomeEvent> facts = List.copyOf(told);
    discard();
    handOn(whole, effects);
    if (!facts.isEmpty()) {
      effects.outcomes(facts);
    }
  }

  private static void handOn(List<SpecificRecord> whole, Effects effects) {
    for (SpecificRecord record : whole) {
      if (record instanceof AbandonmentTrigger trigger) {
        effects.trigger(trigger);
      } else if (record instanceof Decision decision) {
        effects.decision(decision);
      } else if (record instanceof ShopperEvent event) {
        effects.append(event);
      } else if (record instanceof Task task) {
        effects.task(task);
      } else if (record instanceof AudienceChange change) {
        effects.audience(change);
      } else if (record instanceof Contact contact) {
        effects.contact(contact);
      } else {
        effects.command((SendCommand) record);
      }
    }
  }
}
