package io.beckon.measurement.streams;

import io.beckon.contract.DeadLetter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.streams.processor.api.ContextualFixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts aside what could not be read, with where it stands and why. */
final class Letters extends ContextualFixedKeyProcessor<String, Wire.Read, DeadLetter> {

  private static final Logger LOG = LoggerFactory.getLogger(Letters.class);

  private final Taken taken;

  Letters(Taken taken) {
    this.taken = taken;
  }

  @Override
  public void process(FixedKeyRecord<String, Wire.Read> record) {
    RecordMetadata source = context().recordMetadata().orElseThrow();
    Wire.Read read = record.value();
    Map<String, ByteBuffer> headers = new HashMap<>();
    for (Header header : record.headers()) {
      if (header.value() != null) {
        headers.put(header.key(), ByteBuffer.wrap(header.value()));
      }
    }
    String why =
        read.error() == null ? "there is no value" : String.valueOf(read.error().getMessage());
    LOG.warn(
        "Dead letter: an outcome at {}-{}@{} can't be read: {}",
        source.topic(),
        source.partition(),
        source.offset(),
        why);
    String reason = read.error() == null ? "NO_VALUE" : read.error().getClass().getSimpleName();
    taken.letter(reason);
    DeadLetter letter =
        DeadLetter.newBuilder()
            .setTopic(source.topic())
            .setPartition(source.partition())
            .setOffset(source.offset())
            .setTimestamp(record.timestamp())
            .setStage("DECODE")
            .setReason(reason)
            .setMessage("An outcome could not be read, so it is not measured: " + why)
            .setKey(
                record.key() == null
                    ? null
                    : ByteBuffer.wrap(record.key().getBytes(StandardCharsets.UTF_8)))
            .setValue(read.bytes() == null ? null : ByteBuffer.wrap(read.bytes()))
            .setHeaders(headers)
            .setShopperId(record.key())
            .setException(read.error() == null ? null : read.error().getClass().getName())
            .build();
    context().forward(record.withValue(letter));
  }
}
