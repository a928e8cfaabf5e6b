package io.beckon.bench.micro;

import io.beckon.app.Destination;
import io.beckon.app.ExitCodes;
import java.nio.file.Path;
import java.util.Collection;
import java.util.concurrent.Callable;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code beckon bench micro}: the parts on their own. */
@Command(
    name = "micro",
    description = {
      "Measure the parts on their own, without a broker: the engine's events a",
      "second and core, its timers, conditions, and records to bytes and back,",
      "with the bytes that one operation allocates (gc.alloc.rate.norm).",
      ""
    },
    exitCodeList = {"0:done", "1:a benchmark failed, or none has that name", "2:wrong usage"})
public final class MicroCommand implements Callable<Integer> {

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "PATTERN",
      defaultValue = ".*",
      description =
          "Regular expression that the name contains, such as Engine or decode (default: all).")
  private String pattern = ".*";

  @Option(
      names = "--quick",
      description = "A look: one iteration of a second each, after one to warm up.")
  private boolean quick;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "bench-out",
      description = "Folder for micro.json (default: ${DEFAULT-VALUE}).")
  private Path out = Path.of("bench-out");

  @Override
  public Integer call() {
    Destination.folder(out, "micro.json");
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include(pattern)
            .addProfiler(GCProfiler.class)
            .shouldFailOnError(true)
            .resultFormat(ResultFormatType.JSON)
            .result(out.resolve("micro.json").toString());
    if (quick) {
      options
          .warmupIterations(1)
          .warmupTime(TimeValue.seconds(1))
          .measurementIterations(1)
          .measurementTime(TimeValue.seconds(1));
    }
    try {
      Collection<RunResult> results = new Runner(options.build()).run();
      return results.isEmpty() ? ExitCodes.FAILED : ExitCodes.DONE;
    } catch (RunnerException e) {
      System.err.println("beckon bench micro: " + e.getMessage());
      return ExitCodes.FAILED;
    }
  }
}
