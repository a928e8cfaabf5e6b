package io.beckon.streams;

import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.processor.StreamPartitioner;
import org.jspecify.annotations.Nullable;

/**
 * A record for the application's own input topic.
 *
 * @param partition where it has to go; {@link #BY_KEY}: where its key belongs
 */
record Envelope(int partition, byte @Nullable [] value) {

  /** The partition that the key belongs to. */
  static final int BY_KEY = -1;

  /** Unwraps the value. */
  static final class ValueSerializer implements Serializer<Envelope> {
    @Override
    public byte @Nullable [] serialize(String topic, Envelope envelope) {
      return envelope.value();
    }
  }

  /** Sends it to its partition. */
  static final class ByEnvelope implements StreamPartitioner<byte[], Envelope> {
    @Override
    public Optional<Set<Integer>> partitions(
        String topic, byte[] key, Envelope envelope, int numPartitions) {
      return envelope.partition() == BY_KEY
          ? Optional.empty()
          : Optional.of(Set.of(envelope.partition()));
    }
  }
}
