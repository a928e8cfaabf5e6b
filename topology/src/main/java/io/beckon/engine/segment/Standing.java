package io.beckon.engine.segment;

import io.beckon.engine.flow.Facts;

/**
 * Something that is true of a shopper or not, whoever asks and whenever: it tells what it looks at,
 * and when time alone may change it.
 */
public interface Standing {

  /** As people read it. */
  String source();

  /** Does it look at any of these parts of a shopper? */
  boolean asks(int parts);

  /** Does it hold? */
  boolean holds(Facts facts);

  /**
   * When, after a time, time alone may first change it, epoch milliseconds; Long.MAX_VALUE: never.
   *
   * @param at the time that {@code now} is in the facts, epoch milliseconds
   */
  long turnsAfter(long at, Facts facts);

  /** Can time alone end it only, and never bring it about? */
  default boolean onlyEnds() {
    return false;
  }
}
