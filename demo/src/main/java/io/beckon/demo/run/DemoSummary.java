package io.beckon.demo.run;

import io.beckon.app.input.field.Times;
import io.beckon.demo.proof.Proof;
import io.beckon.demo.screen.Tally;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a demo did. {@code summary.json} has these fields by these names; those that a replay has,
 * too, mean the same.
 *
 * @param events events of shoppers that were read from the log
 * @param repeated those of them that told something for a second time, as the shop knows
 * @param duplicates events that the application knew already, as it counted
 * @param shoppers different shoppers
 * @param purchases orders, each counted once
 * @param triggers by kind
 * @param commands by channel, sends and cancels
 * @param cancels commands that call an earlier one back
 * @param decisions by outcome
 * @param reasons of decisions, by code
 * @param tasks by kind
 * @param deadLetters what could not be processed
 * @param messagesAfterPurchase messages decided after a purchase that stood before them in the log
 * @param messagesSentTwice command ids that came out more than once
 * @param messagesUnchecked messages whose place in the log could not be told
 * @param simulatedHours how long the shop was open
 * @param elapsedSeconds real time that it was open
 * @param speed simulated time by real time
 * @param seed of all chance
 * @param from when it opened, ISO-8601
 * @param until when it closed, ISO-8601
 */
record DemoSummary(
    long events,
    long repeated,
    long duplicates,
    long shoppers,
    long purchases,
    Map<String, Long> triggers,
    Map<String, Long> commands,
    long cancels,
    Map<String, Long> decisions,
    Map<String, Long> reasons,
    Map<String, Long> tasks,
    long deadLetters,
    long messagesAfterPurchase,
    long messagesSentTwice,
    long messagesUnchecked,
    double simulatedHours,
    double elapsedSeconds,
    double speed,
    long seed,
    String from,
    String until) {

  DemoSummary {
    triggers = new TreeMap<>(triggers);
    commands = new TreeMap<>(commands);
    decisions = new TreeMap<>(decisions);
    reasons = new TreeMap<>(reasons);
    tasks = new TreeMap<>(tasks);
  }

  static DemoSummary of(
      DemoSettings settings, Tally tally, Proof.Verdict verdict, long repeated, long duplicates) {
    return new DemoSummary(
        tally.events(),
        repeated,
        duplicates,
        tally.shoppers(),
        verdict.purchases(),
        tally.triggers(),
        tally.commands(),
        tally.cancels(),
        tally.decisions(),
        tally.reasons(),
        tally.tasks(),
        tally.deadLetters(),
        verdict.afterPurchase(),
        verdict.sentTwice(),
        verdict.unplaced(),
        Math.round(settings.simulated().toMinutes() / 6.0) / 10.0,
        settings.length().toMillis() / 1_000.0,
        settings.speed(),
        settings.seed(),
        Times.iso(settings.start()),
        Times.iso(settings.end()));
  }
}
