package io.beckon.measurement.core;

import io.beckon.contract.ConsentMoved;
import io.beckon.contract.ConsentState;
import io.beckon.contract.OutcomeEvent;
import io.beckon.contract.TriggerSeen;
import java.time.LocalDate;
import java.util.Set;
import java.util.TreeSet;

/**
 * Whether shoppers of whom no consent is known give one: each once a day. Who gave the first one on
 * a day is captured; who abandoned something on it and gave none is not.
 */
final class CaptureCounts {

  private CaptureCounts() {}

  static void count(History history, Tally tally) {
    Set<LocalDate> captured = new TreeSet<>();
    Set<LocalDate> unknown = new TreeSet<>();
    for (OutcomeEvent event : history.events()) {
      LocalDate day = history.settings().day(event.getAt());
      if (event.getFact() instanceof ConsentMoved moved && moved.getFirst()) {
        if (moved.getMoves().stream().anyMatch(m -> m.getState() == ConsentState.GRANTED)) {
          captured.add(day);
        }
      } else if (event.getFact() instanceof TriggerSeen trigger
          && Boolean.FALSE.equals(trigger.getConsentKnown())) {
        unknown.add(day);
      }
    }
    unknown.removeAll(captured);
    captured.forEach(day -> tally.add(MeasureKey.of(day, "consents", "captured"), 1));
    unknown.forEach(day -> tally.add(MeasureKey.of(day, "consents", "not_captured"), 1));
  }
}
