package io.beckon.measurement.app;

import io.beckon.app.Destination;
import io.beckon.app.ExitCodes;
import io.beckon.app.commands.ConfigOptions;
import io.beckon.app.config.BeckonConfig;
import io.beckon.app.replay.OutcomeJson;
import io.beckon.app.topics.StartCheck;
import io.beckon.measurement.core.Audience;
import io.beckon.measurement.core.Decided;
import io.beckon.measurement.core.Measurement;
import io.beckon.measurement.core.Settings;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code beckon measure}: the measurement application, or the same over a replay's output. */
@Command(
    name = "measure",
    description = {
      "Measure what messages brought: recovery, attribution, rates, by flow, step, channel and"
          + " day.",
      "Runs against a cluster until it is stopped; or, with --outcomes, once over files."
    })
public final class MeasureCommand implements Callable<Integer> {

  private static final Logger LOG = LoggerFactory.getLogger(MeasureCommand.class);

  @Mixin private final ConfigOptions options;

  @Option(
      names = "--outcomes",
      paramLabel = "FILE",
      description = "outcomes.ndjson of a replay, instead of a cluster; as often as needed.")
  private List<Path> outcomes = new ArrayList<>();

  @Option(
      names = "--decisions",
      paramLabel = "FILE",
      description = {
        "decisions.ndjson of a replay: shows, for each send, where everybody is who entered its",
        "flow, and fails unless it adds up. As often as needed."
      })
  private List<Path> decisions = new ArrayList<>();

  @Option(
      names = "--decisions-topic",
      description = {
        "The same over the topic of decisions of the configuration, as far as it holds them; then",
        "nothing else is done."
      })
  private boolean topic;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Where to write measures.ndjson and attributions.ndjson (default: here).")
  private Path out = Path.of(".");

  @Spec private CommandSpec spec;

  /** With the environment that settings may come from. */
  @SuppressWarnings("NullAway.Init") // picocli sets the rest
  public MeasureCommand(Map<String, String> environment) {
    this.options = new ConfigOptions(environment);
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (topic) {
      return reconcile(DecisionTopic.read(options.load()));
    }
    if (outcomes.isEmpty() && decisions.isEmpty()) {
      return run();
    }
    if (!outcomes.isEmpty()) {
      Destination.folder(out, ResultFiles.MEASURES, ResultFiles.ATTRIBUTIONS);
      measure();
    }
    return decisions.isEmpty() ? ExitCodes.DONE : reconcile();
  }

  private int reconcile() throws IOException {
    Audience audience = new Audience();
    for (Path file : decisions) {
      JsonLines.read(file, "decision", line -> audience.add(Decided.of(line)));
    }
    return reconcile(audience);
  }

  private int reconcile(Audience audience) {
    PrintWriter words = spec.commandLine().getOut();
    AudienceText.write(audience, words);
    words.flush();
    return audience.addsUp() ? ExitCodes.DONE : ExitCodes.FAILED;
  }

  private void measure() throws IOException {
    Settings settings =
        Settings.of(
            options
                .load(Map.of("application.id", "offline", "kafka.bootstrap.servers", "none:9092"))
                .measure());
    Measurement measurement = new Measurement(settings);
    for (Path file : outcomes) {
      JsonLines.read(file, "outcome", line -> measurement.add(OutcomeJson.read(line)));
    }
    Measurement.Result result = measurement.result();
    if (result.measures().isEmpty()) {
      throw new ParameterException(spec.commandLine(), "The files hold nothing to measure.");
    }
    ResultFiles.write(result, out);
    PrintWriter words = spec.commandLine().getOut();
    words.printf(
        "%,d counts in %s, %,d credits in %s%n",
        result.measures().size(),
        out.resolve(ResultFiles.MEASURES),
        result.attributions().size(),
        out.resolve(ResultFiles.ATTRIBUTIONS));
    words.flush();
  }

  private int run() throws InterruptedException {
    BeckonConfig config = options.load();
    StartCheck.runMeasurement(config);
    PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    MeasureApplication application = MeasureApplication.create(config, meters);
    MeasureDoor door =
        config.http().isOn()
            ? MeasureDoor.open(config, application, meters, System::currentTimeMillis)
            : null;
    Runtime.getRuntime().addShutdownHook(new Thread(() -> close(application, door), "beckon-stop"));
    LOG.info(
        "Starting {} on {}; stop it with SIGTERM or Ctrl-C",
        config.measure().applicationId(),
        config.kafka().bootstrapServers());
    if (door != null) {
      LOG.info("HTTP at port {}: /openapi.json tells what it answers", door.port());
    }
    application.start();
    return application.awaitEnd() ? ExitCodes.FAILED : ExitCodes.DONE;
  }

  /** The door is closed last: until then, an instance that stops can be asked how it is. */
  private static void close(MeasureApplication application, @Nullable MeasureDoor door) {
    application.close();
    if (door != null) {
      door.close();
    }
  }
}
