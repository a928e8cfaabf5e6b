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
    return Math.max(0, event == null ? record.timestamp() : Causes.begin(event, settings));
  }
}
