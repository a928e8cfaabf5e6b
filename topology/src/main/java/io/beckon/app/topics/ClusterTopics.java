package io.beckon.app.topics;

import io.beckon.app.CommandFailedException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Some topics as they are on the cluster.
 *
 * @param found those that exist and may be seen
 * @param denied those that may not even be described
 */
record ClusterTopics(Map<String, FoundTopic> found, Set<String> denied) {

  /** Reads them; a topic that does not exist is in neither set. */
  static ClusterTopics read(Admin admin, Collection<String> names) {
    Map<String, TopicDescription> descriptions = new HashMap<>();
    Set<String> denied = new HashSet<>();
    admin
        .describeTopics(names)
        .topicNameValues()
        .forEach(
            (name, future) -> {
              try {
                descriptions.put(name, get(future));
              } catch (ExecutionException e) {
                if (e.getCause() instanceof AuthorizationException) {
                  denied.add(name);
                } else if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                  throw unanswered(e);
                }
              }
            });
    Map<String, Optional<Map<String, String>>> settings = settings(admin, descriptions.keySet());
    Map<String, FoundTopic> found = new HashMap<>();
    descriptions.forEach(
        (name, topic) ->
            found.put(
                name,
                new FoundTopic(
                    name,
                    topic.partitions().size(),
                    topic.partitions().stream()
                        .mapToInt(partition -> partition.replicas().size())
                        .min()
                        .orElse(0),
                    settings.getOrDefault(name, Optional.empty()))));
    return new ClusterTopics(found, denied);
  }

  private static Map<String, Optional<Map<String, String>>> settings(
      Admin admin, Collection<String> names) {
    List<ConfigResource> resources =
        names.stream().map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name)).toList();
    Map<String, Optional<Map<String, String>>> settings = new HashMap<>();
    admin
        .describeConfigs(resources)
        .values()
        .forEach(
            (resource, future) -> {
              try {
                settings.put(resource.name(), Optional.of(plain(get(future))));
              } catch (ExecutionException e) {
                if (!(e.getCause() instanceof AuthorizationException)) {
                  throw unanswered(e);
                }
                settings.put(resource.name(), Optional.empty());
              }
            });
    return settings;
  }

  private static Map<String, String> plain(Config config) {
    Map<String, String> plain = new HashMap<>();
    for (ConfigEntry entry : config.entries()) {
      if (entry.value() != null) {
        plain.put(entry.name(), entry.value());
      }
    }
    return plain;
  }

  static <T> T get(KafkaFuture<T> future) throws ExecutionException {
    try {
      return future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw CommandFailedException.failed("interrupted while waiting for the brokers", e);
    }
  }

  static CommandFailedException unanswered(ExecutionException e) {
    Throwable cause = e.getCause() == null ? e : e.getCause();
    return CommandFailedException.failed(
        "the brokers did not answer a question about topics: " + cause.getMessage(), cause);
  }
}
