package io.beckon.streams;

import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.processor.StreamPartitioner;

/** A record's value, and the partition that it has to go to. */
public final class Envelope {

  /** The partition that the key belongs to. */
  static final int BY_KEY = -1;

  private final int partition;
  private final byte[] value;

  /** A value for a partition, or for {@link #BY_KEY}. */
  Envelope(int partition, byte[] value) {
    this.partition = partition;
    this.value = value;
  }

  /** The value. */
  public byte[] value() {
    return value;
  }

  /** Unwraps the value. */
  static final class ValueSerializer implements Serializer<Envelope> {
    @Override
    public byte[] serialize(String topic, Envelope envelope) {
      return envelope.value;
    }
  }

  /** Sends it to its partition. */
  static final class ByEnvelope implements StreamPartitioner<byte[], Envelope> {
    @Override
    public Optional<Set<Integer>> partitions(
        String topic, byte[] key, Envelope envelope, int numPartitions) {
      return envelope.partition == BY_KEY
          ? Optional.empty()
          : Optional.of(Set.of(envelope.partition));
    }
  }
}
