package io.beckon.demo;

import io.beckon.app.Destination;
import io.beckon.app.ExitCodes;
import io.beckon.app.config.Durations;
import io.beckon.app.replay.ReplayOutput;
import io.beckon.demo.run.Demo;
import io.beckon.demo.run.DemoSettings;
import io.beckon.demo.screen.Screen;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code beckon demo}: a simulated shop around the real application. */
@Command(
    name = "demo",
    description = {
      "See it work in a minute: a Kafka broker in this process, the real",
      "application, and a simulated shop whose people browse, hesitate, leave",
      "carts, buy, answer messages and sleep at night. Time runs faster; nothing",
      "leaves this machine, and nothing stays on it but a page with a report.",
      ""
    })
final class DemoCommand implements Callable<Integer> {

  private static final Duration SHORTEST = Duration.ofSeconds(5);
  private static final Duration LONGEST = Duration.ofHours(24);
  private static final int MOST_SHOPPERS = 20_000;
  private static final double FASTEST = 20_000;

  @Spec private CommandSpec spec;

  @Option(
      names = "--for",
      paramLabel = "TIME",
      defaultValue = "60s",
      converter = DurationConverter.class,
      description = "How long the shop is open, in real time (default: ${DEFAULT-VALUE}).")
  private Duration length;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = {
        "Folder for what comes out: triggers, commands, decisions,",
        "outcomes, summary.json and report.html (default: the report only,",
        "in the folder for temporary files)."
      })
  private @Nullable Path out;

  @Option(
      names = "--shoppers",
      paramLabel = "N",
      defaultValue = "300",
      description = "How many people (default: ${DEFAULT-VALUE}).")
  private int shoppers;

  @Option(
      names = "--speed",
      paramLabel = "X",
      defaultValue = "2880",
      description = "Simulated by real time (default: ${DEFAULT-VALUE}: two days in a minute).")
  private double speed;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "7",
      description = "Another number: other people, other deeds (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Override
  public Integer call() throws Exception {
    require(
        length.compareTo(SHORTEST) >= 0 && length.compareTo(LONGEST) <= 0,
        "--for is " + Durations.format(length) + ": give a time from 5s to 24h.");
    require(
        shoppers >= 1 && shoppers <= MOST_SHOPPERS,
        "--shoppers is " + shoppers + ": give a number from 1 to " + MOST_SHOPPERS + ".");
    require(
        speed >= 1 && speed <= FASTEST,
        "--speed is " + speed + ": give a number from 1 (real time) to " + (int) FASTEST + ".");
    if (out != null) {
      Destination.folder(out, ReplayOutput.FILES.toArray(String[]::new));
      Destination.folder(out, "report.html");
    }
    DemoSettings settings = new DemoSettings(length, out, shoppers, speed, seed);
    try {
      return new Demo(settings, Screen.standardOutput()).run() ? ExitCodes.DONE : ExitCodes.FAILED;
    } catch (FileSystemException e) {
      throw Destination.failed(e);
    }
  }

  private void require(boolean fulfilled, String otherwise) {
    if (!fulfilled) {
      throw new ParameterException(spec.commandLine(), otherwise);
    }
  }

  /** A duration as in the configuration, such as 90s. */
  static final class DurationConverter implements ITypeConverter<Duration> {
    @Override
    public Duration convert(String value) {
      try {
        return Durations.parse(value);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException("give a time such as 60s or 2m");
      }
    }
  }
}
