package io.beckon.engine.policy;

/**
 * A time of the year with rules of its own.
 *
 * @param name named in decisions
 * @param from first moment, epoch milliseconds
 * @param to first moment after it, epoch milliseconds
 * @param policy what holds then; it has no seasons
 */
public record Season(String name, long from, long to, Policy policy) {

  /** Is it that season? */
  boolean holdsAt(long at) {
    return at >= from && at < to;
  }
}
