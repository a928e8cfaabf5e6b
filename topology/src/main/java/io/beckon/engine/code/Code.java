package io.beckon.engine.code;

import org.jspecify.annotations.Nullable;

/**
 * A code of a pool.
 *
 * @param given was it given to somebody, or has it ended?
 * @param validUntil until when the shop takes it, epoch milliseconds; null: always
 */
public record Code(boolean given, @Nullable Long validUntil) {

  /** Will the shop take it at a time? */
  boolean isGoodAt(long time) {
    return validUntil == null || validUntil > time;
  }

  /** Will the shop take it up to a time? */
  boolean isGoodUntil(long time) {
    return validUntil == null || validUntil >= time;
  }

  Code gone() {
    return new Code(true, validUntil);
  }
}
