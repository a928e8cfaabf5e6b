package io.beckon.measurement.app;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.beckon.app.Version;
import io.beckon.app.config.BeckonConfig;
import io.beckon.app.health.Behind;
import io.beckon.app.health.CaughtUp;
import io.beckon.app.health.Component;
import io.beckon.app.health.Health;
import io.beckon.app.health.Lags;
import io.beckon.app.health.StreamsLive;
import io.beckon.app.health.StreamsReady;
import io.beckon.app.http.HttpDoor;
import io.beckon.app.http.OpenApi;
import io.beckon.app.http.Reply;
import io.beckon.app.http.Route;
import io.beckon.app.input.field.Times;
import io.beckon.app.metrics.KafkaAllowed;
import io.beckon.app.metrics.ProcessMeters;
import io.beckon.measurement.core.Settings;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * What an instance of the measurement application can be asked over HTTP: health, status, metrics,
 * and the sums.
 */
public final class MeasureDoor implements AutoCloseable {

  private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";
  private static final Duration LOOK_FOR_METRICS = Duration.ofSeconds(10);

  private final HttpDoor door;
  private final List<Route> routes;
  private final KafkaStreamsMetrics kafka;
  private final LastDays week;
  private final ScheduledExecutorService looks;

  private MeasureDoor(
      HttpDoor door,
      List<Route> routes,
      KafkaStreamsMetrics kafka,
      LastDays week,
      ScheduledExecutorService looks) {
    this.door = door;
    this.routes = routes;
    this.kafka = kafka;
    this.week = week;
    this.looks = looks;
  }

  /**
   * Opens it.
   *
   * @param wallClock epoch milliseconds
   */
  public static MeasureDoor open(
      BeckonConfig config,
      MeasureApplication application,
      PrometheusMeterRegistry meters,
      LongSupplier wallClock) {
    Lags lags =
        new Lags(
            config.topics().outcomes(),
            application.taken()::logTimes,
            () -> application.streams().metrics(),
            wallClock);
    Sums sums = new Sums(application.streams(), config.measure().applicationId());
    ScheduledExecutorService looks =
        Executors.newSingleThreadScheduledExecutor(MeasureDoor::thread);
    meters.config().meterFilter(new KafkaAllowed());
    new MeasureMeters(lags).bindTo(meters);
    new ProcessMeters(application.restores(), () -> application.streams().metrics())
        .bindTo(meters, application.stores());
    LastDays week =
        new LastDays(sums, application.taken()::logTimes, Settings.of(config.measure()));
    week.bindTo(meters);
    var unused =
        looks.scheduleWithFixedDelay(
            week::look, LastDays.EVERY.toSeconds(), LastDays.EVERY.toSeconds(), TimeUnit.SECONDS);
    Health health = health(config, application, lags);
    List<Route> routes = new ArrayList<>();
    routes.add(Route.open("/health/live", request -> reply(health.isLive())));
    routes.add(Route.open("/health/ready", request -> reply(health.isReady())));
    routes.add(
        Route.open(
            "/status",
            request -> Reply.json(200, status(config, application, health, lags, wallClock))));
    routes.add(
        Route.open("/metrics", request -> Reply.text(200, PROMETHEUS, meters.scrape(PROMETHEUS))));
    routes.add(OpenApi.route(MeasureDoor.class));
    routes.add(MeasureRoute.of(config, application.streams(), sums));
    HttpDoor door =
        HttpDoor.open(config.http().host(), config.http().port(), config.http().token(), routes);
    KafkaStreamsMetrics kafka =
        new KafkaStreamsMetrics(application.streams(), Tags.empty(), looks, LOOK_FOR_METRICS);
    kafka.bindTo(meters);
    return new MeasureDoor(door, List.copyOf(routes), kafka, week, looks);
  }

  /** The port it listens at. */
  public int port() {
    return door.port();
  }

  /** Reads the figures of the last days now, as it does by itself now and then. */
  public void look() {
    week.look();
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

  private static Health health(BeckonConfig config, MeasureApplication application, Lags lags) {
    List<Component> ready = new ArrayList<>();
    ready.add(new StreamsReady("running", () -> application.streams().state()));
    config.http().readyBehind().ifPresent(limit -> ready.add(new CaughtUp(limit, lags)));
    return new Health(
        List.of(new StreamsLive("streams", () -> application.streams().state())), ready);
  }

  private static Reply reply(Health.Answer answer) {
    return Reply.json(answer.isUp() ? 200 : 503, answer.json());
  }

  private static ObjectNode status(
      BeckonConfig config,
      MeasureApplication application,
      Health health,
      Lags lags,
      LongSupplier wallClock) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("application", config.measure().applicationId());
    json.put("at", Times.iso(wallClock.getAsLong()));
    json.put("state", application.streams().state().name());
    json.put("live", health.isLive().isUp());
    json.set("ready", health.isReady().json());
    json.putObject("versions")
        .put("beckon", Version.beckon())
        .put("kafka", Version.kafka())
        .put("java", Runtime.version().toString());
    ArrayNode partitions = json.putArray("partitions");
    Map<Integer, Behind> behind = lags.get();
    application
        .taken()
        .logTimes()
        .forEach(
            (partition, logTime) -> {
              ObjectNode node = partitions.addObject().put("partition", partition);
              if (logTime > 0) {
                node.put("logTime", Times.iso(logTime));
              }
              Behind late = behind.getOrDefault(partition, Behind.UNKNOWN);
              if (late.isKnown()) {
                node.put("lagRecords", late.records());
                node.put("behindSeconds", late.millis() / 1000.0);
              }
            });
    json.putObject("restore").put("remaining", application.restores().remaining());
    return json;
  }
}
