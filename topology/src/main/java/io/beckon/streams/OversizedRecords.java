package io.beckon.streams;

import io.beckon.contract.DeadLetter;
import io.beckon.schemas.WireCodec;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProductionExceptionHandler;
import org.jspecify.annotations.Nullable;

/**
 * An output that no broker takes because it is too large becomes a dead letter without its value;
 * any other failure to write stops the task, which goes on from its last commit.
 */
public final class OversizedRecords implements ProductionExceptionHandler {

  /** Configuration: the dead-letter topic. */
  public static final String TOPIC = "beckon.dead.letter.topic";

  /** Configuration: a {@code Supplier<WireCodec>}. */
  public static final String CODECS = "beckon.codecs";

  /** Configuration: a {@code Consumer<String>} that is told the topic of each such output. */
  public static final String NOTED = "beckon.oversized.noted";

  private Consumer<String> noted = name -> {};
  private @Nullable String topic;
  private @Nullable WireCodec codec;

  /** Made by Kafka Streams, by name. */
  public OversizedRecords() {}

  @Override
  public void configure(Map<String, ?> config) {
    if (config.get(TOPIC) instanceof String name && config.get(CODECS) instanceof Supplier<?> s) {
      topic = name;
      codec = (WireCodec) s.get();
    }
    if (config.get(NOTED) instanceof Consumer<?> told) {
      noted = name -> tell(told, name);
    }
  }

  @SuppressWarnings("unchecked") // the key says of what
  private static void tell(Consumer<?> told, String name) {
    ((Consumer<String>) told).accept(name);
  }

  @Override
  public Response handleError(
      ErrorHandlerContext context, ProducerRecord<byte[], byte[]> record, Exception exception) {
    if (!(exception instanceof RecordTooLargeException) || topic == null || codec == null) {
      return Response.fail();
    }
    noted.accept(record.topic());
    int size = record.value() == null ? 0 : record.value().length;
    DeadLetter letter =
        DeadLetter.newBuilder()
            .setTopic(record.topic())
            .setPartition(record.partition() == null ? -1 : record.partition())
            .setOffset(context.offset())
            .setTimestamp(record.timestamp() == null ? 0L : record.timestamp())
            .setStage(DeadLetters.PRODUCE)
            .setReason("TOO_LARGE")
            .setMessage(
                "An output of "
                    + size
                    + " bytes is larger than its topic or the producer allows; it was not written."
                    + " Raise max.message.bytes of the topic, or keep carts smaller.")
            .setKey(record.key() == null ? null : ByteBuffer.wrap(record.key()))
            .setValue(null)
            .setHeaders(Map.of())
            .setShopperId(null)
            .setException(DeadLetters.describe(exception))
            .build();
    return Response.resume(
        List.of(new ProducerRecord<>(topic, record.key(), codec.encode(topic, letter))));
  }
}
