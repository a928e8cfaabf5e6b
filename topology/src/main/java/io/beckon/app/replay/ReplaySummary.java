package io.beckon.app.replay;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a replay did. {@code summary.json} has these fields by these names.
 *
 * @param events events that were played
 * @param rejected lines and calls that were refused
 * @param duplicates events that had been played already and had no second effect
 * @param shoppers different shoppers
 * @param triggers by kind
 * @param commands by channel, sends and cancels: each is one line of {@code commands.ndjson}
 * @param decisions by outcome
 * @param reasons of decisions, by code
 * @param tasks by kind
 * @param deadLetters events that could not be processed
 * @param eventsPerSecond events by elapsed seconds
 * @param elapsedSeconds wall-clock time of the run
 * @param from time of the first event, ISO-8601; null when there was none
 * @param until time up to which timers fired, ISO-8601; null when there was no event
 */
public record ReplaySummary(
    long events,
    long rejected,
    long duplicates,
    long shoppers,
    Map<String, Long> triggers,
    Map<String, Long> commands,
    Map<String, Long> decisions,
    Map<String, Long> reasons,
    Map<String, Long> tasks,
    long deadLetters,
    double eventsPerSecond,
    double elapsedSeconds,
    @Nullable String from,
    @Nullable String until) {

  public ReplaySummary {
    triggers = new TreeMap<>(triggers);
    commands = new TreeMap<>(commands);
    decisions = new TreeMap<>(decisions);
    reasons = new TreeMap<>(reasons);
    tasks = new TreeMap<>(tasks);
  }
}
