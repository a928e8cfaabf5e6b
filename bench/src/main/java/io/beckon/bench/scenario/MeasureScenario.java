package io.beckon.bench.scenario;

import io.beckon.app.config.BeckonConfig;
import io.beckon.app.metrics.Totals;
import io.beckon.app.run.ShellSettingsFrom;
import io.beckon.app.topics.TopicSetup;
import io.beckon.bench.workload.OutcomeLoad;
import io.beckon.measurement.app.MeasureApplication;
import io.beckon.measurement.streams.MeasurementTopology;
import io.beckon.schemas.WireCodec;
import io.beckon.schemas.WireCodecs;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KafkaStreams;
import org.jspecify.annotations.Nullable;

/**
 * The measurement application, as {@code beckon measure} starts it, over outcomes that lie in their
 * topic: from the first one read until all are joined, kept and added up. Then what its stores take
 * on disk.
 */
public final class MeasureScenario {

  private static final long STARTED_NANOS = Duration.ofMinutes(2).toNanos();

  private MeasureScenario() {}

  /** Runs it as a process of its own. */
  public static void main(String[] args) {
    Child.converse(args, MeasureScenario::run);
  }

  private static void run(Arguments arguments, Pass pass, Probe probe) throws Exception {
    BeckonConfig config = ShippingConfig.of(arguments, pass);
    try (Admin admin = Admin.create(config.kafka().adminProperties())) {
      TopicSetup.create(config, admin);
      // Whoever leads the partitions answers. Before, an idempotent producer can lose its order for
      // good.
      Committed.ends(admin, config.topics().outcomes());
    }
    OutcomeLoad load =
        new OutcomeLoad(
            pass.events(),
            arguments.partitions(),
            arguments.number("seed"),
            arguments.number("endsAt"));
    long written = write(config, load);
    String id = config.measure().applicationId();
    PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    Set<String> stores;
    try (Committed committed =
            new Committed(arguments.bootstrap(), id, config.topics().outcomes());
        MeasureApplication application = MeasureApplication.create(config, meters)) {
      stores = application.stores();
      application.start();
      awaitFirst(application, meters);
      probe.started();
      committed.await(() -> ended(application));
      try (Committed sums =
          Committed.ofTransactions(arguments.bootstrap(), id, MeasurementTopology.amounts(id))) {
        sums.await(() -> ended(application));
      }
      probe.ended();
    }
    probe.found("records", written);
    probe.found("outcomes", written);
    probe.found("shoppers", load.shoppers());
    probe.found("deadLetters", Totals.of(meters, "beckon.measure.dead.letters"));
    probe.found("storeBytes", storeBytes(pass.state(), stores));
  }

  private static long write(BeckonConfig config, OutcomeLoad load) {
    String topic = config.topics().outcomes();
    Map<String, Object> properties = config.kafka().producerProperties();
    properties.put("linger.ms", 20);
    properties.put("batch.size", 128 * 1024);
    properties.put("compression.type", "lz4");
    try (KafkaProducer<byte[], byte[]> producer =
            new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
        WireCodec codec = WireCodecs.create(ShellSettingsFrom.codecProperties(config))) {
      Exception[] refused = new Exception[1];
      long written =
          load.play(
              (outcome, partition) -> {
                var unused =
                    producer.send(
                        new ProducerRecord<>(
                            topic,
                            partition,
                            outcome.getAt(),
                            outcome.getShopperId().getBytes(StandardCharsets.UTF_8),
                            codec.encode(topic, outcome)),
                        (where, error) -> refused[0] = error == null ? refused[0] : error);
              });
      producer.flush();
      if (refused[0] != null) {
        throw new IllegalStateException("An outcome was not written", refused[0]);
      }
      return written;
    }
  }

  private static void awaitFirst(MeasureApplication application, PrometheusMeterRegistry meters)
      throws InterruptedException {
    long since = System.nanoTime();
    while (Totals.of(meters, "beckon.measure.outcomes") == 0) {
      String failure = ended(application);
      if (failure != null) {
        throw new IllegalStateException(failure);
      }
      if (System.nanoTime() - since > STARTED_NANOS) {
        throw new IllegalStateException("The application read no outcome within two minutes");
      }
      Thread.sleep(1);
    }
  }

  private static @Nullable String ended(MeasureApplication application) {
    KafkaStreams.State state = application.streams().state();
    return state.hasCompletedShutdown() || state == KafkaStreams.State.PENDING_ERROR
        ? "The application ended by itself (" + state + "); its log says why"
        : null;
  }

  /** What lies on disk of each store, over all partitions, when the application has closed. */
  private static Map<String, Long> storeBytes(Path state, Set<String> stores) throws IOException {
    Map<String, Long> bytes = new TreeMap<>();
    stores.forEach(store -> bytes.put(store, 0L));
    try (Stream<Path> files = Files.walk(state)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        for (Path part : file) {
          String name = part.toString();
          if (bytes.containsKey(name)) {
            bytes.merge(name, size(file), Long::sum);
            break;
          }
        }
      }
    }
    return bytes;
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
