package io.beckon.engine.shopper;

import io.beckon.contract.Channel;
import org.jspecify.annotations.Nullable;

/**
 * A send that was decided and has not been released yet.
 *
 * @param commandId the command that it will be
 * @param priority 0 to 100; higher leaves first
 * @param dueAt when its step was due, epoch milliseconds; staleness is counted from here
 * @param decidedAt logical time of the latest decision, epoch milliseconds
 * @param notBefore deferred until then (epoch milliseconds), or {@link #READY}
 * @param permit what the contact of the address was asked about it; null: nothing
 */
public record PendingSend(
    String commandId,
    String runId,
    String step,
    Channel channel,
    int priority,
    long dueAt,
    long decidedAt,
    long notBefore,
    @Nullable Permit permit) {

  /** Not deferred: it waits for its release only. */
  public static final long READY = Long.MIN_VALUE;

  /** A send about which no contact was asked. */
  public PendingSend(
      String commandId,
      String runId,
      String step,
      Channel channel,
      int priority,
      long dueAt,
      long decidedAt,
      long notBefore) {
    this(commandId, runId, step, channel, priority, dueAt, decidedAt, notBefore, null);
  }

  /** Does it wait for its release, and not for a time? */
  public boolean isReady() {
    return notBefore == READY;
  }

  /** Does it wait for the answer of a contact? */
  public boolean isAsked() {
    return permit != null && permit.isAsked();
  }

  /** The same send, about which a contact is asked; it does not wait longer than till a time. */
  public PendingSend asking(Permit question, long till) {
    return with(till, question);
  }

  /** The same send, which a contact allows. */
  public PendingSend granted(Permit granted) {
    return with(READY, granted);
  }

  /** The same send, about which nothing is asked any more. */
  public PendingSend unasked() {
    return with(notBefore, null);
  }

  /** The same send, deferred until another time. */
  PendingSend deferredTo(long time) {
    return with(time, permit);
  }

  private PendingSend with(long time, @Nullable Permit nowPermit) {
    return new PendingSend(
        commandId, runId, step, channel, priority, dueAt, decidedAt, time, nowPermit);
  }
}
