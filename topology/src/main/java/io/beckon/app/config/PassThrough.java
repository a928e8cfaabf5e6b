package io.beckon.app.config;

import static java.util.Map.entry;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;

/**
 * Keys that Beckon hands on to the libraries below it, without the prefix. Names of plug-ins can't
 * be known, so that an unknown name passes, unless it is all but the same as a known one.
 */
enum PassThrough {
  KAFKA("kafka.", "every Kafka client: brokers and security"),
  STREAMS("streams.", "Kafka Streams"),
  PRODUCER("producer.", "the producers, those of Kafka Streams too"),
  CONSUMER("consumer.", "the consumers, those of Kafka Streams too"),
  ADMIN("admin.", "the admin clients, those of Kafka Streams too"),
  REGISTRY("registry.", "the serializer and deserializer classes of the schema registry");

  private static final String ALWAYS = "Beckon sets it itself: ";
  private static final String ONLY_ONCE = ALWAYS + "without it nothing is exactly once";
  private static final String HANDLERS = ALWAYS + "what fails goes to the dead letters";
  private static final String SERDES = ALWAYS + "see serde.format";

  /** What must not be set past Beckon, and what to do instead. */
  private static final Map<String, String> TAKEN =
      Map.ofEntries(
          entry("application.id", "set application.id"),
          entry("bootstrap.servers", "set kafka.bootstrap.servers"),
          entry("state.dir", "set state.dir"),
          entry("application.server", "set http.advertised"),
          entry("num.stream.threads", "set num.stream.threads"),
          entry("num.standby.replicas", "set num.standby.replicas"),
          entry("commit.interval.ms", "set commit.interval"),
          entry("transaction.timeout.ms", "set transaction.timeout"),
          entry("group.protocol", "set group.protocol"),
          entry("group.instance.id", "set group.instance.id"),
          entry("session.timeout.ms", "set session.timeout"),
          entry("replication.factor", "set topics.replication.factor"),
          entry("max.request.size", "set limits.record.bytes"),
          entry("rocksdb.config.setter", "set rocksdb.memory and rocksdb.write.buffer.share"),
          entry("processing.guarantee", ALWAYS + "always exactly_once_v2"),
          entry("isolation.level", ONLY_ONCE),
          entry("enable.idempotence", ONLY_ONCE),
          entry("acks", ONLY_ONCE),
          entry("transactional.id", ONLY_ONCE),
          entry("enable.auto.commit", ONLY_ONCE),
          entry("auto.offset.reset", ALWAYS + "a new application reads the log from its beginning"),
          entry("group.id", "set application.id"),
          entry("partitioner.class", ALWAYS + "keys are partitioned as Kafka's Java default does"),
          entry("key.serializer", SERDES),
          entry("value.serializer", SERDES),
          entry("key.deserializer", SERDES),
          entry("value.deserializer", SERDES),
          entry("default.key.serde", SERDES),
          entry("default.value.serde", SERDES),
          entry("deserialization.exception.handler", HANDLERS),
          entry("processing.exception.handler", HANDLERS),
          entry("production.exception.handler", HANDLERS),
          entry("errors.dead.letter.queue.topic.name", "set topics.dead-letters"),
          entry("ensure.explicit.internal.resource.naming", ALWAYS + "every name is explicit"),
          entry("default.timestamp.extractor", ALWAYS + "time is the log's"));

  private static final String[] STREAMS_PREFIXES = {
    "main.consumer.",
    "restore.consumer.",
    "global.consumer.",
    "consumer.",
    "producer.",
    "admin.",
    "topic."
  };

  private final String prefix;
  private final String receiver;

  PassThrough(String prefix, String receiver) {
    this.prefix = prefix;
    this.receiver = receiver;
  }

  String prefix() {
    return prefix;
  }

  /** Who gets the keys of this prefix. */
  String receiver() {
    return receiver;
  }

  static Optional<PassThrough> of(String name) {
    return Arrays.stream(values())
        .filter(each -> name.startsWith(each.prefix) && name.length() > each.prefix.length())
        .findFirst();
  }

  /** What is wrong with a name, when something is. */
  Optional<String> problem(String name) {
    if (this == REGISTRY) {
      return Optional.empty();
    }
    String inner = name.substring(prefix.length());
    String plain = withoutStreamsPrefix(inner);
    String instead = TAKEN.get(plain);
    if (instead != null) {
      return Optional.of("not to be set here; " + instead);
    }
    Set<String> known = known();
    if (known.contains(plain)) {
      return Optional.empty();
    }
    return Nearest.to(plain, known)
        .filter(near -> Nearest.distance(plain, near) <= 2)
        .map(
            near ->
                "no such key. Did you mean "
                    + prefix
                    + inner.substring(0, inner.length() - plain.length())
                    + near
                    + "?");
  }

  private String withoutStreamsPrefix(String inner) {
    if (this == STREAMS) {
      for (String each : STREAMS_PREFIXES) {
        if (inner.startsWith(each)) {
          return inner.substring(each.length());
        }
      }
    }
    return inner;
  }

  private Set<String> known() {
    Set<String> known = new HashSet<>();
    if (this == KAFKA || this == PRODUCER || this == STREAMS) {
      known.addAll(ProducerConfig.configNames());
    }
    if (this == KAFKA || this == CONSUMER || this == STREAMS) {
      known.addAll(ConsumerConfig.configNames());
    }
    if (this == KAFKA || this == ADMIN || this == STREAMS) {
      known.addAll(AdminClientConfig.configNames());
    }
    if (this == STREAMS) {
      known.addAll(StreamsConfig.configDef().names());
    }
    return known;
  }
}
