package io.beckon.bench.report;

import io.beckon.app.CommandFailedException;
import io.beckon.app.Destination;
import io.beckon.bench.run.BenchSettings;
import io.beckon.bench.run.Measurement;
import io.beckon.bench.scenario.Scenario;
import io.beckon.bench.workload.Shape;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Says what is measured, as it comes and at the end; writes it to a folder, too. */
public final class Report {

  private static final String TEXT = "report.txt";
  private static final String JSON = "bench.json";

  private final BenchSettings settings;
  private final PrintStream screen;
  private final Path out;

  /** A report on a screen and into a folder. */
  public Report(BenchSettings settings, PrintStream screen, Path out) {
    this.settings = settings;
    this.screen = screen;
    this.out = out;
  }

  /**
   * Says what will be measured, and makes the folder.
   *
   * @throws CommandFailedException if the folder can't be written to
   */
  public void opening() {
    Destination.folder(out, TEXT, JSON);
    screen.printf(
        Locale.ROOT,
        "%,d events, %d %s, %d %s, %d partitions; %s over %s%s%n%n",
        settings.events(),
        settings.rounds(),
        settings.rounds() == 1 ? "round" : "rounds",
        settings.threads(),
        settings.threads() == 1 ? "thread" : "threads",
        settings.partitions(),
        String.join(", ", settings.scenarios().stream().map(Scenario::name).toList()),
        String.join(", ", settings.shapes().stream().map(Shape::label).toList()),
        settings.settings().isEmpty() ? "" : "; not as shipped: " + settings.settings());
  }

  /**
   * Says what a run was.
   *
   * @throws CommandFailedException if it found other triggers than it must
   */
  public void progress(Measurement run) {
    Verdict verdict = Verdict.of(run);
    screen.printf(
        Locale.ROOT,
        "%-8s %-14s round %d: %,9.0f events/s, %5.2f CPU s/M%s%s%n",
        run.shape(),
        run.scenario(),
        run.round(),
        run.rate(),
        run.cpuPerMillion(),
        run.noisy() ? String.format(Locale.ROOT, ", NOISY (%.0f %%)", run.foreign() * 100) : "",
        verdict == Verdict.WRONG ? ", WRONG TRIGGERS" : "");
    if (verdict == Verdict.WRONG) {
      throw CommandFailedException.failed(
          run.scenario()
              + " found other triggers than the rules ask for.\n  expected: "
              + run.expected()
              + "\n  found:    "
              + run.result().path("triggersByKind")
              + "\n  dead letters: "
              + run.result().path("deadLetters").asLong(0),
          null);
    }
  }

  /** Prints the tables and writes the files; true if every run was right. */
  public boolean conclude(List<Measurement> runs) throws IOException {
    List<Summary> summaries = summaries(runs);
    List<Targets.Line> targets = new Targets(summaries).lines();
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.addAll(ResultTable.of(summaries));
    List<String> cost = MeasuringCost.of(summaries);
    if (!cost.isEmpty()) {
      lines.add("");
      lines.addAll(cost);
    }
    lines.add("");
    lines.addAll(TargetTable.of(targets, summaries.stream().anyMatch(Summary::noisy)));
    lines.forEach(screen::println);
    Files.write(out.resolve(TEXT), lines, StandardCharsets.UTF_8);
    BenchJson.write(out.resolve(JSON), settings, summaries, targets);
    screen.println();
    screen.println("Written to " + out);
    return runs.stream().noneMatch(run -> Verdict.of(run) == Verdict.WRONG);
  }

  private List<Summary> summaries(List<Measurement> runs) {
    List<Summary> summaries = new ArrayList<>();
    for (Shape shape : settings.shapes()) {
      for (Scenario scenario : settings.scenarios()) {
        List<Measurement> own =
            runs.stream()
                .filter(run -> run.shape().equals(shape.label()))
                .filter(run -> run.scenario().equals(scenario.name()))
                .toList();
        if (!own.isEmpty()) {
          summaries.add(new Summary(shape.label(), scenario.name(), own));
        }
      }
    }
    return summaries;
  }
}
