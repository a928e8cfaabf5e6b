package io.beckon.app.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.beckon.app.config.HttpConfig;
import io.beckon.app.health.Health;
import io.beckon.app.http.HttpDoor;
import io.beckon.app.http.Reply;
import io.beckon.app.http.Route;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.streams.KafkaStreams;

/**
 * What an instance of any of our applications can be asked over HTTP: health, status and metrics,
 * those of Kafka Streams among them; and what more the application answers.
 */
public final class Door implements AutoCloseable {

  private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";

  /** Tasks, and with them their metrics, come and go. */
  private static final Duration LOOK_FOR_METRICS = Duration.ofSeconds(10);

  private final HttpDoor door;
  private final List<Route> routes;
  private final KafkaStreamsMetrics kafka;
  private final ScheduledExecutorService looks;

  private Door(
      HttpDoor door,
      List<Route> routes,
      KafkaStreamsMetrics kafka,
      ScheduledExecutorService looks) {
    this.door = door;
    this.routes = routes;
    this.kafka = kafka;
    this.looks = looks;
  }

  /**
   * Opens it.
   *
   * @param status made anew for each question
   * @param meters with the filter of Kafka's metrics, and what the application itself counts
   * @param more what is answered beside that
   */
  public static Door open(
      HttpConfig http,
      KafkaStreams streams,
      Health health,
      Supplier<ObjectNode> status,
      PrometheusMeterRegistry meters,
      List<Route> more) {
    List<Route> routes = new ArrayList<>();
    routes.add(Route.open("/health/live", request -> reply(health.isLive())));
    routes.add(Route.open("/health/ready", request -> reply(health.isReady())));
    routes.add(Route.open("/status", request -> Reply.json(200, status.get())));
    routes.add(
        Route.open("/metrics", request -> Reply.text(200, PROMETHEUS, meters.scrape(PROMETHEUS))));
    routes.addAll(more);
    HttpDoor door = HttpDoor.open(http.host(), http.port(), http.token(), routes);
    ScheduledExecutorService looks = Executors.newSingleThreadScheduledExecutor(Door::thread);
    KafkaStreamsMetrics kafka =
        new KafkaStreamsMetrics(streams, Tags.empty(), looks, LOOK_FOR_METRICS);
    kafka.bindTo(meters);
    return new Door(door, List.copyOf(routes), kafka, looks);
  }

  /** Has something looked at now and then, beside requests. */
  public void each(Duration pause, Runnable look) {
    var unused =
        looks.scheduleWithFixedDelay(
            look, pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** The port it listens at. */
  public int port() {
    return door.port();
  }

  /** What it answers. */
  public List<Route> routes() {
    return routes;
  }

  @Override
  public void close() {
    door.close();
    kafka.close();
    looks.shutdownNow();
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "beckon-metrics");
    thread.setDaemon(true);
    return thread;
  }

  private static Reply reply(Health.Answer answer) {
    return Reply.json(answer.isUp() ? 200 : 503, answer.json());
  }
}
