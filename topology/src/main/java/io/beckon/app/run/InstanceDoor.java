package io.beckon.app.run;

import io.beckon.app.config.BeckonConfig;
import io.beckon.app.config.StreamsProperties;
import io.beckon.app.health.CaughtUp;
import io.beckon.app.health.Component;
import io.beckon.app.health.Health;
import io.beckon.app.health.Lags;
import io.beckon.app.health.StatusPage;
import io.beckon.app.health.StreamsLive;
import io.beckon.app.health.StreamsReady;
import io.beckon.app.http.HttpDoor;
import io.beckon.app.http.OpenApi;
import io.beckon.app.http.Reply;
import io.beckon.app.http.Route;
import io.beckon.app.metrics.InstanceMeters;
import io.beckon.app.metrics.KafkaAllowed;
import io.beckon.app.metrics.ProcessMeters;
import io.beckon.app.query.FlowRoutes;
import io.beckon.app.query.ShopperRoutes;
import io.beckon.streams.state.StateStores;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.LongSupplier;
import org.apache.kafka.streams.KafkaStreams;
import org.jspecify.annotations.Nullable;

/** What an instance can be asked over HTTP, put together. */
public final class InstanceDoor implements AutoCloseable {

  private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";

  /** Tasks, and with them their metrics, come and go. */
  private static final Duration LOOK_FOR_METRICS = Duration.ofSeconds(10);

  private final HttpDoor door;
  private final List<Route> routes;
  private final KafkaStreamsMetrics kafka;
  private final ScheduledExecutorService looks;

  private InstanceDoor(
      HttpDoor door,
      List<Route> routes,
      KafkaStreamsMetrics kafka,
      ScheduledExecutorService looks) {
    this.door = door;
    this.routes = routes;
    this.kafka = kafka;
    this.looks = looks;
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

  /**
   * Opens the door of an instance.
   *
   * @param feed the feed of product changes, if it runs here
   * @param wallClock epoch milliseconds
   */
  public static InstanceDoor open(
      BeckonConfig config,
      Application application,
      @Nullable ProductFeed feed,
      PrometheusMeterRegistry meters,
      LongSupplier wallClock) {
    Lags lags =
        new Lags(
            config.topics().shopperEvents(),
            () -> Lags.timesOf(application.board().pulses()),
            () -> application.streams().metrics(),
            wallClock);
    Health health = health(config, application, feed, lags);
    StatusPage status = status(config, application, health, lags, wallClock);
    bind(config, application, lags, meters, wallClock);
    List<Route> routes = routes(config, application, health, status, meters, wallClock);
    HttpDoor door =
        HttpDoor.open(config.http().host(), config.http().port(), config.http().token(), routes);
    ScheduledExecutorService looks =
        Executors.newSingleThreadScheduledExecutor(InstanceDoor::thread);
    KafkaStreamsMetrics kafka =
        new KafkaStreamsMetrics(application.streams(), Tags.empty(), looks, LOOK_FOR_METRICS);
    kafka.bindTo(meters);
    return new InstanceDoor(door, routes, kafka, looks);
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "beckon-metrics");
    thread.setDaemon(true);
    return thread;
  }

  private static List<Route> routes(
      BeckonConfig config,
      Application application,
      Health health,
      StatusPage status,
      PrometheusMeterRegistry meters,
      LongSupplier wallClock) {
    List<Route> routes = new ArrayList<>();
    routes.add(Route.open("/health/live", request -> reply(health.isLive())));
    routes.add(Route.open("/health/ready", request -> reply(health.isReady())));
    routes.add(Route.open("/status", request -> Reply.json(200, status.json())));
    routes.add(
        Route.open("/metrics", request -> Reply.text(200, PROMETHEUS, meters.scrape(PROMETHEUS))));
    routes.add(OpenApi.route());
    routes.addAll(FlowRoutes.of(() -> application.board().pulses()));
    routes.addAll(
        ShopperRoutes.of(
            config, application.streams(), () -> application.board().pulses(), wallClock));
    return List.copyOf(routes);
  }

  private static void bind(
      BeckonConfig config,
      Application application,
      Lags lags,
      PrometheusMeterRegistry meters,
      LongSupplier wallClock) {
    meters.config().meterFilter(new KafkaAllowed());
    new InstanceMeters(
            () -> application.board().pulses(), lags, config.time().settle().toMillis(), wallClock)
        .bindTo(meters);
    new ProcessMeters(application.restores(), () -> application.streams().metrics())
        .bindTo(meters, List.of(StateStores.names()));
  }

  private static Health health(
      BeckonConfig config, Application application, @Nullable ProductFeed feed, Lags lags) {
    List<Component> live = new ArrayList<>();
    live.add(new StreamsLive("streams", () -> application.streams().state()));
    if (feed != null) {
      live.add(new StreamsLive("product-feed", feed::health));
    }
    List<Component> ready = new ArrayList<>();
    ready.add(new StreamsReady("running", () -> application.streams().state()));
    config.http().readyBehind().ifPresent(limit -> ready.add(new CaughtUp(limit, lags)));
    return new Health(live, ready);
  }

  private static StatusPage status(
      BeckonConfig config, Application application, Health health, Lags lags, LongSupplier clock) {
    KafkaStreams streams = application.streams();
    return new StatusPage(
        config.app().applicationId(),
        StreamsProperties.instance(config).orElse("instance"),
        config.time().settle().toMillis(),
        health,
        new StatusPage.Sources(
            () -> streams.state().name(),
            () -> application.board().pulses(),
            lags,
            () -> application.restores().running(),
            streams::metadataForLocalThreads,
            clock));
  }

  private static Reply reply(Health.Answer answer) {
    return Reply.json(answer.isUp() ? 200 : 503, answer.json());
  }
}
