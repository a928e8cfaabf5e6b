package io.beckon.streams;

import java.time.Duration;

/**
 * When a task asks for a commit. Kafka Streams commits by itself, but seldom: while a task works
 * off a backlog that is worth a lot, since more changes of one shopper become one record, and
 * nobody waits for what is late already. A task that keeps up with its log asks more often.
 *
 * <p>Reads the clocks seldom enough to be asked at each record. Only says how often, never what is
 * decided.
 */
final class CommitPace {

  /** Log time that is further back shows a backlog; less than a person notices. */
  static final long BEHIND_MS = 10_000;

  /** Real time without a record after which the log is read up; other tasks take their turns. */
  static final long QUIET_NANOS = 1_000_000_000;

  /**
   * Records between two looks at the clock; a task that reads fewer is looked at by punctuation.
   */
  private static final int LOOK_EVERY = 8;

  private final long everyNanos;
  private long flushes;
  private long committedAt;
  private int records;
  private int recordsAtLook;
  private long readAt;

  /** How many commits there had been when something was last done that the next one is for. */
  private long workedAfter = -1;

  /**
   * A pace that begins.
   *
   * @param every least time between two commits of a task that keeps up (real time)
   */
  CommitPace(Duration every, long nanoTime) {
    this.everyNanos = every.toNanos();
    this.committedAt = nanoTime;
  }

  /**
   * A record was read; true when it is time to look whether a commit is due.
   *
   * @param commits how many there were so far
   */
  boolean read(long commits) {
    workedAfter = commits;
    return ++records % LOOK_EVERY == 0;
  }

  /**
   * Does the task work off a backlog? To be asked in each punctuation: one that has read nothing
   * for a while has nothing left to read, however old its log.
   *
   * @param behind how far log time is behind the clock, milliseconds
   */
  boolean isBehind(long nanoTime, long behind) {
    if (records != recordsAtLook) {
      recordsAtLook = records;
      readAt = nanoTime;
    }
    return records > 0 && behind > BEHIND_MS && nanoTime - readAt < QUIET_NANOS;
  }

  /**
   * Something else was done that a commit makes durable or visible.
   *
   * @param commits how many there were so far
   */
  void worked(long commits) {
    workedAfter = commits;
  }

  /**
   * Is a commit to be asked for?
   *
   * @param commits how many there were so far
   * @param behind how far log time is behind the clock, milliseconds
   */
  boolean isDue(long commits, long nanoTime, long behind) {
    if (commits != flushes) {
      flushes = commits;
      committedAt = nanoTime;
    }
    return workedAfter == commits && behind <= BEHIND_MS && nanoTime - committedAt >= everyNanos;
  }
}
