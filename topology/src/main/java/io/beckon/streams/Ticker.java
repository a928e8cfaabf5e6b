package io.beckon.streams;

import io.beckon.contract.ShopperEvent;
import io.beckon.contract.Tick;
import java.util.UUID;

/**
 * A task's ticks: marks of the time that it appends to its own partition when something is due by
 * the wall clock, or a send waits. At most one is outstanding; one that does not come back is
 * written again.
 *
 * <p>The epoch names this incarnation of the task. A tick of the epoch that is read back says that
 * everything that was in the log when it was written has been read.
 */
final class Ticker {

  private static final long NONE = Long.MIN_VALUE;
  private static final long UNKNOWN = -1L;

  private final String applicationId;
  private final long epoch;
  private final ShellSettings.Pace pace;
  private long latest = NONE;
  private long outstandingSince = NONE;
  private long startOffset = UNKNOWN;
  private boolean startTold;

  Ticker(String applicationId, long epoch, ShellSettings.Pace pace) {
    this.applicationId = applicationId;
    this.epoch = epoch;
    this.pace = pace;
  }

  /** A new epoch: no two incarnations share one. */
  static long newEpoch() {
    return UUID.randomUUID().getMostSignificantBits();
  }

  /** A record was read: the first one tells where this incarnation began. */
  void read(long offset) {
    if (startOffset == UNKNOWN) {
      startOffset = offset;
    }
  }

  /** Is a tick to be written now, if one is wanted? */
  boolean mayTick(long nanoTime) {
    if (outstandingSince != NONE) {
      return nanoTime - outstandingSince > pace.tickRetry().toNanos();
    }
    return latest == NONE || nanoTime - latest >= pace.tickInterval().toNanos();
  }

  /** The tick to write. */
  ShopperEvent next(long wallTime, long nanoTime) {
    outstandingSince = nanoTime;
    latest = nanoTime;
    long start = UNKNOWN;
    if (!startTold && startOffset != UNKNOWN) {
      start = startOffset;
      startTold = true;
    }
    return ShopperEvent.newBuilder()
        .setEventId("")
        .setOccurredAt(wallTime)
        .setShopperId("")
        .setSource("beckon")
        .setHistorical(false)
        .setPayload(
            Tick.newBuilder()
                .setEpoch(epoch)
                .setStartOffset(start)
                .setApplicationId(applicationId)
                .build())
        .build();
  }

  /** A tick was read: is it one of this incarnation? */
  boolean isOwn(Tick tick) {
    boolean own = tick.getEpoch() == epoch && tick.getApplicationId().equals(applicationId);
    if (own) {
      outstandingSince = NONE;
    }
    return own;
  }
}
