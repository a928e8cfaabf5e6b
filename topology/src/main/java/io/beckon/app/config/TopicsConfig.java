package io.beckon.app.config;

import static io.beckon.app.config.Importance.HIGH;
import static io.beckon.app.config.Importance.LOW;
import static io.beckon.app.config.Importance.MEDIUM;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Names and settings of the topics. Names are whole: generations are part of them.
 *
 * @param partitions of the log of shopper events, and so of all state
 * @param replicationFactor copies of each partition; -1: the brokers' default
 * @param timestamps whose clock stamps the log
 * @param retentionEvents how long the log is kept
 * @param retentionOutputs how long triggers, send commands and tasks are kept
 * @param retentionDecisions how long the audit is kept
 * @param retentionAudiences how long audience changes are kept
 * @param retentionDeadLetters how long dead letters are kept
 * @param retentionOutcomes how long outcomes and what is measured of them are kept
 */
public record TopicsConfig(
    String shopperEvents,
    String products,
    String shopFacts,
    String flows,
    String abandonmentTriggers,
    String sendCommands,
    String decisions,
    String tasks,
    String audienceChanges,
    String deadLetters,
    String contacts,
    String outcomes,
    String attributions,
    String measures,
    int partitions,
    short replicationFactor,
    LogTimestamps timestamps,
    Duration retentionEvents,
    Duration retentionOutputs,
    Duration retentionDecisions,
    Duration retentionAudiences,
    Duration retentionDeadLetters,
    Duration retentionOutcomes) {

  private static final String NAMED = "The name in the contract.";

  static final Key<String> SHOPPER_EVENTS = topic("shopper-events", "The log of all input.");
  static final Key<String> PRODUCTS = topic("products", "The catalog.");
  static final Key<String> SHOP_FACTS = topic("shop-facts", "What the shop may claim.");
  static final Key<String> FLOWS = topic("flows", "Published flows and policies.");
  static final Key<String> ABANDONMENT_TRIGGERS =
      topic("abandonment-triggers", "Carts, checkouts and visits that were abandoned.");
  static final Key<String> SEND_COMMANDS = topic("send-commands", "What senders are to send.");
  static final Key<String> DECISIONS = topic("decisions", "The audit of every decision.");
  static final Key<String> TASKS =
      topic("tasks", "What people are to do: hand-offs to sales or support.");
  static final Key<String> AUDIENCE_CHANGES =
      topic("audience-changes", "Who joins and leaves audiences for retargeting.");
  static final Key<String> DEAD_LETTERS =
      topic("dead-letters", "What could not be read or processed.");
  static final Key<String> CONTACTS =
      topic("contacts", "Which shoppers share an address, and what is suppressed for it.");

  static final Key<String> OUTCOMES =
      topic("outcomes", "Triggers, touches, orders and time marks: what measurement reads.");
  static final Key<String> ATTRIBUTIONS =
      topic(
          "attributions", "Which touches an order is credited to, and which triggers it recovers.");
  static final Key<String> MEASURES =
      topic("measures", "What is counted, by flow, step, variant, channel, category and day.");

  static final Key<String> GENERATION =
      Key.of(
          "topics.generation",
          generationType(),
          "",
          MEDIUM,
          "Generation of the log: it is appended with '-' to the names of shopper-events and outcomes.",
          "Beckon's state is bound to the log's partitions. Another number of partitions needs a"
              + " new log beside the old one, with a new application.id; and new outcomes, which have"
              + " the log's partitions.");

  static final Key<String> OUTPUTS_GENERATION =
      Key.of(
          "topics.outputs.generation",
          generationType(),
          "",
          LOW,
          "Generation of the outputs: it is appended with '-' to the names of triggers, commands,"
              + " decisions, tasks, audience changes, contacts, outcomes and dead letters.",
          "Apart from the log's, so that senders stay on one topic, and a cancel stays behind the"
              + " command it cancels, when the log changes. Set it for a reprocessing whose outputs"
              + " nobody is to act on.");

  static final Key<Integer> PARTITIONS =
      Key.of(
          "topics.partitions",
          Types.integer(1, 10_000, "partitions"),
          "8",
          HIGH,
          "Partitions of shopper-events, and so the most stream threads, over all instances, that"
              + " can share the work. The other topics are created with as many; flows with one.",
          "Fixed once there is state. One partition carries tens of thousands of events a second,"
              + " so that eight leave room to grow without being a burden to a small cluster.");

  static final Key<Integer> REPLICATION_FACTOR =
      Key.of(
          "topics.replication.factor",
          Types.integer(-1, 32_767, "copies (-1: the brokers' default)"),
          "-1",
          HIGH,
          "Copies of each partition, of internal topics too. With 3 or more, topics are created"
              + " with min.insync.replicas=2.",
          "The cluster's owner knows best. Production wants 3: a broker can fail and nothing"
              + " stops.");

  static final Key<LogTimestamps> TIMESTAMPS =
      Key.of(
          "log.timestamps",
          Types.choice(LogTimestamps.class),
          "append",
          HIGH,
          "Whose clock stamps the log: the broker's as it appends, or the one that created the"
              + " event. With create, topics keep records whatever their age, and accept times in"
              + " the future.",
          "Time is the log's. With the brokers' clock, no wrong clock of a phone or a server can"
              + " hurry or prevent a trigger. create is for imports of old histories, tests and the"
              + " demo.");

  static final Key<Duration> RETENTION_EVENTS =
      retention(
          "events",
          "14d",
          "The log is what everything can be computed from again. Two weeks cover a long outage and"
              + " a fault found late, and bound how long raw personal data lies about.");

  static final Key<Duration> RETENTION_OUTPUTS =
      retention(
          "outputs",
          "14d",
          "Longer than any sender's outage; a command is stale after a day or so anyway.");

  static final Key<Duration> RETENTION_DECISIONS =
      retention(
          "decisions",
          "90d",
          "Questions about a message come weeks later. Decisions hold no contact data.");

  static final Key<Duration> RETENTION_AUDIENCES =
      retention(
          "audience-changes",
          "100d",
          "Longer than the longest membership (90d), so that whoever reads it from the beginning"
              + " knows everybody who is in an audience.");

  static final Key<Duration> RETENTION_DEAD_LETTERS =
      retention(
          "dead-letters",
          "30d",
          "Time to notice, mend and feed them in again; they hold the original bytes.");

  static final Key<Duration> RETENTION_OUTCOMES =
      retention(
          "outcomes",
          "90d",
          "Longer than any window: what is measured can be computed from it again, also with other"
              + " windows. Outcomes hold no contact data.");

  static final List<Key<?>> KEYS =
      List.of(
          SHOPPER_EVENTS,
          PRODUCTS,
          SHOP_FACTS,
          FLOWS,
          ABANDONMENT_TRIGGERS,
          SEND_COMMANDS,
          DECISIONS,
          TASKS,
          AUDIENCE_CHANGES,
          DEAD_LETTERS,
          CONTACTS,
          OUTCOMES,
          ATTRIBUTIONS,
          MEASURES,
          GENERATION,
          OUTPUTS_GENERATION,
          PARTITIONS,
          REPLICATION_FACTOR,
          TIMESTAMPS,
          RETENTION_EVENTS,
          RETENTION_OUTPUTS,
          RETENTION_DECISIONS,
          RETENTION_AUDIENCES,
          RETENTION_DEAD_LETTERS,
          RETENTION_OUTCOMES);

  private static Key<String> topic(String name, String doc) {
    return Key.of("topics." + name, Types.topicName(), name, MEDIUM, "Name: " + doc, NAMED);
  }

  private static Key<Duration> retention(String name, String fallback, String reason) {
    return Key.of(
        "topics.retention." + name,
        Types.duration("1h", "3650d"),
        fallback,
        MEDIUM,
        "How long records stay in "
            + switch (name) {
              case "events" -> "shopper-events";
              case "outputs" -> "abandonment-triggers, send-commands and tasks";
              case "outcomes" -> "outcomes and attributions";
              default -> name;
            }
            + ". Holds for topics that are created from now on.",
        reason);
  }

  private static Type<String> generationType() {
    return Types.text(
        "letters, digits, '.' and '_', at most 20 of them, such as g2, or nothing",
        "[a-zA-Z0-9._]{0,20}");
  }

  static TopicsConfig from(Values values) {
    String generation = ending(values.get(GENERATION));
    String outputs = ending(values.get(OUTPUTS_GENERATION));
    TopicsConfig topics =
        new TopicsConfig(
            values.get(SHOPPER_EVENTS) + generation,
            values.get(PRODUCTS),
            values.get(SHOP_FACTS),
            values.get(FLOWS),
            values.get(ABANDONMENT_TRIGGERS) + outputs,
            values.get(SEND_COMMANDS) + outputs,
            values.get(DECISIONS) + outputs,
            values.get(TASKS) + outputs,
            values.get(AUDIENCE_CHANGES) + outputs,
            values.get(DEAD_LETTERS) + outputs,
            values.get(CONTACTS) + outputs,
            values.get(OUTCOMES) + generation + outputs,
            values.get(ATTRIBUTIONS) + outputs,
            values.get(MEASURES) + outputs,
            values.get(PARTITIONS),
            values.get(REPLICATION_FACTOR).shortValue(),
            values.get(TIMESTAMPS),
            values.get(RETENTION_EVENTS),
            values.get(RETENTION_OUTPUTS),
            values.get(RETENTION_DECISIONS),
            values.get(RETENTION_AUDIENCES),
            values.get(RETENTION_DEAD_LETTERS),
            values.get(RETENTION_OUTCOMES));
    topics.check(values);
    return topics;
  }

  private static String ending(String generation) {
    return generation.isEmpty() ? "" : "-" + generation;
  }

  private void check(Values values) {
    Map<String, Key<String>> taken = new HashMap<>();
    List<Key<String>> keys =
        List.of(
            SHOPPER_EVENTS,
            PRODUCTS,
            SHOP_FACTS,
            FLOWS,
            ABANDONMENT_TRIGGERS,
            SEND_COMMANDS,
            DECISIONS,
            TASKS,
            AUDIENCE_CHANGES,
            DEAD_LETTERS,
            CONTACTS,
            OUTCOMES,
            ATTRIBUTIONS,
            MEASURES);
    List<String> names =
        List.of(
            shopperEvents,
            products,
            shopFacts,
            flows,
            abandonmentTriggers,
            sendCommands,
            decisions,
            tasks,
            audienceChanges,
            deadLetters,
            contacts,
            outcomes,
            attributions,
            measures);
    for (int i = 0; i < keys.size(); i++) {
      Key<String> other = taken.putIfAbsent(names.get(i), keys.get(i));
      if (other != null) {
        values.require(false, "two topics can't have one name.", other, keys.get(i));
      }
    }
    values.require(
        replicationFactor != 0, "a partition has at least one copy.", REPLICATION_FACTOR);
  }
}
