package io.beckon.app.commands;

import io.beckon.app.CommandFailedException;
import io.beckon.app.ExitCodes;
import io.beckon.app.config.BeckonConfig;
import io.beckon.app.doctor.BeforeStart;
import io.beckon.app.doctor.Finding;
import io.beckon.app.reshard.TakenOver;
import io.beckon.app.rules.RuleFiles;
import io.beckon.app.run.Application;
import io.beckon.app.run.InstanceDoor;
import io.beckon.app.run.ProductFeed;
import io.beckon.app.topics.StartCheck;
import io.beckon.streams.state.StateStores;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.streams.errors.StreamsException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code beckon run}: the main job against a cluster, until it is stopped. */
@Command(
    name = "run",
    description = {
      "Run the main job against a cluster, until it is stopped.",
      "Flows are those that were published ('beckon flows publish'); without any it reports",
      "triggers and sends nothing."
    })
public final class RunCommand implements Callable<Integer> {

  private static final Logger LOG = LoggerFactory.getLogger(RunCommand.class);

  @Mixin private ConfigOptions options;

  @Override
  public Integer call() throws InterruptedException {
    BeckonConfig config = options.load();
    StartCheck.run(config, List.of(StateStores.names()));
    TakenOver.check(config);
    for (Finding finding : BeforeStart.look(config)) {
      LOG.warn("{}: {} {}", finding.where(), finding.what(), finding.mend());
    }
    if (config.contacts().hashKey().isEmpty()) {
      LOG.warn(
          "contacts.hash.key is not set: suppressions and legal caps hold for each shopper id, not"
              + " for the address that several may have (docs/contacts.md)");
    }
    PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    Application application = made(() -> application(config, meters), config);
    ProductFeed feed =
        config.app().productChanges() ? made(() -> ProductFeed.create(config), config) : null;
    InstanceDoor door =
        config.http().isOn()
            ? InstanceDoor.open(config, application, feed, meters, System::currentTimeMillis)
            : null;
    Thread stop = new Thread(() -> close(application, feed, door), "beckon-stop");
    Runtime.getRuntime().addShutdownHook(stop);
    LOG.info(
        "Starting {} on {}; stop it with SIGTERM or Ctrl-C",
        config.app().applicationId(),
        config.kafka().bootstrapServers());
    if (door != null) {
      LOG.info("HTTP at port {}: /openapi.json tells what it answers", door.port());
    }
    application.start();
    if (feed != null) {
      feed.start();
    }
    boolean failed = application.awaitEnd();
    if (feed != null) {
      feed.close();
    }
    return failed ? ExitCodes.FAILED : ExitCodes.DONE;
  }

  private static Application application(BeckonConfig config, PrometheusMeterRegistry meters) {
    return Application.create(
        config, RuleFiles.readyMade().policy(), meters, System::currentTimeMillis);
  }

  /** Kafka Streams refuses its settings, or its folder, when it is made. */
  private static <T> T made(Supplier<T> maker, BeckonConfig config) {
    try {
      return maker.get();
    } catch (ConfigException e) {
      throw CommandFailedException.badInput(
          "Kafka Streams refuses its settings: "
              + config.masked(String.valueOf(e.getMessage()))
              + "\nThey are the keys that begin with streams., producer., consumer., admin. and"
              + " kafka.; see 'beckon config show'.",
          e);
    } catch (StreamsException e) {
      throw CommandFailedException.failed(
          "Kafka Streams can't begin in state.dir "
              + config.state().dir()
              + ": "
              + e.getMessage()
              + "\nDoes another process work there? Each instance needs a state.dir of its own.",
          e);
    }
  }

  private static void close(@Nullable ProductFeed feed) {
    if (feed != null) {
      feed.close();
    }
  }

  /** The door is closed last: until then, an instance that stops can be asked how it is. */
  private static void close(
      Application application, @Nullable ProductFeed feed, @Nullable InstanceDoor door) {
    Thread feeds = new Thread(() -> close(feed), "beckon-stop-feed");
    feeds.start(); // beside the main job: both have the same close.timeout
    application.close();
    try {
      feeds.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (door != null) {
      door.close();
    }
  }
}
