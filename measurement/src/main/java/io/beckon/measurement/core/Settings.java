package io.beckon.measurement.core;

import io.beckon.app.config.MeasureConfig;
import io.beckon.app.config.MessagePrices;
import io.beckon.app.config.RecoveryWindows;
import io.beckon.app.config.TouchWindows;
import io.beckon.contract.OutcomeEvent;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * How it is judged what followed from what. All lengths are milliseconds.
 *
 * @param windows how long after a touch an order is credited to it
 * @param prices what messages cost
 * @param recovery how long after the shopper went idle an order recovers what was abandoned
 * @param lateness what is told later counts as if it had happened this long before it was told
 * @param disorder how far records of a partition may be out of order beside that
 * @param corrections how long after an order, entry or message its results are still corrected
 * @param effect how long after a threshold of a score an order counts for it
 * @param feedback how long after a message left a report on it is no missing one
 * @param transactional are messages credited that the shopper was owed anyway?
 * @param zone by whose days is counted
 */
public record Settings(
    TouchWindows windows,
    MessagePrices prices,
    RecoveryWindows recovery,
    long lateness,
    long disorder,
    long corrections,
    long effect,
    long feedback,
    boolean transactional,
    ZoneId zone) {

  /** What a configuration says. */
  public static Settings of(MeasureConfig config) {
    return new Settings(
        config.windows(),
        config.prices(),
        config.recovery(),
        config.lateness().toMillis(),
        config.disorder().toMillis(),
        config.corrections().toMillis(),
        config.effect().toMillis(),
        config.feedback().toMillis(),
        config.transactional(),
        config.zone());
  }

  /** The longest time for which anything is waited for after it. */
  public long longestWindow() {
    return Math.max(longestRecovery(), windows.longest().toMillis());
  }

  /** The longest time in which anything may be recovered. */
  public long longestRecovery() {
    return recovery.longest().toMillis();
  }

  /**
   * How long after something it is certainly still remembered, so that two outcomes of a shopper
   * can be looked at together.
   */
  long memory() {
    return corrections - grace();
  }

  /** How long after a window's end something may still be told that falls into it. */
  public long grace() {
    return lateness + disorder;
  }

  /**
   * When an outcome counts as having happened: at its own time, unless it was told too late for
   * that. A shopper who left at a time is judged from there, so of a trigger it is that time.
   */
  public long time(OutcomeEvent event) {
    return Math.max(Math.min(event.getOccurredAt(), event.getAt()), event.getAt() - lateness);
  }

  /** The day of a time. */
  LocalDate day(long time) {
    return LocalDate.ofInstant(Instant.ofEpochMilli(time), zone);
  }
}
