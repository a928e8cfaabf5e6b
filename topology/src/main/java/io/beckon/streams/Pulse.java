package io.beckon.streams;

import io.beckon.engine.flow.Rulebook;
import io.beckon.streams.state.Census;
import io.beckon.streams.state.WriteMark;

/**
 * Where a running task stands, as it says itself a few times a second.
 *
 * @param at when it said so, wall clock, epoch milliseconds
 * @param logTime the time of the partition: the latest timestamp read, epoch milliseconds; 0 when
 *     nothing was read
 * @param earliestDue when the first timer may be due, log time without settle; Long.MAX_VALUE: none
 * @param shoppersTimed shoppers with a timer in memory
 * @param sendsReady decided sends that wait for their release
 * @param oldestReady when the oldest of those was decided, log time; Long.MAX_VALUE: none waits
 * @param shoppersHeld shoppers in memory
 * @param holdings open carts, runs in flight and deferred sends in its stores
 * @param active false in the shadow
 * @param rules what is in force in the partition
 * @param writes says when rows of its stores may be read
 */
public record Pulse(
    long at,
    long logTime,
    long earliestDue,
    int shoppersTimed,
    int sendsReady,
    long oldestReady,
    int shoppersHeld,
    Census.Figures holdings,
    boolean active,
    Rulebook rules,
    WriteMark writes) {

  /**
   * How long the first timer has been due, by the wall clock, in milliseconds; 0 when none is.
   * While a backlog is worked off this is its age: timers are decided in log time.
   *
   * @param settle what a timer waits on top, milliseconds
   */
  public long overdue(long wall, long settle) {
    return earliestDue == Long.MAX_VALUE ? 0 : Math.max(0, wall - settle - earliestDue);
  }

  /** How long the oldest decided send has been waiting, by the wall clock, in milliseconds. */
  public long oldestReadyAge(long wall) {
    return oldestReady == Long.MAX_VALUE ? 0 : Math.max(0, wall - oldestReady);
  }
}
