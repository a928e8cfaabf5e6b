package io.beckon.streams;

import io.beckon.contract.DeadLetter;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** Writes up what could not be read, processed or fired, with where it came from. */
final class DeadLetters {

  static final String DESERIALIZE = "DESERIALIZE";
  static final String PROCESS = "PROCESS";
  static final String TIMER = "TIMER";
  static final String RELEASE = "RELEASE";
  static final String PRODUCE = "PRODUCE";

  private static final int FRAMES = 8;

  private final String topic;
  private final int partition;

  DeadLetters(String topic, int partition) {
    this.topic = topic;
    this.partition = partition;
  }

  /** About a record of the input topic. */
  DeadLetter ofRecord(
      Record<byte[], byte[]> record,
      RecordMetadata source,
      String stage,
      String reason,
      String message,
      @Nullable String shopperId,
      @Nullable Throwable error) {
    return DeadLetter.newBuilder()
        .setTopic(source.topic())
        .setPartition(source.partition())
        .setOffset(source.offset())
        .setTimestamp(record.timestamp())
        .setStage(stage)
        .setReason(reason)
        .setMessage(message)
        .setKey(wrap(record.key()))
        .setValue(wrap(record.value()))
        .setHeaders(headers(record.headers()))
        .setShopperId(shopperId)
        .setException(describe(error))
        .build();
  }

  /** About a timer or a release. */
  DeadLetter ofTimer(
      String shopperId, long offset, long at, String stage, String message, Throwable error) {
    return DeadLetter.newBuilder()
        .setTopic(topic)
        .setPartition(partition)
        .setOffset(offset)
        .setTimestamp(at)
        .setStage(stage)
        .setReason(error.getClass().getSimpleName())
        .setMessage(message)
        .setKey(ByteBuffer.wrap(shopperId.getBytes(java.nio.charset.StandardCharsets.UTF_8)))
        .setValue(null)
        .setHeaders(Map.of())
        .setShopperId(shopperId)
        .setException(describe(error))
        .build();
  }

  /** Class and place of an error; not its message, which may quote what a shopper typed. */
  static @Nullable String describe(@Nullable Throwable error) {
    if (error == null) {
      return null;
    }
    StringBuilder text = new StringBuilder();
    for (Throwable cause = error; cause != null; cause = cause.getCause()) {
      text.append(text.isEmpty() ? "" : " <- ").append(cause.getClass().getName());
      StackTraceElement[] frames = cause.getStackTrace();
      for (int i = 0; i < Math.min(FRAMES, frames.length); i++) {
        text.append(" at ").append(frames[i]);
      }
    }
    return text.toString();
  }

  private static @Nullable ByteBuffer wrap(byte @Nullable [] bytes) {
    return bytes == null ? null : ByteBuffer.wrap(bytes);
  }

  private static Map<String, ByteBuffer> headers(Headers headers) {
    Map<String, ByteBuffer> map = new LinkedHashMap<>();
    for (Header header : headers) {
      if (header.value() != null) {
        map.put(header.key(), ByteBuffer.wrap(header.value()));
      }
    }
    return map;
  }
}
