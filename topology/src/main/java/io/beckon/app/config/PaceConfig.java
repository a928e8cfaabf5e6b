package io.beckon.app.config;

import static io.beckon.app.config.Importance.LOW;

import java.time.Duration;
import java.util.List;

/**
 * How the application keeps time while it runs.
 *
 * @param releaseWhen when a decided send leaves
 * @param tickInterval least time between two ticks of a task
 * @param tickRetry when an outstanding tick is given up and written again
 * @param timersPerRecord most timers of other shoppers fired before one record
 * @param punctuateInterval time between looks at the clock
 * @param punctuateBudget longest work in one such look
 */
public record PaceConfig(
    ReleaseWhen releaseWhen,
    Duration tickInterval,
    Duration tickRetry,
    int timersPerRecord,
    Duration punctuateInterval,
    Duration punctuateBudget) {

  static final Key<ReleaseWhen> RELEASE_WHEN =
      Key.of(
          "release.when",
          Types.choice(ReleaseWhen.class),
          "tick",
          LOW,
          "When a decided send leaves: once a tick behind the decision was read, or at the decision.",
          "With tick, nothing leaves before everything that was in the log has been read: a purchase"
              + " at the end of a backlog still stops it. decision is for reprocessing a raw history,"
              + " which has no ticks.");

  static final Key<Duration> TICK_INTERVAL =
      Key.of(
          "tick.interval",
          Types.duration("10ms", "1m"),
          "500ms",
          LOW,
          "Least time between two ticks that a task appends to its partition of the log. There are"
              + " none while nothing is due and nothing is queued.",
          "Two small records a second and partition at most; measured, idle partitions then fire"
              + " about a second after they are due.");

  static final Key<Duration> TICK_RETRY =
      Key.of(
          "tick.retry",
          Types.duration("100ms", "10m"),
          "5s",
          LOW,
          "When a tick that was written and not yet read is written again.",
          "Longer than a commit and a fetch take; under a backlog one more tick every few seconds is"
              + " nothing.");

  static final Key<Integer> TIMERS_PER_RECORD =
      Key.of(
          "timers.budget.per.record",
          Types.integer(1, 100_000, "timers"),
          "64",
          LOW,
          "Most timers of other shoppers that fire before a record is applied; the shopper's own"
              + " always fire.",
          "A million timers due at once must neither hold up records nor outlast a transaction, which"
              + " would then be aborted and tried again without end.");

  static final Key<Duration> PUNCTUATE_INTERVAL =
      Key.of(
          "punctuate.interval",
          Types.duration("10ms", "1m"),
          "250ms",
          LOW,
          "Time between looks at the clock, to write a tick that is due and fire timers left over.",
          "Half of the least time between ticks.");

  static final Key<Duration> PUNCTUATE_BUDGET =
      Key.of(
          "punctuate.budget",
          Types.duration("1ms", "10s"),
          "50ms",
          LOW,
          "Longest work in one look at the clock; what is left waits for the next.",
          "A fifth of the interval: records keep most of the time, and a commit is never far.");

  static final List<Key<?>> KEYS =
      List.of(
          RELEASE_WHEN,
          TICK_INTERVAL,
          TICK_RETRY,
          TIMERS_PER_RECORD,
          PUNCTUATE_INTERVAL,
          PUNCTUATE_BUDGET);

  static PaceConfig from(Values values) {
    PaceConfig pace =
        new PaceConfig(
            values.get(RELEASE_WHEN),
            values.get(TICK_INTERVAL),
            values.get(TICK_RETRY),
            values.get(TIMERS_PER_RECORD),
            values.get(PUNCTUATE_INTERVAL),
            values.get(PUNCTUATE_BUDGET));
    values.require(
        pace.punctuateBudget.compareTo(pace.punctuateInterval) <= 0,
        "the work would fill all time and leave none for records. Make the interval the longer one.",
        PUNCTUATE_BUDGET,
        PUNCTUATE_INTERVAL);
    values.require(
        pace.tickRetry.compareTo(pace.tickInterval) > 0,
        "a tick would be given up before the next may be written. Make the retry the longer one.",
        TICK_RETRY,
        TICK_INTERVAL);
    values.require(
        pace.releaseWhen == ReleaseWhen.TICK
            || values.get(TopicsConfig.TIMESTAMPS) == LogTimestamps.CREATE,
        "on a live log, sends would leave before the log was read to its end. decision is for raw"
            + " histories, with log.timestamps=create.",
        RELEASE_WHEN,
        TopicsConfig.TIMESTAMPS);
    return pace;
  }
}
