package io.beckon.measurement.streams;

import io.beckon.contract.OutcomeEvent;
import io.beckon.measurement.core.Causes;
import io.beckon.measurement.core.Settings;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.TimestampExtractor;

/** When an outcome counts as having happened: that is what windows are counted from. */
record OutcomeTimes(Settings settings) implements TimestampExtractor {

  @Override
  public long extract(ConsumerRecord<Object, Object> record, long partitionTime) {
    OutcomeEvent event = record.value() instanceof Wire.Read read ? read.event() : null;
    return event == null ? Math.max(0, record.timestamp()) : of(event, settings);
  }

  /** The time of a fact that stands by itself, or first in its record. */
  static long of(OutcomeEvent event, Settings settings) {
    return Math.max(0, Causes.begin(event, settings));
  }
}
