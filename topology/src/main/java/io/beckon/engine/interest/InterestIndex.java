package io.beckon.engine.interest;

import java.util.Set;

/**
 * Who may be interested in what: more than are, never fewer. It forgets nobody before their
 * interest is out of date.
 */
public interface InterestIndex {

  /**
   * Notes an interest that arises.
   *
   * @param at when it arose, epoch milliseconds; it counts for 30 days from then
   */
  void note(long subject, String shopperId, long at);

  /** A mark: what is noted up to here. */
  long mark();

  /**
   * Those noted under any of the subjects up to a mark, in an order that is the same each time; one
   * may be named more than once.
   */
  Names noted(Set<Long> subjects, long mark);
}
