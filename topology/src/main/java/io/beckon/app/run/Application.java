package io.beckon.app.run;

import io.beckon.app.config.BeckonConfig;
import io.beckon.app.config.StreamsProperties;
import io.beckon.engine.policy.Policy;
import io.beckon.streams.CommittedStart;
import io.beckon.streams.OversizedRecords;
import io.beckon.streams.PolledRecords;
import io.beckon.streams.ShellMeters;
import io.beckon.streams.ShellSettings;
import io.beckon.streams.ShopperTopology;
import io.beckon.streams.TaskBoard;
import io.beckon.streams.Upcoming;
import io.beckon.streams.state.RocksMemory;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The main job as a running application: made, started once, closed once.
 *
 * <p>It ends by itself when its threads die again and again; {@link #awaitEnd} then returns.
 */
public final class Application implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Application.class);

  private final KafkaStreams streams;
  private final TaskBoard board;
  private final Upcoming upcoming;
  private final Restores restores = new Restores();
  private final Topology topology;
  private final Duration closeTimeout;
  private final CloseOptions closing;
  private final CountDownLatch running = new CountDownLatch(1);
  private final CountDownLatch ended = new CountDownLatch(1);

  private Application(
      BeckonConfig config,
      KafkaStreams streams,
      Topology topology,
      TaskBoard board,
      Upcoming upcoming) {
    this.streams = streams;
    this.board = board;
    this.upcoming = upcoming;
    this.topology = topology;
    this.closeTimeout = config.app().closeTimeout();
    this.closing = Closing.options(config);
    streams.setUncaughtExceptionHandler(new ThreadRestarts(System::nanoTime));
    streams.setStateListener(this::changed);
    streams.setGlobalStateRestoreListener(restores);
  }

  /**
   * An application that has not begun.
   *
   * @param defaultPolicy in force until a policy is published
   * @param wallClock epoch milliseconds; paces ticks, decides nothing
   */
  public static Application create(
      BeckonConfig config, Policy defaultPolicy, MeterRegistry registry, LongSupplier wallClock) {
    ShellSettings settings = ShellSettingsFrom.config(config, defaultPolicy, wallClock);
    Properties properties = StreamsProperties.ofOneInput(config);
    properties.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, RocksMemory.class);
    properties.put(RocksMemory.BYTES, config.state().rocksdbMemory());
    properties.put(RocksMemory.WRITE_BUFFER_SHARE, config.state().rocksdbWriteBufferShare());
    properties.put(StreamsConfig.PRODUCTION_EXCEPTION_HANDLER_CLASS_CONFIG, OversizedRecords.class);
    properties.put(OversizedRecords.TOPIC, config.topics().deadLetters());
    properties.put(OversizedRecords.CODECS, settings.codecs());
    ShellMeters meters = new ShellMeters(registry);
    properties.put(OversizedRecords.NOTED, meters.oversized());
    Upcoming upcoming = new Upcoming();
    PolledRecords.tell(upcoming, properties);
    Map<String, Object> asMap = new HashMap<>();
    properties.forEach((name, value) -> asMap.put(name.toString(), value));
    Topology topology = ShopperTopology.build(settings, meters, asMap, upcoming);
    return new Application(
        config,
        new KafkaStreams(topology, properties, new CommittedStart()),
        topology,
        meters.board(),
        upcoming);
  }

  /** The topology, as it was built. */
  public Topology topology() {
    return topology;
  }

  /** Kafka Streams' own handle, for metrics, health and queries. */
  public KafkaStreams streams() {
    return streams;
  }

  /** Where the running tasks of this instance stand. */
  public TaskBoard board() {
    return board;
  }

  /** What this instance has polled and not processed yet. */
  public Upcoming upcoming() {
    return upcoming;
  }

  /** What is being restored. */
  public Restores restores() {
    return restores;
  }

  /** Begins to work; returns at once. */
  public void start() {
    streams.start();
  }

  /** Waits until all tasks run; false if they do not within the time, or the application ended. */
  public boolean awaitRunning(Duration timeout) throws InterruptedException {
    return running.await(timeout.toMillis(), TimeUnit.MILLISECONDS)
        && streams.state() == KafkaStreams.State.RUNNING;
  }

  /** Waits until the application has ended; true if it ended by an error. */
  public boolean awaitEnd() throws InterruptedException {
    ended.await();
    return streams.state() == KafkaStreams.State.ERROR;
  }

  /** Commits, closes the stores and ends; {@link Closing} says whether it leaves the group. */
  @Override
  public void close() {
    if (!streams.close(closing)) {
      LOG.warn(
          "The application was not closed within {}; state may have to be restored at the next"
              + " start. Raise close.timeout.",
          closeTimeout);
    }
    ended.countDown();
  }

  private void changed(KafkaStreams.State now, KafkaStreams.State before) {
    LOG.info("State {} (was {})", now, before);
    if (now == KafkaStreams.State.RUNNING) {
      running.countDown();
    } else if (now == KafkaStreams.State.ERROR || now == KafkaStreams.State.NOT_RUNNING) {
      running.countDown();
      ended.countDown();
    }
  }
}
