package io.beckon.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.beckon.contract.DeadLetter;
import io.beckon.schemas.WireCodec;
import io.beckon.schemas.WireCodecs;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.NotLeaderOrFollowerException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.errors.ProductionExceptionHandler.Response;
import org.apache.kafka.streams.errors.ProductionExceptionHandler.Result;
import org.apache.kafka.streams.errors.internals.DefaultErrorHandlerContext;
import org.apache.kafka.streams.processor.TaskId;
import org.junit.jupiter.api.Test;

class OversizedRecordsTest {

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final OversizedRecords handler = new OversizedRecords();

  @Test
  void shouldCountByTopicAndPutAsideWhatIsTooLarge() {
    configure();
    for (int i = 0; i < 2; i++) {
      Response response =
          handler.handleError(context(), record(), new RecordTooLargeException("too large"));
      assertThat(response.result()).isEqualTo(Result.RESUME);
      ProducerRecord<byte[], byte[]> letter = response.deadLetterQueueRecords().get(0);
      try (WireCodec codec = WireCodecs.singleObject()) {
        DeadLetter read =
            codec.decode("dead-letters", new RecordHeaders(), letter.value(), DeadLetter.class);
        assertThat(read.getTopic()).isEqualTo("decisions");
        assertThat(read.getValue()).isNull();
      }
    }

    assertThat(registry.get("beckon.oversized.outputs").tag("topic", "decisions").counter().count())
        .isEqualTo(2);
  }

  @Test
  void shouldNotCountOtherFailures() {
    configure();
    assertThat(
            handler
                .handleError(context(), record(), new NotLeaderOrFollowerException("gone"))
                .result())
        .isEqualTo(Result.FAIL);
    assertThat(registry.getMeters()).isEmpty();
  }

  private void configure() {
    Supplier<WireCodec> codecs = WireCodecs::singleObject;
    handler.configure(
        Map.of(
            OversizedRecords.TOPIC,
            "dead-letters",
            OversizedRecords.CODECS,
            codecs,
            OversizedRecords.NOTED,
            new ShellMeters(registry).oversized()));
  }

  private static ProducerRecord<byte[], byte[]> record() {
    return new ProducerRecord<>("decisions", 0, 5L, new byte[] {1}, new byte[10]);
  }

  private static DefaultErrorHandlerContext context() {
    return new DefaultErrorHandlerContext(
        null,
        "shopper-events",
        0,
        7L,
        new RecordHeaders(),
        "node",
        new TaskId(0, 0),
        5L,
        null,
        null);
  }
}
