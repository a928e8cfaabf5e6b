package io.beckon.app.commands;

import io.beckon.app.CommandFailedException;
import io.beckon.app.ExitCodes;
import io.beckon.app.config.BeckonConfig;
import io.beckon.app.rules.Rulebooks;
import io.beckon.app.run.ShellSettingsFrom;
import io.beckon.app.trial.SampleShopper;
import io.beckon.app.trial.Trial;
import io.beckon.app.trial.TrialReport;
import io.beckon.engine.flow.Flow;
import io.beckon.engine.flow.Rulebook;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code beckon try}: walks sample shoppers through flows. */
@Command(
    name = "try",
    description = {
      "Walk sample shoppers through flows in log time, over the engine that runs live, and print",
      "what happens when, why not, and what each message would carry. Needs no cluster."
    })
public final class TryCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private ConfigOptions options;

  @Option(
      names = "--flow",
      required = true,
      paramLabel = "FILE|DIR",
      description = "Flow file, or folder of flow files; as often as needed.")
  private List<Path> flows;

  @Option(
      names = "--shopper",
      required = true,
      paramLabel = "FILE|DIR",
      description = "Sample shopper (JSON), or folder of them; as often as needed.")
  private List<Path> shoppers;

  @Option(
      names = "--policy",
      paramLabel = "FILE",
      description = "Policy file (default: the one that ships with Beckon).")
  private @Nullable Path policy;

  @Option(
      names = "--currency",
      paramLabel = "CODE",
      defaultValue = "USD",
      description = "Currency of amounts that name none (default: ${DEFAULT-VALUE}).")
  private String currency;

  @Override
  public Integer call() {
    BeckonConfig config = options.load();
    Rulebook book = Rulebook.of(Rulebooks.policy(policy));
    for (Path path : flows) {
      book = Rulebooks.withKnownTo(path, book);
      for (Flow flow : Rulebooks.flows(path)) {
        book = book.activated(flow, Rulebook.ALWAYS);
      }
    }
    PrintWriter out = spec.commandLine().getOut();
    boolean first = true;
    for (Path file : samples()) {
      SampleShopper sample = sample(file);
      out.print(first ? "" : "\n");
      first = false;
      out.println("shopper " + sample.id());
      out.println();
      new Trial(
              config.app().store(),
              ShellSettingsFrom.abandonment(config.time()),
              book,
              sample,
              new TrialReport(out))
          .walk();
    }
    return ExitCodes.DONE;
  }

  private SampleShopper sample(Path file) {
    try {
      return SampleShopper.read(file, currency);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  private List<Path> samples() {
    List<Path> files = new ArrayList<>();
    for (Path path : shoppers) {
      if (!Files.isDirectory(path)) {
        files.add(path);
        continue;
      }
      try (Stream<Path> all = Files.list(path)) {
        all.filter(file -> file.toString().endsWith(".json")).sorted().forEach(files::add);
      } catch (IOException e) {
        throw CommandFailedException.badInput("can't read " + path, e);
      }
    }
    if (files.isEmpty()) {
      throw CommandFailedException.badInput(
          "no sample shoppers: expected files that end in .json in " + shoppers, null);
    }
    return files;
  }
}
