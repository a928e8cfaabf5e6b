package io.beckon.demo;

import io.beckon.app.ExitCodes;
import io.beckon.app.commands.ConfigOptions;
import io.beckon.app.config.BeckonConfig;
import io.beckon.app.topics.Brokers;
import io.beckon.demo.DemoCommand.DurationConverter;
import io.beckon.demo.run.Traffic;
import io.beckon.demo.run.TrafficSettings;
import io.beckon.demo.shop.Town;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code beckon generate}: the demo's people, in real time, against a cluster. */
@Command(
    name = "generate",
    description = {
      "Let simulated people shop, in real time, against a cluster whose topics exist:",
      "they browse, leave carts, buy, and answer the messages that are sent to them.",
      "For trying an installation. Never against a shop that is in use: the events",
      "look like any others.",
      ""
    })
final class GenerateCommand implements Callable<Integer> {

  @Mixin private final ConfigOptions options;

  @Spec private CommandSpec spec;

  @Option(
      names = "--per-minute",
      paramLabel = "N",
      defaultValue = "20",
      description = {
        "How many people come for the first time each minute;",
        "each makes about ten events (default: ${DEFAULT-VALUE})."
      })
  private int perMinute;

  @Option(
      names = "--for",
      paramLabel = "TIME",
      converter = DurationConverter.class,
      description = "How long (default: until it is stopped).")
  private @Nullable Duration length;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "7",
      description = "Another number: other people (default: ${DEFAULT-VALUE}).")
  private long seed;

  GenerateCommand(Map<String, String> environment) {
    this.options = new ConfigOptions(environment);
  }

  @Override
  public Integer call() {
    if (perMinute < 1 || perMinute > Town.MOST_A_MINUTE) {
      throw new ParameterException(
          spec.commandLine(),
          "--per-minute is " + perMinute + ": give a number from 1 to " + Town.MOST_A_MINUTE + ".");
    }
    BeckonConfig config = options.load();
    try (Admin admin = Brokers.connect(config)) {
      // Says what is wrong when no broker answers; the clients below would wait without a word.
      admin.metrics();
    }
    TrafficSettings settings =
        new TrafficSettings(
            Optional.ofNullable(length), perMinute, seed, System.currentTimeMillis());
    new Traffic(config, settings, line -> System.err.println("beckon: " + line)).run();
    return ExitCodes.DONE;
  }
}
