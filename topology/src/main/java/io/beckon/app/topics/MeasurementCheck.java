package io.beckon.app.topics;

import static org.apache.kafka.common.config.TopicConfig.CLEANUP_POLICY_COMPACT;
import static org.apache.kafka.common.config.TopicConfig.CLEANUP_POLICY_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.RETENTION_MS_CONFIG;

import io.beckon.app.config.BeckonConfig;
import io.beckon.app.config.Durations;
import io.beckon.app.config.MeasureConfig;
import io.beckon.app.topics.MeasurementTopics.Internal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;

/**
 * Do the topics that measurement keeps its state in fit the outcomes and the windows of the
 * configuration? They were made when it first ran; what was changed since did not change them.
 */
public final class MeasurementCheck {

  private static final String ANEW =
      "Measure anew: under another measure.application.id, with topics.measures and"
          + " topics.attributions of its own (docs/measurement.md).";

  private final BeckonConfig config;
  private final Map<String, FoundTopic> found;
  private final List<Finding> findings = new ArrayList<>();

  private MeasurementCheck(BeckonConfig config, Map<String, FoundTopic> found) {
    this.config = config;
    this.found = found;
  }

  /** Compares them; empty when measurement has never run on the cluster. */
  public static Optional<List<Finding>> check(BeckonConfig config, Admin admin) {
    List<Internal> internal = MeasurementTopics.of(config);
    List<String> names = new ArrayList<>(internal.stream().map(Internal::name).toList());
    names.add(config.topics().outcomes());
    ClusterTopics cluster = ClusterTopics.read(admin, names);
    return internal.stream().noneMatch(topic -> cluster.found().containsKey(topic.name()))
        ? Optional.empty()
        : Optional.of(new MeasurementCheck(config, cluster.found()).judge(internal));
  }

  private List<Finding> judge(List<Internal> internal) {
    FoundTopic outcomes = found.get(config.topics().outcomes());
    if (outcomes != null) {
      partitions(outcomes, internal);
      outcomes(outcomes);
    }
    missing(internal);
    for (Internal wanted : internal) {
      FoundTopic actual = found.get(wanted.name());
      if (actual != null && actual.settings().isPresent()) {
        policy(wanted, actual.settings().get());
        retention(wanted, actual.settings().get());
      }
    }
    if (config.outcomes().markEvery().isZero()) {
      findings.add(
          Finding.warning(
              config.measure().applicationId(),
              "outcomes.enabled is false: the main job tells measurement nothing, and what it does"
                  + " not tell can't be measured later.",
              "Leave it out, in the configuration of the main job too."));
    }
    return findings;
  }

  private void partitions(FoundTopic outcomes, List<Internal> internal) {
    Map<String, Integer> others = new TreeMap<>();
    for (Internal wanted : internal) {
      FoundTopic actual = found.get(wanted.name());
      if (actual != null && actual.partitions() != outcomes.partitions()) {
        others.put(wanted.name(), actual.partitions());
      }
    }
    if (!others.isEmpty()) {
      Map.Entry<String, Integer> first = others.entrySet().iterator().next();
      findings.add(
          Finding.error(
              config.measure().applicationId(),
              outcomes.name()
                  + " has "
                  + outcomes.partitions()
                  + " partitions, but the state of measurement lives in "
                  + first.getValue()
                  + " ("
                  + first.getKey()
                  + "): it was begun over another topic, and can't go on over this one.",
              ANEW));
    }
  }

  /** What follows from an outcome must be there together with it when it is measured. */
  private void outcomes(FoundTopic outcomes) {
    MeasureConfig measure = config.measure();
    Duration needed = measure.longestWindow().plus(measure.grace());
    kept(outcomes.settings().orElse(Map.of()))
        .filter(kept -> kept.compareTo(needed) < 0)
        .ifPresent(
            kept ->
                findings.add(
                    Finding.warning(
                        outcomes.name(),
                        outcomes.name()
                            + " keeps records "
                            + Durations.format(kept)
                            + ", and windows with what is told late last "
                            + Durations.format(needed)
                            + ": measured anew, or after an outage, orders would not find the"
                            + " messages that they followed.",
                        alter(outcomes.name(), RETENTION_MS_CONFIG, millis(needed)))));
  }

  private void missing(List<Internal> internal) {
    List<String> missing =
        internal.stream().map(Internal::name).filter(name -> !found.containsKey(name)).toList();
    if (!missing.isEmpty()) {
      findings.add(
          Finding.warning(
              missing.get(0),
              "there is no topic "
                  + String.join(", ", missing)
                  + ", and others of measurement are there: if it was deleted, what it held is gone,"
                  + " and the figures of those days stay wrong.",
              "After an upgrade that brings it, or while measurement starts for the first time: none."
                  + " Else: "
                  + ANEW));
    }
  }

  private void policy(Internal wanted, Map<String, String> settings) {
    String actual = settings.getOrDefault(CLEANUP_POLICY_CONFIG, "");
    if (!Set.of(actual.split(" *, *")).equals(wanted.policy())) {
      String policy = wanted.policy().stream().sorted().reduce((a, b) -> a + "," + b).orElse("");
      findings.add(
          Finding.error(
              wanted.name(),
              wanted.name()
                  + ": cleanup.policy is "
                  + actual
                  + ", but must be "
                  + policy
                  + ": "
                  + (isState(wanted)
                      ? "after a crash, state would not be what it was."
                      : "only the latest amount of each count would be added."),
              alter(wanted.name(), CLEANUP_POLICY_CONFIG, "[" + policy + "]")));
    }
  }

  private void retention(Internal wanted, Map<String, String> settings) {
    if (!settings.getOrDefault(CLEANUP_POLICY_CONFIG, "").contains("delete")) {
      return;
    }
    Optional<Duration> kept = kept(settings);
    if (kept.isEmpty()) {
      return;
    }
    Duration actual = kept.get();
    if (!isState(wanted)) {
      findings.add(
          Finding.error(
              wanted.name(),
              wanted.name()
                  + " keeps records "
                  + Durations.format(actual)
                  + ": while measurement is away for longer, amounts are deleted that were not added"
                  + " yet. Kafka Streams deletes what it has added by itself.",
              alter(wanted.name(), RETENTION_MS_CONFIG, "-1")));
    }
    wanted
        .kept()
        .filter(needed -> actual.compareTo(needed) < 0)
        .ifPresent(
            needed ->
                findings.add(
                    Finding.warning(
                        wanted.name(),
                        wanted.name()
                            + " keeps records "
                            + Durations.format(actual)
                            + ", and windows and retention of the configuration ask for "
                            + Durations.format(needed)
                            + ": it was made under another one. After a crash, what is older would"
                            + " be missing.",
                        alter(wanted.name(), RETENTION_MS_CONFIG, millis(needed)))));
  }

  /** A changelog, and not the amounts on their way to the sums. */
  private static boolean isState(Internal topic) {
    return topic.kept().isPresent() || topic.policy().contains(CLEANUP_POLICY_COMPACT);
  }

  /** How long records are kept; empty: for ever. */
  private static Optional<Duration> kept(Map<String, String> settings) {
    String millis = settings.getOrDefault(RETENTION_MS_CONFIG, "-1");
    return millis.startsWith("-")
        ? Optional.empty()
        : Optional.of(Duration.ofMillis(Long.parseLong(millis)));
  }

  private static String millis(Duration duration) {
    return Long.toString(duration.toMillis());
  }

  private static String alter(String topic, String setting, String value) {
    return SettingsCheck.alter(topic, setting, value);
  }
}
