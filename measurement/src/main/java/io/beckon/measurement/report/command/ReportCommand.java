package io.beckon.measurement.report.command;

import io.beckon.app.CommandFailedException;
import io.beckon.app.Destination;
import io.beckon.app.ExitCodes;
import io.beckon.app.commands.ConfigOptions;
import io.beckon.app.config.BeckonConfig;
import io.beckon.app.config.Durations;
import io.beckon.app.config.MeasureConfig;
import io.beckon.app.config.MessagePrices;
import io.beckon.contract.Channel;
import io.beckon.measurement.app.DecisionTopic;
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
import java.util.EnumMap;
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

  private static final double MAX_PRICE = 1_000_000;

  @Mixin private final ConfigOptions options;

  @Spec private CommandSpec spec;

  @Option(
      names = "--input",
      paramLabel = "DIR",
      description = "Folder that a replay wrote (default: the topic of the configuration).")
  private @Nullable Path input;

  @Option(
      names = "--decisions",
      arity = "0..1",
      paramLabel = "FILE",
      fallbackValue = "",
      description = {
        "Show where everybody is who entered a flow, by these decisions; without FILE by the topic",
        "of the configuration (default: decisions.ndjson beside the outcomes, if it is there)."
      })
  private @Nullable Path decisions;

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
      description = {
        "Price of one message, of a text of each part, in minor units, such as email=0.04; as often",
        "as needed",
        "(default: measure.cost.* of the configuration)."
      })
  private Map<Channel, Double> costs = new TreeMap<>();

  @Option(
      names = "--effect",
      paramLabel = "TIME",
      converter = LengthConverter.class,
      description = {
        "How long after an arm was dealt, or a score was reached, goals and orders count for it",
        "(default: measure.effect of the configuration, 14d)."
      })
  private @Nullable Duration effect;

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
    require(
        costs.values().stream().allMatch(price -> price >= 0 && price <= MAX_PRICE),
        "--cost: a price is 0 to 1000000.");
    Instant begin = from;
    Instant end = to;
    require(begin == null || end == null || begin.isBefore(end), "--from must be before --to.");
    if (out != null) {
      Destination.file(out);
    }
    BeckonConfig config = options.load();
    Stories stories =
        input == null ? OutcomeTopic.read(config) : OutcomeFolder.outcomes(input, config.measure());
    if (stories.isEmpty()) {
      throw CommandFailedException.failed("there are no outcomes: nothing to report", null);
    }
    begin = begin == null ? Period.floor(stories.first()) : begin;
    end = end == null ? Period.ceiling(stories.until()) : end;
    require(
        begin.isBefore(end), "--from and --to: the period " + begin + " to " + end + " is none.");
    ReportSettings settings = settings(begin, end, config.measure());
    write(ReportBuilder.of(settings, stories, audience(config), feed(config)));
    return ExitCodes.DONE;
  }

  private @Nullable Audience audience(BeckonConfig config) throws IOException {
    Path file = decisions;
    if (file != null) {
      return file.toString().isEmpty() ? DecisionTopic.read(config) : OutcomeFolder.audience(file);
    }
    return input == null ? null : OutcomeFolder.decisions(input);
  }

  /** When the catalog was last told anything, of a cluster; null: not known. */
  private @Nullable Instant feed(BeckonConfig config) {
    return input == null ? ProductFeed.latest(config) : null;
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
        effect == null ? usual.effect() : effect,
        costs.isEmpty() ? usual.prices() : prices(),
        minimalEffect / 100,
        usual.alpha());
  }

  private MessagePrices prices() {
    Map<Channel, Long> thousandths = new EnumMap<>(Channel.class);
    costs.forEach(
        (channel, price) -> thousandths.put(channel, Math.round(price * MessagePrices.THOUSAND)));
    return new MessagePrices(thousandths, "");
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
      Files.writeString(file, text);
    } catch (FileSystemException e) {
      throw Destination.failed(e);
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
