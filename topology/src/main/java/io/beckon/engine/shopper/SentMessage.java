package io.beckon.engine.shopper;

import io.beckon.contract.Channel;
import io.beckon.contract.Purpose;
import org.jspecify.annotations.Nullable;

/**
 * A message that was released.
 *
 * @param at time of the release, epoch milliseconds
 * @param sendBy the sender's last moment, epoch milliseconds
 * @param settled a sender has reported on it, or it was cancelled: it can't be called back any more
 */
public record SentMessage(
    String commandId,
    Channel channel,
    Purpose purpose,
    String flow,
    String runId,
    String step,
    @Nullable String variant,
    long at,
    long sendBy,
    boolean settled) {

  /** The same message, reported on or cancelled. */
  public SentMessage asSettled() {
    return settled
        ? this
        : new SentMessage(
            commandId, channel, purpose, flow, runId, step, variant, at, sendBy, true);
  }
}
