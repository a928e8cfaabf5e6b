package io.beckon.measurement.streams;

import io.beckon.contract.OutcomeEvent;
import org.apache.kafka.streams.processor.api.ContextualFixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyProcessorContext;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;

/** Notes each outcome on its way in, and passes it on as it is. */
final class Taking extends ContextualFixedKeyProcessor<String, OutcomeEvent, OutcomeEvent> {

  private final Taken taken;
  private int partition;

  Taking(Taken taken) {
    this.taken = taken;
  }

  @Override
  public void init(FixedKeyProcessorContext<String, OutcomeEvent> context) {
    super.init(context);
    partition = context.taskId().partition();
    taken.begins(partition);
  }

  @Override
  public void process(FixedKeyRecord<String, OutcomeEvent> record) {
    taken.outcome(partition, record.value());
    context().forward(record);
  }

  @Override
  public void close() {
    taken.ends(partition);
  }
}
