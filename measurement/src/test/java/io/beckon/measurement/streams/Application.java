package io.beckon.measurement.streams;

import io.beckon.contract.Attribution;
import io.beckon.contract.DeadLetter;
import io.beckon.contract.Measure;
import io.beckon.contract.OutcomeEvent;
import io.beckon.measurement.core.Settings;
import io.beckon.schemas.WireCodec;
import io.beckon.schemas.WireCodecs;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;

/** The measurement application without a broker. */
final class Application implements AutoCloseable {

  private static final MeasurementTopology.Topics TOPICS =
      new MeasurementTopology.Topics("outcomes", "attributions", "measures", "dead-letters");

  /** How old outcomes may be. */
  static final Duration KEPT = Duration.ofDays(90);

  final TopologyTestDriver driver;
  private final TestInputTopic<byte[], byte[]> outcomes;
  private final WireCodec codec = WireCodecs.create(Map.of());

  Application(Settings settings, Path stateDir) {
    driver = new TopologyTestDriver(topology(settings), properties(stateDir), Instant.EPOCH);
    outcomes =
        driver.createInputTopic(
            TOPICS.outcomes(), new ByteArraySerializer(), new ByteArraySerializer());
  }

  static Topology topology(Settings settings) {
    Map<String, Object> config = new HashMap<>();
    properties(Path.of("unused")).forEach((k, v) -> config.put(k.toString(), v));
    return MeasurementTopology.build(
        settings,
        TOPICS,
        KEPT,
        () -> WireCodecs.create(Map.of()),
        new Taken(new SimpleMeterRegistry()),
        config);
  }

  private static Properties properties(Path stateDir) {
    Properties properties = new Properties();
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "measurement-test");
    properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:9092");
    properties.put(StreamsConfig.STATE_DIR_CONFIG, stateDir.toString());
    properties.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
    properties.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0);
    return properties;
  }

  /** The next outcome; time passes as the log's does. */
  void tell(OutcomeEvent event) {
    driver.advanceWallClockTime(Duration.ofSeconds(2));
    tellAtOnce(event);
  }

  /** The next outcome, while no time passes here: as in a backlog. */
  void tellAtOnce(OutcomeEvent event) {
    raw(event.getShopperId(), codec.encode(TOPICS.outcomes(), event), event.getAt());
  }

  void raw(String key, byte[] value, long at) {
    outcomes.pipeInput(
        new TestRecord<>(
            key.getBytes(StandardCharsets.UTF_8),
            value,
            new RecordHeaders(),
            Instant.ofEpochMilli(at)));
  }

  List<Measure> measures() {
    return read(TOPICS.measures(), Measure.class);
  }

  List<Attribution> attributions() {
    return read(TOPICS.attributions(), Attribution.class);
  }

  List<DeadLetter> deadLetters() {
    return read(TOPICS.deadLetters(), DeadLetter.class);
  }

  private <T extends SpecificRecord> List<T> read(String topic, Class<T> type) {
    return driver
        .createOutputTopic(topic, new ByteArrayDeserializer(), new ByteArrayDeserializer())
        .readRecordsToList()
        .stream()
        .map(record -> codec.decode(topic, record.headers(), record.value(), type))
        .toList();
  }

  @Override
  public void close() {
    driver.close();
  }
}
