package io.beckon.measurement.app;

import io.beckon.app.config.BeckonConfig;
import io.beckon.app.config.StreamsProperties;
import io.beckon.app.run.Closing;
import io.beckon.app.run.Restores;
import io.beckon.app.run.ShellSettingsFrom;
import io.beckon.app.run.ThreadRestarts;
import io.beckon.app.topics.MeasurementTopics;
import io.beckon.measurement.core.Settings;
import io.beckon.measurement.streams.MeasurementTopology;
import io.beckon.measurement.streams.Taken;
import io.beckon.schemas.WireCodecs;
import io.beckon.streams.state.RocksMemory;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyDescription;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The measurement application, running: made, started once, closed once. */
public final class MeasureApplication implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(MeasureApplication.class);

  private final KafkaStreams streams;
  private final BeckonConfig config;
  private final CleanStop cleanStop;
  private final Taken taken;
  private final Restores restores = new Restores();
  private final Set<String> stores;
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile boolean failed;

  private MeasureApplication(
      BeckonConfig config, Topology topology, Properties properties, Taken taken) {
    this.streams = new KafkaStreams(topology, properties);
    this.config = config;
    this.cleanStop = new CleanStop(config.state().dir(), config.measure().applicationId());
    this.taken = taken;
    this.stores = stores(topology);
    streams.setUncaughtExceptionHandler(new ThreadRestarts(System::nanoTime));
    streams.setStateListener(this::changed);
    streams.setGlobalStateRestoreListener(restores);
  }

  /**
   * An application that has not begun. It may run beside the main job, on the same configuration.
   *
   * @param registry where it counts what it reads
   */
  public static MeasureApplication create(BeckonConfig config, MeterRegistry registry) {
    Properties properties = StreamsProperties.of(config);
    String id = config.measure().applicationId();
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, id);
    properties.put(
        StreamsConfig.CLIENT_ID_CONFIG,
        id + "-" + StreamsProperties.instance(config).orElse("instance"));
    properties.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, RocksMemory.class);
    properties.put(RocksMemory.BYTES, config.state().rocksdbMemory());
    properties.put(RocksMemory.WRITE_BUFFER_SHARE, config.state().rocksdbWriteBufferShare());
    Duration kept = MeasurementTopics.oldest(config);
    properties.put(
        StreamsConfig.WINDOW_STORE_CHANGE_LOG_ADDITIONAL_RETENTION_MS_CONFIG, kept.toMillis());
    Map<String, Object> asMap = new HashMap<>();
    properties.forEach((name, value) -> asMap.put(name.toString(), value));
    Map<String, Object> serde = ShellSettingsFrom.codecProperties(config);
    Taken taken = new Taken(registry);
    Topology topology =
        MeasurementTopology.build(
            Settings.of(config.measure()),
            new MeasurementTopology.Topics(
                config.topics().outcomes(),
                config.topics().attributions(),
                config.topics().measures(),
                config.topics().deadLetters()),
            kept,
            () -> WireCodecs.create(serde),
            taken,
            asMap);
    return new MeasureApplication(config, topology, properties, taken);
  }

  private static Set<String> stores(Topology topology) {
    Set<String> stores = new TreeSet<>();
    for (TopologyDescription.Subtopology part : topology.describe().subtopologies()) {
      for (TopologyDescription.Node node : part.nodes()) {
        if (node instanceof TopologyDescription.Processor processor) {
          stores.addAll(processor.stores());
        }
      }
    }
    return Set.copyOf(stores);
  }

  /** Kafka Streams' own handle. */
  public KafkaStreams streams() {
    return streams;
  }

  /** What it has read. */
  public Taken taken() {
    return taken;
  }

  /** What is being restored. */
  public Restores restores() {
    return restores;
  }

  /** Names of its state stores. */
  public Set<String> stores() {
    return stores;
  }

  /** Begins to work; returns at once. */
  public void start() {
    if (cleanStop.begin()) {
      LOG.info("It was not stopped cleanly: its state is restored from Kafka");
      streams.cleanUp();
    }
    streams.start();
  }

  /** Waits until the application has ended; true if it ended by an error. */
  public boolean awaitEnd() throws InterruptedException {
    ended.await();
    return streams.state() == KafkaStreams.State.ERROR;
  }

  /** Commits, closes the stores and ends; {@link Closing} says whether it leaves the group. */
  @Override
  public void close() {
    if (!streams.close(Closing.options(config))) {
      LOG.warn("The application was not closed within {}.", config.app().closeTimeout());
    } else if (!failed) {
      cleanStop.end();
    }
    ended.countDown();
  }

  private void changed(KafkaStreams.State now, KafkaStreams.State before) {
    LOG.info("State {} (was {})", now, before);
    failed |= now == KafkaStreams.State.PENDING_ERROR || now == KafkaStreams.State.ERROR;
    if (now == KafkaStreams.State.ERROR || now == KafkaStreams.State.NOT_RUNNING) {
      ended.countDown();
    }
  }
}
