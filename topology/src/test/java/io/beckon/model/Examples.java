package io.beckon.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.beckon.contract.AbandonmentTrigger;
import java.util.List;

/**
 * What examples are held against: a source of triggers, at the times of a shop that sets nothing.
 */
public interface Examples {

  /** What is tested. */
  TriggerSource source();

  /** Returns what a user sees of a history, one line a trigger; see {@link ExpectedTrigger}. */
  default List<String> triggersOf(History history) {
    AbandonmentSettingsLike settings = AbandonmentSettingsLike.DEFAULTS;
    List<AbandonmentTrigger> triggers = source().run(history.log(), settings, history.until());
    assertThat(triggers)
        .as("a trigger is decided at dueAt + settle")
        .allSatisfy(t -> assertThat(t.getAt()).isEqualTo(t.getDueAt() + settings.settle()));
    assertThat(triggers)
        .as("every trigger has an id of its own")
        .extracting(AbandonmentTrigger::getTriggerId)
        .doesNotHaveDuplicates();
    return triggers.stream().map(t -> ExpectedTrigger.of(t).toString()).toList();
  }
}
