package io.beckon.deploy;

import io.beckon.app.config.BeckonConfig;
import io.beckon.app.rules.RuleFiles;
import io.beckon.app.run.Application;
import io.beckon.app.run.InstanceDoor;
import io.beckon.app.topics.TopicSetup;
import io.beckon.broker.EmbeddedBroker;
import io.beckon.measurement.app.MeasureApplication;
import io.beckon.measurement.app.MeasureDoor;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;

/** A broker with the topics, what was started on it, and who watches that. */
final class Installation implements AutoCloseable {

  static final String MAIN = "beckon";
  static final String MEASUREMENT = "beckon-measurement";

  private final Path folder;
  private final EmbeddedBroker broker;
  private final BeckonConfig config;
  private final Map<String, Integer> doors = new LinkedHashMap<>();
  private final Deque<Runnable> closing = new ArrayDeque<>();

  /** The measurement application, and its door. */
  record Measuring(MeasureApplication application, MeasureDoor door) {}

  /** Makes the topics; nothing is started where Prometheus is not installed. */
  Installation(Path folder, Map<String, String> more) {
    Promtool.prometheus();
    this.folder = folder;
    this.broker = EmbeddedBroker.start();
    Map<String, String> settings = new HashMap<>();
    settings.put("kafka.bootstrap.servers", broker.bootstrapServers());
    settings.put("topics.partitions", "2");
    settings.put("topics.replication.factor", "1");
    settings.put("state.dir", folder.resolve("state").toString());
    settings.put("rocksdb.memory", "32MiB");
    settings.put("http.host", "127.0.0.1");
    settings.put("http.port", "0");
    settings.putAll(more);
    this.config = BeckonConfig.of(settings);
    try (Admin admin = Admin.create(config.kafka().adminProperties())) {
      TopicSetup.create(config, admin);
    }
  }

  BeckonConfig config() {
    return config;
  }

  void startMainJob() {
    PrometheusMeterRegistry meters = meters();
    Application application =
        Application.create(
            config, RuleFiles.readyMade().policy(), meters, System::currentTimeMillis);
    closing.push(application::close);
    InstanceDoor door =
        InstanceDoor.open(config, application, null, meters, System::currentTimeMillis);
    closing.push(door::close);
    doors.put(MAIN, door.port());
    application.start();
  }

  Measuring startMeasurement() {
    PrometheusMeterRegistry meters = meters();
    MeasureApplication application = MeasureApplication.create(config, meters);
    closing.push(application::close);
    MeasureDoor door = MeasureDoor.open(config, application, meters, System::currentTimeMillis);
    closing.push(door::close);
    doors.put(MEASUREMENT, door.port());
    application.start();
    return new Measuring(application, door);
  }

  /** Watches all that was started; all of it runs. */
  PrometheusServer watch(Path rules) throws IOException, InterruptedException {
    PrometheusServer prometheus = PrometheusServer.start(folder, doors, rules);
    closing.push(prometheus::close);
    PrometheusServer.await(
        () -> prometheus.query("kafka_stream_client_state == 2").size() == doors.size());
    return prometheus;
  }

  private static PrometheusMeterRegistry meters() {
    return new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  }

  @Override
  public void close() {
    try {
      closing.forEach(Runnable::run);
    } finally {
      broker.close();
    }
  }
}
