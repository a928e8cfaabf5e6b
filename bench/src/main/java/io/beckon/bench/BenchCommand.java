package io.beckon.bench;

import io.beckon.app.ExitCodes;
import io.beckon.bench.report.Report;
import io.beckon.bench.run.Bench;
import io.beckon.bench.run.BenchSettings;
import io.beckon.bench.run.JvmOptions;
import io.beckon.bench.run.Measurement;
import io.beckon.bench.scenario.Scenario;
import io.beckon.bench.scenario.Scenarios;
import io.beckon.bench.workload.Shape;
import io.beckon.bench.workload.Workload;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code beckon bench}: how fast it is, beside what else could be done on this machine. */
@Command(
    name = "bench",
    description = {
      "Measure how fast it is on this machine, beside what else could be done",
      "there: a broker in a process of its own, the history of a shop in its log,",
      "and each scenario in a fresh JVM, warmed up, one after the other, round by",
      "round. Ratios count, not absolute figures: leave the machine alone",
      "meanwhile; a run while others used more than 15 %% of it is marked and left",
      "out of the medians.",
      "",
      "Every run must find exactly the triggers that the rules ask for; the first",
      "that does not fails the benchmark.",
      ""
    },
    subcommands = {LiveCommand.class, GrowthCommand.class, PlotCommand.class, FlameCommand.class},
    footerHeading = "%nScenarios and shapes:%n",
    exitCodeList = {
      "0:done",
      "1:a scenario failed, or found other triggers than it must",
      "2:wrong usage"
    })
final class BenchCommand implements Callable<Integer> {

  private static final long QUICK_EVENTS = 200_000;
  private static final long EVENTS = 2_000_000;
  private static final int ROUNDS = 3;
  private static final long RECENT = Duration.ofMinutes(10).toMillis();
  private static final List<String> QUICK = List.of("consume", "pass", "ship", "replay");

  private @Nullable CommandSpec spec;

  @Option(
      names = "--quick",
      description = "A minute's look: 200,000 events, one round, the main scenarios.")
  private boolean quick;

  @Option(
      names = "--scenario",
      paramLabel = "NAME...",
      split = ",",
      arity = "1..*",
      hideParamSyntax = true,
      description = "Only these (default: all; with --quick: consume, pass, ship, replay).")
  private List<String> scenarios = List.of();

  @Option(
      names = "--shape",
      paramLabel = "NAME...",
      split = ",",
      arity = "1..*",
      hideParamSyntax = true,
      description = "What the history is like (default: cart).")
  private List<Shape> shapes = List.of(Shape.CART);

  @Option(
      names = "--events",
      paramLabel = "N",
      description = {
        "Events in the history (default: 2,000,000; slow scenarios get a part).",
        "10,000,000 or more for figures to publish."
      })
  private @Nullable Long events;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      description = "How often each scenario is measured (default: 3).")
  private @Nullable Integer rounds;

  @Option(
      names = "--threads",
      paramLabel = "T",
      defaultValue = "1",
      description = "Threads of each application (default: ${DEFAULT-VALUE}).")
  private int threads;

  @Option(
      names = "--partitions",
      paramLabel = "P",
      defaultValue = "4",
      description = "Partitions of the log (default: ${DEFAULT-VALUE}).")
  private int partitions;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "7",
      description = "Another number: another history (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      hideParamSyntax = true,
      description = "A setting of the application, to see what it costs (default: as shipped).")
  private Map<String, String> settings = new TreeMap<>();

  @Option(
      names = "--jvm",
      paramLabel = "OPTION",
      hideParamSyntax = true,
      description = {
        "An option for the JVMs that are measured; it wins over the usual ones.",
        "Several: --jvm once for each."
      })
  private List<String> jvm = List.of();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "bench-out",
      description = "Folder for the report and bench.json (default: ${DEFAULT-VALUE}).")
  private Path out;

  @Option(
      names = "--keep",
      description = "Leave the temporary directory with all logs of the processes.")
  private boolean keep;

  @SuppressWarnings("NullAway.Init") // picocli sets the options
  BenchCommand() {}

  /** picocli says whose options these are; the place to list what can be named. */
  @Spec
  void spec(CommandSpec given) {
    spec = given;
    List<String> lines = new ArrayList<>();
    for (Scenario scenario : Scenarios.all()) {
      lines.add(String.format("  %-13s %s", scenario.name(), scenario.summary()));
    }
    lines.add("");
    for (Shape shape : Shape.values()) {
      lines.add(String.format("  %-13s %s", shape.label(), shape.summary().replace("%", "%%")));
    }
    given.usageMessage().footer(lines.toArray(String[]::new));
  }

  @Override
  public Integer call() throws InterruptedException, IOException {
    BenchSettings chosen = chosen();
    JvmOptions.check(chosen.scenarios(), chosen.jvm());
    Report report = new Report(chosen, System.out, out);
    report.opening();
    List<Measurement> measured = Bench.run(chosen, report::progress);
    return report.conclude(measured) ? ExitCodes.DONE : ExitCodes.FAILED;
  }

  private BenchSettings chosen() {
    long chosenEvents = events != null ? events : quick ? QUICK_EVENTS : EVENTS;
    require(
        chosenEvents >= Workload.LEAST_EVENTS,
        "--events is " + chosenEvents + ": give a number of 10000 or more.");
    int chosenRounds = rounds != null ? rounds : quick ? 1 : ROUNDS;
    require(chosenRounds >= 1, "--rounds is " + chosenRounds + ": give a number of 1 or more.");
    require(threads >= 1, "--threads is " + threads + ": give a number of 1 or more.");
    require(
        partitions >= 1 && partitions <= 64,
        "--partitions is " + partitions + ": give a number from 1 to 64.");
    return new BenchSettings(
        scenarios(),
        shapes,
        chosenEvents,
        chosenRounds,
        threads,
        partitions,
        seed,
        System.currentTimeMillis() - RECENT,
        settings,
        jvm,
        keep);
  }

  private List<Scenario> scenarios() {
    List<String> wanted = scenarios.isEmpty() && quick ? QUICK : scenarios;
    if (wanted.isEmpty()) {
      return Scenarios.all();
    }
    List<Scenario> found = new ArrayList<>();
    for (String name : wanted) {
      Scenario scenario = Scenarios.named(name).orElse(null);
      if (scenario == null) {
        throw refused(
            "there is no scenario "
                + name
                + ": give one of "
                + String.join(", ", Scenarios.all().stream().map(Scenario::name).toList())
                + ".");
      }
      found.add(scenario);
    }
    return found;
  }

  private void require(boolean fulfilled, String otherwise) {
    if (!fulfilled) {
      throw refused(otherwise);
    }
  }

  private ParameterException refused(String why) {
    if (spec == null) {
      throw new IllegalStateException(why);
    }
    return new ParameterException(spec.commandLine(), why);
  }
}
