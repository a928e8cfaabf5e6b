package io.beckon.measurement.report.command;

import io.beckon.app.CommandFailedException;
import io.beckon.app.ExitCodes;
import io.beckon.app.commands.ConfigOptions;
import io.beckon.app.config.BeckonConfig;
import io.beckon.app.config.Durations;
import io.beckon.app.config.MeasureConfig;
import io.beckon.contract.Channel;
import io.beckon.measurement.core.Audience;
import io.beckon.measurement.report.Report;
import io.beckon.measurement.report.figures.ReportBuilder;
import io.beckon.measurement.report.figures.ReportSettings;
import io.beckon.measurement.report.figures.Stories;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code beckon report}: what messages brought. */
@Command(
    name = "report",
    description = {
      "What messages brought: carts won back, revenue by flow, step, channel, segment",
      "and category, experiments with how sure they are, and what the data lack.",
      "Reads what a replay wrote (--input), or the topic of outcomes (--config).",
      ""
    })
public final class ReportCommand implements Callable<Integer> {

  @Mixin private final ConfigOptions options;

  @Spec private CommandSpec spec;

  @Option(
      names = "--input",
      paramLabel = "DIR",
      description = "Folder that a replay wrote (default: the topic of the configuration).")
  private @Nullable Path input;

  @Option(
      names = "--from",
      paramLabel = "TIME",
      converter = Period.TimeConverter.class,
      description =
          "Begin of the period: a day (UTC) or a time (default: the first outcome's day).")
  private @Nullable Instant from;

  @Option(
      names = "--to",
      paramLabel = "TIME",
      converter = Period.TimeConverter.class,
      description = "End of the period, not in it (default: the end of the latest outcome's day).")
  private @Nullable Instant to;

  @Option(names = "--flow", paramLabel = "ID", description = "Only this flow (default: all).")
  private @Nullable String flow;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private Format format;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Where to write it (default: standard output).")
  private @Nullable Path out;

  @Option(
      names = "--title",
      paramLabel = "TEXT",
      defaultValue = "What messages brought",
      description = "Title of the report (default: ${DEFAULT-VALUE}).")
  private String title;

  @Option(
      names = "--currency",
      paramLabel = "CODE",
      description = "Currency of all amounts (default: that of most orders).")
  private @Nullable String currency;

  @Option(
      names = "--cost",
      paramLabel = "CHANNEL=PRICE",
      description = "Price of one message in minor units, such as email=0.04; as often as needed.")
  private Map<Channel, Double> costs = new TreeMap<>();

  @Option(
      names = "--effect",
      paramLabel = "TIME",
      converter = LengthConverter.class,
      defaultValue = "14d",
      description = {
        "How long after an arm was dealt goals and orders count for it",
        "(default: ${DEFAULT-VALUE})."
      })
  private Duration effect;

  @Option(
      names = "--minimal-effect",
      paramLabel = "PERCENT",
      defaultValue = "10",
      description = {
        "Smallest uplift worth having, of the control's rate (default: ${DEFAULT-VALUE})."
      })
  private double minimalEffect;

  /** With the environment that settings may come from. */
  @SuppressWarnings("NullAway.Init") // picocli sets the rest
  public ReportCommand(Map<String, String> environment) {
    options = new ConfigOptions(environment);
  }

  @Override
  public Integer call() throws IOException {
    require(minimalEffect > 0 && minimalEffect <= 100, "--minimal-effect: give 1 to 100 percent.");
    require(costs.values().stream().allMatch(price -> price >= 0), "--cost: a price is 0 or more.");
    Instant begin = from;
    Instant end = to;
    require(begin == null || end == null || begin.isBefore(end), "--from must be before --to.");
    BeckonConfig config = options.load();
    Stories stories =
        input == null
            ? OutcomeTopic.read(config)
            : OutcomeFolder.outcomes(input, config.measure().lateness());
    if (stories.isEmpty()) {
      throw CommandFailedException.failed("there are no outcomes: nothing to report", null);
    }
    begin = begin == null ? Period.floor(stories.first()) : begin;
    end = end == null ? Period.ceiling(stories.until()) : end;
    require(
        begin.isBefore(end), "--from and --to: the period " + begin + " to " + end + " is none.");
    Audience audience = input == null ? null : OutcomeFolder.decisions(input);
    write(ReportBuilder.of(settings(begin, end, config.measure()), stories, audience));
    return ExitCodes.DONE;
  }

  private ReportSettings settings(Instant begin, Instant end, MeasureConfig measure) {
    ReportSettings usual = ReportSettings.of(title, begin, end, measure);
    return new ReportSettings(
        title,
        begin,
        end,
        flow,
        currency,
        measure,
        effect,
        costs,
        minimalEffect / 100,
        usual.alpha());
  }

  private void write(Report report) throws IOException {
    String text = format.write(report);
    Path file = out;
    PrintWriter console = spec.commandLine().getOut();
    if (file == null) {
      console.print(text);
      console.flush();
      return;
    }
    try {
      Path folder = file.toAbsolutePath().getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      Files.writeString(file, text);
    } catch (FileSystemException e) {
      throw CommandFailedException.failed("can't write to " + file, e);
    }
    console.println("Written to " + file);
    console.flush();
  }

  private void require(boolean fulfilled, String otherwise) {
    if (!fulfilled) {
      throw new ParameterException(spec.commandLine(), otherwise);
    }
  }

  /** A length of time as in flows, such as 7d. */
  static final class LengthConverter implements ITypeConverter<Duration> {
    @Override
    public Duration convert(String value) {
      try {
        return Durations.parse(value);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException("give a time such as 7d or 12h");
      }
    }
  }
}
