package io.beckon.schemas;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Turns records of the contract into a topic's bytes and back. Made by {@link WireCodecs#create}.
 *
 * <p>A codec keeps its buffers between calls: it belongs to one thread at a time.
 */
public interface WireCodec extends AutoCloseable {

  /**
   * The bytes of a record's value.
   *
   * @param topic where it will be written; a registry files schemas by it
   * @throws RegistryUnavailable if the registry could not tell or store the schema's id
   * @throws org.apache.kafka.common.errors.SerializationException if the record breaks its own
   *     schema, for example by a null in a field that allows none
   */
  byte[] encode(String topic, SpecificRecord value);

  /**
   * The record in a value's bytes, whichever released schema it was written with.
   *
   * @param topic where it was read
   * @param headers of the record
   * @param bytes the record's value; null for a tombstone, which is {@code EMPTY}
   * @param type what the topic holds
   * @throws UnreadablePayload if these bytes will never be readable
   * @throws RegistryUnavailable if the registry could not be asked; try again
   */
  <T extends SpecificRecord> T decode(
      String topic, Headers headers, byte @Nullable [] bytes, Class<T> type);

  /**
   * Looks at what reading these values will need, as they will probably be asked for next: many at
   * once, so that none is waited for alone. Changes nothing, and throws nothing for values that
   * can't be read.
   *
   * @param values of records that should hold shopper events
   * @param count how many of them, from the first
   * @return how many of them were looked into
   */
  default int foresee(byte[][] values, int count) {
    return 0;
  }

  /** Releases connections. Errors in doing so are not reported. */
  @Override
  void close();
}
