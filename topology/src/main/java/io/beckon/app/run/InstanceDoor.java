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
import io.beckon.app.http.OpenApi;
import io.beckon.app.http.Route;
import io.beckon.app.metrics.InstanceMeters;
import io.beckon.app.metrics.KafkaAllowed;
import io.beckon.app.metrics.ProcessMeters;
import io.beckon.app.query.FlowRoutes;
import io.beckon.app.query.ShopperRoutes;
import io.beckon.streams.state.StateStores;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.apache.kafka.streams.KafkaStreams;
import org.jspecify.annotations.Nullable;

/** What an instance can be asked over HTTP, put together. */
public final class InstanceDoor implements AutoCloseable {

  private final Door door;

  private InstanceDoor(Door door) {
    this.door = door;
  }

  /** The port it listens at. */
  public int port() {
    return door.port();
  }

  /** What it answers. */
  public List<Route> routes() {
    return door.routes();
  }

  @Override
  public void close() {
    door.close();
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
    List<Route> more = new ArrayList<>();
    more.add(OpenApi.route());
    more.addAll(FlowRoutes.of(() -> application.board().pulses()));
    more.addAll(
        ShopperRoutes.of(
            config, application.streams(), () -> application.board().pulses(), wallClock));
    return new InstanceDoor(
        Door.open(config.http(), application.streams(), health, status::json, meters, more));
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
}
