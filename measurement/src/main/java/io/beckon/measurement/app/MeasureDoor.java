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
import io.beckon.app.http.OpenApi;
import io.beckon.app.http.Route;
import io.beckon.app.input.field.Times;
import io.beckon.app.metrics.KafkaAllowed;
import io.beckon.app.metrics.ProcessMeters;
import io.beckon.app.run.Door;
import io.beckon.measurement.core.Settings;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * What an instance of the measurement application can be asked over HTTP: health, status, metrics,
 * and the sums.
 */
public final class MeasureDoor implements AutoCloseable {

  private final Door door;
  private final LastDays week;

  private MeasureDoor(Door door, LastDays week) {
    this.door = door;
    this.week = week;
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
    meters.config().meterFilter(new KafkaAllowed());
    new MeasureMeters(lags).bindTo(meters);
    new ProcessMeters(application.restores(), () -> application.streams().metrics())
        .bindTo(meters, application.stores());
    LastDays week =
        new LastDays(sums, application.taken()::logTimes, Settings.of(config.measure()));
    week.bindTo(meters);
    Health health = health(config, application, lags);
    Door door =
        Door.open(
            config.http(),
            application.streams(),
            health,
            () -> status(config, application, health, lags, wallClock),
            meters,
            List.of(
                OpenApi.route(MeasureDoor.class),
                MeasureRoute.of(config, application.streams(), sums)));
    door.each(LastDays.EVERY, week::look);
    return new MeasureDoor(door, week);
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
    return door.routes();
  }

  @Override
  public void close() {
    door.close();
  }

  private static Health health(BeckonConfig config, MeasureApplication application, Lags lags) {
    List<Component> ready = new ArrayList<>();
    ready.add(new StreamsReady("running", () -> application.streams().state()));
    config.http().readyBehind().ifPresent(limit -> ready.add(new CaughtUp(limit, lags)));
    return new Health(
        List.of(new StreamsLive("streams", () -> application.streams().state())), ready);
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
