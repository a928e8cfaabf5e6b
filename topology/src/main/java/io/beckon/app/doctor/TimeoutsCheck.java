package io.beckon.app.doctor;

import io.beckon.app.config.Durations;
import io.beckon.app.config.GroupProtocol;
import io.beckon.app.config.ProcessingConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** Do the brokers grant the times that the application asks for? */
final class TimeoutsCheck {

  /** An application that stands for a long weekend must find its place again. */
  private static final Duration LEAST_REMEMBERED = Duration.ofDays(4);

  private final ProcessingConfig processing;
  private final Map<String, String> broker;
  private final List<Finding> findings = new ArrayList<>();

  private TimeoutsCheck(ProcessingConfig processing, Map<String, String> broker) {
    this.processing = processing;
    this.broker = broker;
  }

  /**
   * Compares them.
   *
   * @param broker settings of a broker
   * @param brokers how many there are
   */
  static List<Finding> judge(ProcessingConfig processing, Map<String, String> broker, int brokers) {
    TimeoutsCheck check = new TimeoutsCheck(processing, broker);
    check.transactions();
    check.sessions();
    check.memory();
    check.copies("transaction.state.log.replication.factor", brokers);
    check.copies("offsets.topic.replication.factor", brokers);
    check.newTopics();
    return check.findings;
  }

  private void transactions() {
    long ours = processing.transactionTimeout().toMillis();
    OptionalLong theirs = number("transaction.max.timeout.ms");
    if (theirs.isPresent() && ours > theirs.getAsLong()) {
      findings.add(
          Finding.error(
              "transaction.timeout",
              "it is "
                  + shown(ours)
                  + ", but the brokers allow "
                  + shown(theirs.getAsLong())
                  + " (transaction.max.timeout.ms): they refuse each transaction.",
              "Lower transaction.timeout, or raise transaction.max.timeout.ms of the brokers."));
    }
  }

  private void sessions() {
    if (processing.groupProtocol() != GroupProtocol.CLASSIC) {
      return;
    }
    long ours = processing.sessionTimeout().toMillis();
    OptionalLong least = number("group.min.session.timeout.ms");
    OptionalLong most = number("group.max.session.timeout.ms");
    if ((least.isPresent() && ours < least.getAsLong())
        || (most.isPresent() && ours > most.getAsLong())) {
      findings.add(
          Finding.error(
              "session.timeout",
              "it is "
                  + shown(ours)
                  + ", but the brokers allow "
                  + shown(least.orElse(0))
                  + " to "
                  + shown(most.orElse(Long.MAX_VALUE))
                  + " (group.min.session.timeout.ms, group.max.session.timeout.ms): nobody may join.",
              "Set it within these, or change them on the brokers."));
    }
  }

  private void memory() {
    OptionalLong minutes = number("offsets.retention.minutes");
    if (minutes.isPresent() && minutes.getAsLong() < LEAST_REMEMBERED.toMinutes()) {
      findings.add(
          Finding.warning(
              "offsets.retention.minutes",
              "the brokers forget where a group stood after "
                  + Durations.format(Duration.ofMinutes(minutes.getAsLong()))
                  + ": an application that stood longer reads the log from its beginning again.",
              "Set it to 10080 (7 days, Kafka's default) or more on the brokers."));
    }
  }

  private void copies(String setting, int brokers) {
    OptionalLong copies = number(setting);
    if (brokers >= 3 && copies.isPresent() && copies.getAsLong() < 3) {
      findings.add(
          Finding.warning(
              setting,
              setting
                  + " is "
                  + copies.getAsLong()
                  + " on "
                  + brokers
                  + " brokers: while the wrong one is down, nothing can be committed.",
              "Set it to 3 on the brokers, and add replicas to the topic that exists"
                  + " (kafka-reassign-partitions.sh)."));
    }
  }

  private void newTopics() {
    if ("true".equals(broker.get("auto.create.topics.enable"))) {
      findings.add(
          Finding.advice(
              "auto.create.topics.enable",
              "brokers make topics that are merely asked for: a slip in a producer's configuration"
                  + " makes a topic that nobody reads, and events are lost in silence.",
              "Set it to false on the brokers."));
    }
  }

  private OptionalLong number(String setting) {
    String value = broker.get(setting);
    return value == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(value));
  }

  private static String shown(long millis) {
    return Durations.format(Duration.ofMillis(millis));
  }
}
