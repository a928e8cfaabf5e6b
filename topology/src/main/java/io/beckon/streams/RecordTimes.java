package io.beckon.streams;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.TimestampExtractor;

/**
 * The time of a record is its append time. A record without one (written by a client of before
 * 2016, or with a negative timestamp) takes the time of the record before it: it can neither hurry
 * nor hold up anybody's timers, and is not lost.
 */
public final class RecordTimes implements TimestampExtractor {

  @Override
  public long extract(ConsumerRecord<Object, Object> record, long partitionTime) {
    return record.timestamp() >= 0 ? record.timestamp() : Math.max(0, partitionTime);
  }
}
