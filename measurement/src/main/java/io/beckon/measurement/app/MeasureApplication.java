package io.beckon.measurement.app;

import io.beckon.app.config.BeckonConfig;
import io.beckon.app.config.StreamsProperties;
import io.beckon.app.http.HttpDoor;
import io.beckon.app.run.ShellSettingsFrom;
import io.beckon.app.run.ThreadRestarts;
import io.beckon.measurement.core.Settings;
import io.beckon.measurement.streams.MeasurementTopology;
import io.beckon.schemas.WireCodecs;
import io.beckon.streams.state.RocksMemory;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The measurement application, running: made, started once, closed once. */
public final class MeasureApplication implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(MeasureApplication.class);

  private final KafkaStreams streams;
  private final BeckonConfig config;
  private final CountDownLatch ended = new CountDownLatch(1);
  private @Nullable HttpDoor door;

  private MeasureApplication(KafkaStreams streams, BeckonConfig config) {
    this.streams = streams;
    this.config = config;
    streams.setUncaughtExceptionHandler(new ThreadRestarts(System::nanoTime));
    streams.setStateListener(this::changed);
  }

  /**
   * An application that has not begun. It may run beside the main job, on the same configuration.
   */
  public static MeasureApplication create(BeckonConfig config) {
    Properties properties = StreamsProperties.of(config);
    String id = config.measure().applicationId();
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, id);
    properties.put(
        StreamsConfig.CLIENT_ID_CONFIG,
        id + "-" + StreamsProperties.instance(config).orElse("instance"));
    properties.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, RocksMemory.class);
    properties.put(RocksMemory.BYTES, config.state().rocksdbMemory());
    Map<String, Object> asMap = new HashMap<>();
    properties.forEach((name, value) -> asMap.put(name.toString(), value));
    Map<String, Object> serde = ShellSettingsFrom.codecProperties(config);
    Topology topology =
        MeasurementTopology.build(
            Settings.of(config.measure()),
            new MeasurementTopology.Topics(
                config.topics().outcomes(),
                config.topics().attributions(),
                config.topics().measures(),
                config.topics().deadLetters()),
            () -> WireCodecs.create(serde),
            asMap);
    return new MeasureApplication(new KafkaStreams(topology, properties), config);
  }

  /** Kafka Streams' own handle. */
  public KafkaStreams streams() {
    return streams;
  }

  /** Begins to work; returns at once. */
  public void start() {
    if (config.http().isOn()) {
      door =
          HttpDoor.open(
              config.http().host(),
              config.http().port(),
              config.http().token(),
              MeasureRoutes.of(streams));
    }
    streams.start();
  }

  /** Waits until the application has ended; true if it ended by an error. */
  public boolean awaitEnd() throws InterruptedException {
    ended.await();
    return streams.state() == KafkaStreams.State.ERROR;
  }

  @Override
  public void close() {
    boolean closed =
        streams.close(
            CloseOptions.timeout(config.app().closeTimeout())
                .withGroupMembershipOperation(
                    config.processing().groupInstanceId().isEmpty()
                        ? CloseOptions.GroupMembershipOperation.LEAVE_GROUP
                        : CloseOptions.GroupMembershipOperation.REMAIN_IN_GROUP));
    if (!closed) {
      LOG.warn("The application was not closed within {}.", config.app().closeTimeout());
    }
    HttpDoor open = door;
    if (open != null) {
      open.close();
    }
    ended.countDown();
  }

  private void changed(KafkaStreams.State now, KafkaStreams.State before) {
    LOG.info("State {} (was {})", now, before);
    if (now == KafkaStreams.State.ERROR || now == KafkaStreams.State.NOT_RUNNING) {
      ended.countDown();
    }
  }
}
