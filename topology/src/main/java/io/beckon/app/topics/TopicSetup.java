package io.beckon.app.topics;

import io.beckon.app.CommandFailedException;
import io.beckon.app.config.BeckonConfig;
import io.beckon.app.config.Durations;
import io.beckon.app.topics.TopicSpec.PartitionsMatter;
import io.beckon.streams.state.StoreNames;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidReplicationFactorException;
import org.apache.kafka.common.errors.TopicExistsException;

/** Creates the topics of the contract, and checks those that exist. */
public final class TopicSetup {

  private TopicSetup() {}

  /**
   * What was done.
   *
   * @param created topics that were missing
   * @param existing topics that were there, and were left as they are
   */
  public record Created(List<TopicSpec> created, List<TopicSpec> existing) {}

  /**
   * Creates what is missing, and waits until the brokers show it; changes nothing that exists. May
   * be repeated.
   *
   * @throws CommandFailedException when the brokers refuse a topic; others may have been created
   */
  public static Created create(BeckonConfig config, Admin admin) {
    List<TopicSpec> specs = ContractTopics.of(config);
    ClusterTopics cluster = ClusterTopics.read(admin, names(specs));
    List<TopicSpec> existing = new ArrayList<>();
    Map<String, TopicSpec> missing = new LinkedHashMap<>();
    for (TopicSpec spec : specs) {
      if (cluster.found().containsKey(spec.name())) {
        existing.add(spec);
      } else {
        missing.put(spec.name(), spec);
      }
    }
    List<TopicSpec> created = new ArrayList<>();
    List<String> failures = new ArrayList<>();
    Map<String, KafkaFuture<Void>> answers =
        admin.createTopics(missing.values().stream().map(TopicSetup::topic).toList()).values();
    missing.forEach(
        (name, spec) -> {
          KafkaFuture<Void> answer = answers.get(name);
          try {
            if (answer != null) {
              ClusterTopics.get(answer);
            }
            created.add(spec);
          } catch (ExecutionException e) {
            if (e.getCause() instanceof TopicExistsException) {
              existing.add(spec);
            } else {
              failures.add("\n  " + name + ": " + refusal(e, spec));
            }
          }
        });
    if (!failures.isEmpty()) {
      throw CommandFailedException.failed(
          "the brokers refuse to create topics:" + String.join("", failures), null);
    }
    awaitVisible(config, admin, names(created));
    return new Created(created, existing);
  }

  /** Brokers learn of a new topic a moment after it was created; who starts next relies on it. */
  private static void awaitVisible(BeckonConfig config, Admin admin, List<String> created) {
    long deadline = System.nanoTime() + config.app().startTimeout().toNanos();
    while (!ClusterTopics.read(admin, created).found().keySet().containsAll(created)) {
      if (System.nanoTime() > deadline) {
        throw CommandFailedException.failed(
            "the brokers took the new topics, but do not show them after "
                + Durations.format(config.app().startTimeout())
                + ". Look again with 'beckon topics check'.",
            null);
      }
      try {
        TimeUnit.MILLISECONDS.sleep(50);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw CommandFailedException.failed("interrupted while waiting for the new topics", e);
      }
    }
  }

  private static NewTopic topic(TopicSpec spec) {
    return new NewTopic(spec.name(), spec.partitions(), spec.replicationFactor())
        .configs(spec.settings());
  }

  private static String refusal(ExecutionException e, TopicSpec spec) {
    Throwable cause = e.getCause() == null ? e : e.getCause();
    if (cause instanceof InvalidReplicationFactorException) {
      return "topics.replication.factor is "
          + spec.replicationFactor()
          + ", but there are not so many brokers";
    }
    if (cause instanceof AuthorizationException) {
      return "not allowed. Allow the user Create on the topic, or have somebody create it with "
          + spec.partitions()
          + " partitions and "
          + spec.settings();
    }
    return String.valueOf(cause.getMessage());
  }

  /**
   * Compares the cluster's topics with what they must be, the worst first.
   *
   * @param stores names of the state stores whose changelogs, if they exist, must have as many
   *     partitions as the log
   */
  public static List<Finding> check(BeckonConfig config, Admin admin, Collection<String> stores) {
    List<TopicSpec> specs = ContractTopics.of(config);
    List<String> changelogs =
        stores.stream().map(store -> changelog(config.app().applicationId(), store)).toList();
    List<String> names = new ArrayList<>(names(specs));
    names.addAll(changelogs);
    ClusterTopics cluster = ClusterTopics.read(admin, names);
    Map<String, Integer> state = new TreeMap<>();
    for (String changelog : changelogs) {
      FoundTopic found = cluster.found().get(changelog);
      if (found != null) {
        state.put(changelog, found.partitions());
      }
    }
    List<Finding> findings = new ArrayList<>();
    for (TopicSpec spec : specs) {
      FoundTopic topic = cluster.found().get(spec.name());
      if (topic == null) {
        findings.add(
            cluster.denied().contains(spec.name()) ? denied(spec.name()) : missing(spec, state));
      } else {
        if (spec.partitionsMatter() == PartitionsMatter.STATE) {
          PartitionCheck.check(config.app().applicationId(), topic, spec.partitions(), state)
              .or(() -> checkHomes(config, topic, state))
              .ifPresent(findings::add);
        }
        findings.addAll(SettingsCheck.check(spec, topic, config.topics().deadLetters()));
      }
    }
    findings.sort((a, b) -> a.severity().compareTo(b.severity()));
    return findings;
  }

  private static Optional<Finding> checkHomes(
      BeckonConfig config, FoundTopic log, Map<String, Integer> state) {
    String histories = changelog(config.app().applicationId(), StoreNames.BROWSE_HISTORY);
    return state.containsKey(histories)
        ? HomeCheck.check(config, log.partitions())
        : Optional.empty();
  }

  /**
   * Looks for somebody's open transactions in the log of shopper events; none if it is missing. It
   * is a look at one moment: a short transaction of a producer that should not use any may be over.
   */
  public static List<Finding> checkTransactions(BeckonConfig config, Admin admin) {
    String log = config.topics().shopperEvents();
    FoundTopic topic = ClusterTopics.read(admin, List.of(log)).found().get(log);
    return topic == null
        ? List.of()
        : OpenTransactions.check(admin, topic, config.app().applicationId());
  }

  /** Name that Kafka Streams gives to a store's changelog. */
  static String changelog(String applicationId, String store) {
    return applicationId + "-" + store + "-changelog";
  }

  private static Finding missing(TopicSpec spec, Map<String, Integer> state) {
    boolean lostLog = spec.partitionsMatter() == PartitionsMatter.STATE && !state.isEmpty();
    return Finding.error(
        spec.name(),
        "there is no topic "
            + spec.name()
            + (lostLog
                ? ", but there is state of this application ("
                    + state.keySet().iterator().next()
                    + "): is this the right cluster, and topics.generation the right one?"
                : "."),
        "Create what is missing with 'beckon topics create' (or by other means: "
            + spec.partitions()
            + (spec.partitions() == 1 ? " partition, " : " partitions, ")
            + spec.settings()
            + ").");
  }

  private static Finding denied(String topic) {
    return Finding.error(
        topic,
        topic + " may not be looked at.",
        "Allow the application's user Describe and DescribeConfigs on it, besides Read and Write.");
  }

  private static List<String> names(List<TopicSpec> specs) {
    return specs.stream().map(TopicSpec::name).toList();
  }
}
