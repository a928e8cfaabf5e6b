package io.beckon.app.topics;

import static org.apache.kafka.common.config.TopicConfig.CLEANUP_POLICY_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.MAX_MESSAGE_BYTES_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.MESSAGE_TIMESTAMP_AFTER_MAX_MS_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.RETENTION_MS_CONFIG;

import io.beckon.app.config.Durations;
import io.beckon.app.config.Sizes;
import io.beckon.app.topics.TopicSpec.PartitionsMatter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Compares one topic's settings and copies with what they must be. */
final class SettingsCheck {

  private final TopicSpec spec;
  private final FoundTopic topic;
  private final Map<String, String> settings;
  private final String deadLetters;
  private final List<Finding> findings = new ArrayList<>();

  private SettingsCheck(
      TopicSpec spec, FoundTopic topic, Map<String, String> settings, String deadLetters) {
    this.spec = spec;
    this.topic = topic;
    this.settings = settings;
    this.deadLetters = deadLetters;
  }

  /**
   * Compares them.
   *
   * @param deadLetters name of the topic whose refusals would stop the application
   */
  static List<Finding> check(TopicSpec spec, FoundTopic topic, String deadLetters) {
    if (topic.settings().isEmpty()) {
      return List.of(
          Finding.warning(
              topic.name(),
              topic.name() + ": its settings may not be read.",
              "Allow the application's user DescribeConfigs on the topic."));
    }
    SettingsCheck check = new SettingsCheck(spec, topic, topic.settings().get(), deadLetters);
    check.policy();
    check.timestamps();
    check.future();
    check.size();
    check.retention();
    check.copies();
    check.order();
    return check.findings;
  }

  private void policy() {
    String wanted = wanted(CLEANUP_POLICY_CONFIG);
    String actual = actual(CLEANUP_POLICY_CONFIG);
    if (!Set.of(actual.split(" *, *")).equals(Set.of(wanted.split(",")))) {
      findings.add(
          Finding.error(
              topic.name(),
              differs(CLEANUP_POLICY_CONFIG, actual, wanted)
                  + (wanted.equals("delete")
                      ? "only the latest record of each key would stay."
                      : "what does not change would be forgotten in time."),
              alter(CLEANUP_POLICY_CONFIG, wanted)));
    }
  }

  private void timestamps() {
    String wanted = wanted(MESSAGE_TIMESTAMP_TYPE_CONFIG);
    String actual = actual(MESSAGE_TIMESTAMP_TYPE_CONFIG);
    if (actual.equals(wanted)) {
      return;
    }
    String differs = differs(MESSAGE_TIMESTAMP_TYPE_CONFIG, actual, wanted);
    String mend = alter(MESSAGE_TIMESTAMP_TYPE_CONFIG, wanted);
    if (spec.partitionsMatter() != PartitionsMatter.STATE) {
      findings.add(
          Finding.warning(
              topic.name(), differs + "records would not carry the time of the decision.", mend));
    } else if (wanted.equals("LogAppendTime")) {
      findings.add(
          Finding.error(
              topic.name(),
              differs + "a producer's wrong clock would hurry or hold up every decision.",
              mend + " For an import or a test, set log.timestamps=create instead."));
    } else {
      findings.add(
          Finding.error(
              topic.name(),
              differs + "the history's own times would be lost.",
              mend + " For a live log, set log.timestamps=append instead."));
    }
  }

  private void future() {
    String wanted = spec.settings().get(MESSAGE_TIMESTAMP_AFTER_MAX_MS_CONFIG);
    String actual = actual(MESSAGE_TIMESTAMP_AFTER_MAX_MS_CONFIG);
    if (wanted != null && !actual.equals(wanted)) {
      findings.add(
          Finding.warning(
              topic.name(),
              topic.name()
                  + ": "
                  + MESSAGE_TIMESTAMP_AFTER_MAX_MS_CONFIG
                  + " is "
                  + actual
                  + ": records further in the future, as of a clock that runs fast, would be refused.",
              alter(MESSAGE_TIMESTAMP_AFTER_MAX_MS_CONFIG, wanted)));
    }
  }

  private void size() {
    long wanted = Long.parseLong(wanted(MAX_MESSAGE_BYTES_CONFIG));
    long actual = number(MAX_MESSAGE_BYTES_CONFIG, Long.MAX_VALUE);
    if (actual < wanted) {
      boolean stops = topic.name().equals(deadLetters);
      String what =
          topic.name()
              + ": "
              + MAX_MESSAGE_BYTES_CONFIG
              + " is "
              + Sizes.format(actual)
              + ", but must be at least "
              + Sizes.format(wanted)
              + " ("
              + wanted
              + "): "
              + (stops
                  ? "the dead letter of a large event would be refused, and stop the application."
                  : "large records that limits.record.bytes allows would be refused.");
      String mend = alter(MAX_MESSAGE_BYTES_CONFIG, Long.toString(wanted));
      findings.add(
          stops
              ? Finding.error(topic.name(), what, mend)
              : Finding.warning(topic.name(), what, mend));
    }
  }

  private void retention() {
    String wanted = spec.settings().get(RETENTION_MS_CONFIG);
    if (wanted == null) {
      return;
    }
    long wantedMs = Long.parseLong(wanted);
    long actualMs = number(RETENTION_MS_CONFIG, -1);
    if (actualMs == wantedMs) {
      return;
    }
    String what =
        topic.name()
            + " keeps records "
            + (actualMs < 0 ? "for ever" : Durations.format(Duration.ofMillis(actualMs)))
            + ", but the configuration says "
            + (wantedMs < 0 ? "for ever" : Durations.format(Duration.ofMillis(wantedMs)))
            + ".";
    boolean shorter = actualMs >= 0 && (wantedMs < 0 || actualMs < wantedMs);
    String mend = alter(RETENTION_MS_CONFIG, wanted) + " Or set the topics.retention key to suit.";
    findings.add(
        shorter
            ? Finding.warning(topic.name(), what, mend)
            : Finding.advice(topic.name(), what, mend));
  }

  private void copies() {
    long inSync = number(MIN_IN_SYNC_REPLICAS_CONFIG, 1);
    if (topic.replicas() == 1) {
      findings.add(
          Finding.advice(
              topic.name(),
              topic.name() + " has one copy of each partition: a lost disk loses its records.",
              "In production use topics.replication.factor=3 from the beginning; for an existing topic,"
                  + " kafka-reassign-partitions.sh."));
    } else if (inSync >= topic.replicas()) {
      findings.add(
          Finding.warning(
              topic.name(),
              topic.name()
                  + ": min.insync.replicas is "
                  + inSync
                  + " of "
                  + topic.replicas()
                  + " copies: while one broker is down, nothing can be written.",
              alter(MIN_IN_SYNC_REPLICAS_CONFIG, Integer.toString(topic.replicas() - 1))));
    } else if (topic.replicas() >= 3 && inSync < 2) {
      findings.add(
          Finding.advice(
              topic.name(),
              topic.name()
                  + ": min.insync.replicas is 1: a record may be acknowledged when only one broker has"
                  + " it, and be lost with that broker.",
              alter(MIN_IN_SYNC_REPLICAS_CONFIG, "2")));
    }
  }

  private void order() {
    if (spec.partitionsMatter() == PartitionsMatter.ORDER
        && topic.partitions() != spec.partitions()) {
      findings.add(
          Finding.warning(
              topic.name(),
              topic.name()
                  + " has "
                  + topic.partitions()
                  + " partitions instead of 1: a flow's head may be read before the version it points"
                  + " at.",
              "Delete it, run 'beckon topics create', and publish the flows again."));
    }
  }

  private String wanted(String setting) {
    return spec.settings().getOrDefault(setting, "");
  }

  private String actual(String setting) {
    return settings.getOrDefault(setting, "");
  }

  private long number(String setting, long otherwise) {
    String text = actual(setting);
    return text.isEmpty() ? otherwise : Long.parseLong(text);
  }

  private String differs(String setting, String actual, String wanted) {
    return topic.name() + ": " + setting + " is " + actual + ", but must be " + wanted + ": ";
  }

  private String alter(String setting, String value) {
    return alter(topic.name(), setting, value);
  }

  /** The command that gives a topic a setting. */
  static String alter(String topic, String setting, String value) {
    return "kafka-configs.sh --bootstrap-server BROKER --alter --entity-type topics --entity-name "
        + topic
        + " --add-config "
        + setting
        + "="
        + value;
  }
}
