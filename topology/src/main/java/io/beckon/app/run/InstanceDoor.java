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
import io.beckon.app.http.Reply;
import io.beckon.app.http.Route;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.apache.kafka.streams.KafkaStreams;
import org.jspecify.annotations.Nullable;

/** What an instance can be asked over HTTP, put together. */
public final class InstanceDoor {

  private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";

  private InstanceDoor() {}

  /**
   * Opens the door of an instance.
   *
   * @param feed the feed of product changes, if it runs here
   * @param wallClock epoch milliseconds
   */
  public static HttpDoor open(
      BeckonConfig config,
      Application application,
      @Nullable ProductFeed feed,
      PrometheusMeterRegistry meters,
      LongSupplier wallClock) {
    Lags lags =
        new Lags(
            config.topics().shopperEvents(),
            () -> application.board().pulses(),
            () -> application.streams().metrics(),
            wallClock);
    Health health = health(config, application, feed, lags);
    StatusPage status = status(config, application, health, lags, wallClock);
    List<Route> routes = new ArrayList<>();
    routes.add(Route.open("/health/live", request -> reply(health.isLive())));
    routes.add(Route.open("/health/ready", request -> reply(health.isReady())));
    routes.add(Route.open("/status", request -> Reply.json(200, status.json())));
    routes.add(
        Route.open("/metrics", request -> Reply.text(200, PROMETHEUS, meters.scrape(PROMETHEUS))));
    return HttpDoor.open(config.http().host(), config.http().port(), config.http().token(), routes);
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
