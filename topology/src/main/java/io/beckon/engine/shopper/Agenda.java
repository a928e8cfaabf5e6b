package io.beckon.engine.shopper;

/**
 * What time alone will bring a shopper: the next date that a flow may begin on.
 *
 * @param dueAt when that date comes (epoch milliseconds), or any time before; {@link #NEVER}: none
 *     comes, as things stand
 * @param since activation time of the newest flow that was taken into account, epoch milliseconds:
 *     of a newer one also what came since its activation has to be found
 */
public record Agenda(long dueAt, long since) {

  /** No date comes. */
  public static final long NEVER = Long.MAX_VALUE;

  /** Nothing comes, and nothing was taken into account. */
  public static final Agenda NONE = new Agenda(NEVER, Long.MIN_VALUE);

  /** Is there nothing to remember? */
  public boolean isNone() {
    return dueAt == NEVER && since == Long.MIN_VALUE;
  }
}
