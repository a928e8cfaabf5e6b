package io.beckon.app.config;

import static io.beckon.app.config.Importance.HIGH;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How to reach the brokers, and what is handed on to Kafka's clients.
 *
 * @param bootstrapServers host:port, separated by commas
 * @param common for every client
 * @param streams for Kafka Streams
 * @param producer for producers
 * @param consumer for consumers
 * @param admin for admin clients
 */
public record KafkaConfig(
    String bootstrapServers,
    ClientSettings common,
    ClientSettings streams,
    ClientSettings producer,
    ClientSettings consumer,
    ClientSettings admin) {

  static final Key<String> BOOTSTRAP_SERVERS =
      Key.of(
          "kafka.bootstrap.servers",
          Types.servers(),
          "localhost:9092",
          HIGH,
          "Brokers to ask first.",
          "A broker on this machine, as in the first steps. Name two or three, so that one may be"
              + " down.");

  static final List<Key<?>> KEYS = List.of(BOOTSTRAP_SERVERS);

  static KafkaConfig from(Values values) {
    return new KafkaConfig(
        values.get(BOOTSTRAP_SERVERS),
        values.passedThrough(PassThrough.KAFKA),
        values.passedThrough(PassThrough.STREAMS),
        values.passedThrough(PassThrough.PRODUCER),
        values.passedThrough(PassThrough.CONSUMER),
        values.passedThrough(PassThrough.ADMIN));
  }

  /** Properties of an admin client of its own. Secrets in the clear: never print them. */
  public Map<String, Object> adminProperties() {
    return client(admin);
  }

  /** Properties of a producer of its own, without serializers. Never print them. */
  public Map<String, Object> producerProperties() {
    return client(producer);
  }

  /** Properties of a consumer of its own, without deserializers and group. Never print them. */
  public Map<String, Object> consumerProperties() {
    return client(consumer);
  }

  private Map<String, Object> client(ClientSettings special) {
    Map<String, Object> properties = new HashMap<>(common.values());
    properties.putAll(special.values());
    properties.put("bootstrap.servers", bootstrapServers);
    return properties;
  }
}
