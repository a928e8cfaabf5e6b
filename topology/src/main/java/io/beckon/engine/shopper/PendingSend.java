package io.beckon.engine.shopper;

import io.beckon.contract.Channel;

/**
 * A send that was decided and has not been released yet.
 *
 * @param commandId the command that it will be
 * @param priority 0 to 100; higher leaves first
 * @param dueAt when its step was due, epoch milliseconds; staleness is counted from here
 * @param decidedAt logical time of the latest decision, epoch milliseconds
 * @param notBefore deferred until then (epoch milliseconds), or {@link #READY}
 */
public record PendingSend(
    String commandId,
    String runId,
    String step,
    Channel channel,
    int priority,
    long dueAt,
    long decidedAt,
    long notBefore) {

  /** Not deferred: it waits for its release only. */
  public static final long READY = Long.MIN_VALUE;

  /** Does it wait for its release, and not for a time? */
  public boolean isReady() {
    return notBefore == READY;
  }

  /** The same send, deferred until another time. */
  PendingSend deferredTo(long time) {
    return new PendingSend(commandId, runId, step, channel, priority, dueAt, decidedAt, time);
  }
}
