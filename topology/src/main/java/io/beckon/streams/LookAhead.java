package io.beckon.streams;

import io.beckon.schemas.WireCodec;
import io.beckon.streams.state.ShopperStore;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Looks at what the next records of a task will need, some records at a time: shoppers and products
 * are in no cache by then, and the processor waits for many of them together not much longer than
 * for one. Decides and changes nothing.
 */
final class LookAhead {

  /** Records looked at together: what they need fits into the nearer caches. */
  private static final int REACH = 32;

  /** Of fewer there is nothing to gain. */
  private static final int LEAST = 4;

  private final Upcoming upcoming;
  private final TopicPartition partition;
  private final ShopperStore shoppers;
  private final WireCodec codec;
  private final @Nullable ConsumerRecord<byte[], byte[]>[] records = records();
  private final byte[][] keys = new byte[REACH][];
  private final byte[][] values = new byte[REACH][];
  private long seenUntil = Long.MIN_VALUE;

  LookAhead(Upcoming upcoming, TopicPartition partition, ShopperStore shoppers, WireCodec codec) {
    this.upcoming = upcoming;
    this.partition = partition;
    this.shoppers = shoppers;
    this.codec = codec;
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // only this class puts records in
  private static @Nullable ConsumerRecord<byte[], byte[]>[] records() {
    return new ConsumerRecord[REACH];
  }

  /**
   * The record at an offset is about to be processed.
   *
   * @return how many records were looked at
   */
  int at(long offset) {
    if (offset < seenUntil) {
      return 0;
    }
    int count = upcoming.next(partition, offset, records);
    seenUntil = offset + 1;
    int used = 0;
    for (int i = 0; i < count; i++) {
      ConsumerRecord<byte[], byte[]> record = records[i];
      records[i] = null;
      if (record != null) {
        seenUntil = record.offset() + 1;
        if (record.key() != null && record.value() != null) {
          keys[used] = record.key();
          values[used++] = record.value();
        }
      }
    }
    if (used < LEAST) {
      return 0;
    }
    codec.foresee(values, used);
    shoppers.foresee(keys, used);
    return used;
  }

  /** The task is closed. */
  void close() {
    upcoming.forget(partition);
  }
}
