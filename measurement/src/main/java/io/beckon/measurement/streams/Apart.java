package io.beckon.measurement.streams;

import io.beckon.contract.OutcomeEvent;
import io.beckon.engine.outcome.Moments;
import io.beckon.measurement.core.Settings;
import org.apache.kafka.streams.processor.api.ContextualFixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;

/** Gives each fact of a record by itself, at the time from which its own window is counted. */
final class Apart extends ContextualFixedKeyProcessor<String, Wire.Read, OutcomeEvent> {

  private final Settings settings;

  Apart(Settings settings) {
    this.settings = settings;
  }

  @Override
  public void process(FixedKeyRecord<String, Wire.Read> record) {
    OutcomeEvent told = record.value().event();
    if (told == null) {
      return;
    }
    for (OutcomeEvent fact : Moments.apart(told)) {
      context().forward(record.withValue(fact).withTimestamp(OutcomeTimes.of(fact, settings)));
    }
  }
}
