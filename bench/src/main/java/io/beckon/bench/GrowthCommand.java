package io.beckon.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.beckon.app.Destination;
import io.beckon.app.ExitCodes;
import io.beckon.bench.plot.Plots;
import io.beckon.bench.report.GrowthReport;
import io.beckon.bench.report.RunFiles;
import io.beckon.bench.run.GrowthRun;
import io.beckon.bench.run.GrowthSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code beckon bench growth}: what becomes of speed, memory and restarts as a shop grows. */
@Command(
    name = "growth",
    description = {
      "Measure the same traffic over ever more known shoppers and open carts: rate,",
      "memory, disk, and how long a restart takes after a clean stop, after kill -9,",
      "and when a standby takes over. Each size starts from nothing and takes minutes;",
      "sizes can be measured one by one into the same folder.",
      ""
    },
    exitCodeList = {"0:done", "1:failed", "2:wrong usage"})
final class GrowthCommand implements Callable<Integer> {

  @Option(
      names = "--known",
      paramLabel = "N",
      split = ",",
      defaultValue = "50000,200000,1000000,5000000",
      description = "Known shoppers, 50,000 or more (default: ${DEFAULT-VALUE}).")
  private List<Long> known;

  @Option(
      names = "--live",
      paramLabel = "PERCENT",
      split = ",",
      defaultValue = "1,10,50",
      description = "Of them with an open cart; at most a million (default: ${DEFAULT-VALUE}).")
  private List<Integer> live;

  @Option(
      names = "--events",
      paramLabel = "N",
      defaultValue = "1000000",
      description = "Events that are timed, after half as many (default: ${DEFAULT-VALUE}).")
  private long events;

  @Option(
      names = "--no-takeover",
      description = "Leave out the takeover, which waits for the session to time out (45 s).")
  private boolean noTakeover;

  @Option(names = "--partitions", paramLabel = "P", defaultValue = "4", description = "As drained.")
  private int partitions;

  @Option(names = "--threads", paramLabel = "T", defaultValue = "1", description = "As drained.")
  private int threads;

  @Option(names = "--seed", paramLabel = "S", defaultValue = "7", description = "Other traffic.")
  private long seed;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      hideParamSyntax = true,
      description = "A setting of the application, to see what it does (default: as shipped).")
  private Map<String, String> settings = new TreeMap<>();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "bench-out",
      description = "Folder for growth-*.json and the plots (default: ${DEFAULT-VALUE}).")
  private Path out;

  @Option(names = "--keep", description = "Leave the temporary directories with all logs.")
  private boolean keep;

  @SuppressWarnings("NullAway.Init") // picocli sets the options
  GrowthCommand() {}

  @Override
  public Integer call() throws InterruptedException, IOException {
    Destination.folder(out);
    for (long shoppers : known) {
      for (int percent : live) {
        System.out.printf("%n%,d known shoppers, %d %% live%n", shoppers, percent);
        ObjectNode found =
            GrowthRun.run(
                new GrowthSettings(
                    shoppers,
                    percent,
                    events / 2,
                    events,
                    !noTakeover,
                    partitions,
                    threads,
                    seed,
                    settings,
                    keep),
                System.out::println);
        GrowthReport.lines(found).forEach(System.out::println);
        System.out.println(
            "  written to " + RunFiles.write(out, "growth-" + shoppers + "-" + percent, found));
      }
    }
    GrowthReport.summary(RunFiles.read(out, "growth")).forEach(System.out::println);
    Plots.draw(out).forEach(file -> System.out.println("Drawn: " + file));
    return ExitCodes.DONE;
  }
}
