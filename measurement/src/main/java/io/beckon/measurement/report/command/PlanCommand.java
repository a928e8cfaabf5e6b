package io.beckon.measurement.report.command;

import io.beckon.app.CommandFailedException;
import io.beckon.app.ExitCodes;
import io.beckon.app.commands.ConfigOptions;
import io.beckon.app.config.BeckonConfig;
import io.beckon.measurement.report.figures.FlowRate;
import io.beckon.measurement.report.figures.Stories;
import io.beckon.measurement.stats.ExperimentPlan;
import io.beckon.measurement.stats.SampleSize;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code beckon report plan}: how many shoppers an experiment needs, and how long it takes. */
@Command(
    name = "plan",
    description = {
      "How many shoppers an experiment needs, and how long that takes, before it begins.",
      "The rate of today, and how many come, are given (--baseline, --per-week) or taken from what",
      "is recorded of a flow (--flow with --input or --config).",
      ""
    })
public final class PlanCommand implements Callable<Integer> {

  /** Relative effects beside the one that is asked for, in percent. */
  private static final double[] OTHERS = {5, 10, 20, 30, 50};

  private static final double WHOLE = 100;

  @Mixin private final ConfigOptions options;

  @Spec private CommandSpec spec;

  @Option(names = "--flow", paramLabel = "ID", description = "The flow that is experimented with.")
  private @Nullable String flow;

  @Option(
      names = "--input",
      paramLabel = "DIR",
      description = "Folder that a replay wrote (default: the topic of the configuration).")
  private @Nullable Path input;

  @Option(
      names = "--baseline",
      paramLabel = "PERCENT",
      description = "Shoppers of 100 who reach the goal today (default: as recorded of the flow).")
  private @Nullable Double baseline;

  @Option(
      names = "--per-week",
      paramLabel = "NUMBER",
      description = "New shoppers who come to the flow in a week (default: as recorded of it).")
  private @Nullable Double perWeek;

  @Option(
      names = "--effect",
      paramLabel = "PERCENT",
      defaultValue = "10",
      description =
          "The smallest uplift worth having, of the baseline (default: ${DEFAULT-VALUE}).")
  private double effect;

  @Option(
      names = "--power",
      paramLabel = "PERCENT",
      defaultValue = "80",
      description = "How often such an uplift is to be found (default: ${DEFAULT-VALUE}).")
  private double power;

  @Option(
      names = "--alpha",
      paramLabel = "PERCENT",
      defaultValue = "5",
      description = {
        "How often an arm that changes nothing may be decided on, however often one looks",
        "(default: ${DEFAULT-VALUE})."
      })
  private double alpha;

  @Option(
      names = "--arms",
      paramLabel = "NUMBER",
      defaultValue = "1",
      description = "Arms that are compared with the control (default: ${DEFAULT-VALUE}).")
  private int arms;

  @Option(
      names = "--control",
      paramLabel = "PERCENT",
      description = "Share of the control (default: all are equal).")
  private @Nullable Double control;

  @Option(
      names = "--within",
      paramLabel = "TIME",
      converter = ReportCommand.LengthConverter.class,
      defaultValue = "14d",
      description = "How long after the entry the goal counts (default: ${DEFAULT-VALUE}).")
  private Duration within;

  /** With the environment that settings may come from. */
  @SuppressWarnings("NullAway.Init") // picocli sets the rest
  public PlanCommand(Map<String, String> environment) {
    options = new ConfigOptions(environment);
  }

  @Override
  public Integer call() throws IOException {
    check();
    FlowRate recorded = flow == null ? null : recorded(flow);
    double rate = rate(recorded);
    require(rate * (1 + effect / WHOLE) < 1, "--effect: more than all of them can't convert.");
    double share = control == null ? 1.0 / (arms + 1) : control / WHOLE;
    double inArm = (1 - share) / arms;
    double weekly = perWeek != null ? perWeek : recorded == null ? 0 : recorded.perWeek();
    PrintWriter out = spec.commandLine().getOut();
    if (recorded != null) {
      line(
          out,
          "Recorded of '%s': %,d shoppers in %.1f weeks, %,.0f a week; %,d of %,d reached the goal"
              + " within %s.",
          flow,
          recorded.shoppers(),
          recorded.weeks(),
          recorded.perWeek(),
          recorded.converted().hits(),
          recorded.converted().trials(),
          days(within));
    }
    ExperimentPlan plan = plan(rate, effect);
    SampleSize size = SampleSize.of(plan, share / inArm, arms);
    line(
        out,
        "To find an uplift of %s %% (from %.2f %% to %.2f %%) with a power of %s %%, while of 100"
            + " experiments without an effect at most %s are decided, however often one looks:",
        number(effect),
        rate * WHOLE,
        rate * (1 + effect / WHOLE) * WHOLE,
        number(power),
        number(alpha));
    line(
        out,
        "%,d shoppers in %s, and %,d in the control%s.",
        size.perArm(),
        arms == 1 ? "the arm" : "each of the " + arms + " arms",
        Math.round(size.perArm() * share / inArm),
        time(plan, size, weekly * inArm));
    line(
        out,
        "For a single look at the end, and none before, %,d in %s would do.",
        size.oneLook(),
        arms == 1 ? "the arm" : "each arm");
    others(out, rate, share, inArm, weekly);
    out.flush();
    return ExitCodes.DONE;
  }

  private void others(PrintWriter out, double rate, double share, double inArm, double weekly) {
    TreeSet<Double> effects = new TreeSet<>();
    effects.add(effect);
    for (double other : OTHERS) {
      effects.add(other);
    }
    line(out, "%n%-10s%16s%16s", "uplift", "shoppers", weekly > 0 ? "weeks" : "");
    for (double each : effects) {
      if (rate * (1 + each / WHOLE) >= 1) {
        continue;
      }
      ExperimentPlan plan = plan(rate, each);
      SampleSize size = SampleSize.of(plan, share / inArm, arms);
      long all = Math.round(size.perArm() * (arms + share / inArm));
      line(
          out,
          "%-10s%,16d%16s",
          number(each) + " %",
          all,
          weekly > 0 ? String.format(Locale.ROOT, "%,d", size.weeks(plan, weekly * inArm)) : "");
    }
    line(out, "%nShoppers are those of all arms and the control together.");
  }

  private String time(ExperimentPlan plan, SampleSize size, double weeklyInArm) {
    if (weeklyInArm <= 0) {
      return "";
    }
    return String.format(
        Locale.ROOT,
        ": %,d whole weeks at %,.0f new shoppers a week in %s",
        size.weeks(plan, weeklyInArm),
        weeklyInArm,
        arms == 1 ? "the arm" : "each arm");
  }

  private ExperimentPlan plan(double rate, double percent) {
    return new ExperimentPlan(
        rate,
        percent / WHOLE,
        alpha / WHOLE,
        power / WHOLE,
        ExperimentPlan.MIN_WEEKS,
        ExperimentPlan.MIN_CONVERSIONS);
  }

  private double rate(@Nullable FlowRate recorded) {
    if (baseline != null) {
      return baseline / WHOLE;
    }
    if (recorded == null) {
      throw new ParameterException(
          spec.commandLine(), "Give --baseline, or --flow with what is recorded of it.");
    }
    if (recorded.converted().hits() == 0) {
      throw CommandFailedException.failed(
          "nobody is known to have reached the goal of '" + flow + "': give --baseline", null);
    }
    return recorded.converted().value();
  }

  private FlowRate recorded(String id) throws IOException {
    BeckonConfig config = options.load();
    Stories stories =
        input == null ? OutcomeTopic.read(config) : OutcomeFolder.outcomes(input, config.measure());
    FlowRate rate = FlowRate.of(stories, id, within);
    if (rate.shoppers() == 0) {
      throw CommandFailedException.failed("nobody is known to have come to '" + id + "'", null);
    }
    return rate;
  }

  private void check() {
    require(
        baseline == null || (baseline > 0 && baseline < WHOLE),
        "--baseline: more than 0, below 100.");
    require(effect > 0 && effect <= 1_000, "--effect: give more than 0, and 1000 at most.");
    require(power >= 50 && power < WHOLE, "--power: give 50 to 99.");
    require(alpha > 0 && alpha < 50, "--alpha: more than 0, below 50.");
    require(arms >= 1 && arms <= 20, "--arms: give 1 to 20.");
    require(
        control == null || (control > 0 && control < WHOLE), "--control: more than 0, below 100.");
    require(perWeek == null || perWeek > 0, "--per-week: more than 0.");
  }

  private void require(boolean fulfilled, String otherwise) {
    if (!fulfilled) {
      throw new ParameterException(spec.commandLine(), otherwise);
    }
  }

  private static String number(double value) {
    return value == Math.rint(value) ? String.valueOf(Math.round(value)) : String.valueOf(value);
  }

  private static String days(Duration time) {
    return time.toHours() % 24 == 0 ? time.toDays() + " days" : time.toHours() + " hours";
  }

  private static void line(PrintWriter out, String format, @Nullable Object... values) {
    out.println(String.format(Locale.ROOT, format, values));
  }
}
