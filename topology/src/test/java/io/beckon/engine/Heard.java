package io.beckon.engine;

import io.beckon.contract.AbandonmentTrigger;
import io.beckon.contract.AudienceChange;
import io.beckon.contract.CommandAction;
import io.beckon.contract.Decision;
import io.beckon.contract.OutcomeEvent;
import io.beckon.contract.SendCommand;
import io.beckon.contract.ShopperEvent;
import io.beckon.contract.Task;
import io.beckon.engine.shopper.PendingSend;
import io.beckon.engine.shopper.Shopper;
import io.beckon.engine.time.Timeline;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/** What a timeline reported, in order. A failure fails the test. */
public class Heard implements Timeline.Listener {

  private final List<SpecificRecord> effects = new ArrayList<>();
  private final Deque<ShopperEvent> appended = new ArrayDeque<>();
  private final List<OutcomeEvent> outcomes = new ArrayList<>();
  private int duplicates;

  /** Triggers, decisions, commands and tasks, as they came. */
  List<SpecificRecord> effects() {
    return List.copyOf(effects);
  }

  List<Decision> decisions() {
    return only(Decision.class);
  }

  List<SendCommand> commands() {
    return only(SendCommand.class);
  }

  List<Task> tasks() {
    return only(Task.class);
  }

  List<AudienceChange> audiences() {
    return only(AudienceChange.class);
  }

  List<SendCommand> sent() {
    return commands().stream().filter(c -> c.getAction() == CommandAction.SEND).toList();
  }

  /** Reads what was appended to the log until now, at its present time. */
  void readBack(Timeline timeline) {
    for (ShopperEvent next = appended.poll(); next != null; next = appended.poll()) {
      timeline.apply(next);
      timeline.fireDue(Integer.MAX_VALUE);
    }
  }

  /** Facts for measurement, as they came. */
  List<OutcomeEvent> outcomes() {
    return List.copyOf(outcomes);
  }

  int duplicates() {
    return duplicates;
  }

  private <T> List<T> only(Class<T> type) {
    return effects.stream().filter(type::isInstance).map(type::cast).toList();
  }

  @Override
  public void trigger(AbandonmentTrigger trigger) {
    effects.add(trigger);
  }

  @Override
  public void decision(Decision decision) {
    effects.add(decision);
  }

  @Override
  public void command(SendCommand command) {
    effects.add(command);
  }

  @Override
  public void append(ShopperEvent event) {
    appended.add(event);
  }

  @Override
  public void task(Task task) {
    effects.add(task);
  }

  @Override
  public void audience(AudienceChange change) {
    effects.add(change);
  }

  @Override
  public void outcome(OutcomeEvent outcome) {
    outcomes.add(outcome);
  }

  @Override
  public void duplicate(ShopperEvent event) {
    duplicates++;
  }

  @Override
  public void changed(Shopper shopper) {}

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
