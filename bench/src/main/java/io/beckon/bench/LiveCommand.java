package io.beckon.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.beckon.app.Destination;
import io.beckon.app.ExitCodes;
import io.beckon.bench.plot.Plots;
import io.beckon.bench.report.LiveReport;
import io.beckon.bench.report.RunFiles;
import io.beckon.bench.run.LiveRun;
import io.beckon.bench.run.LiveSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code beckon bench live}: how late commands are under steady load. */
@Command(
    name = "live",
    description = {
      "Measure how long after its due time a command can be read, while events come",
      "at a steady rate. Idle times are short (cart.idle=30s, checkout.idle=20s,",
      "browse.idle=60s, time.settle=1s), so that something falls due all the time.",
      "Each latency counts from when it should have been, not from when something",
      "late was noticed, and each command that is missing counts.",
      ""
    },
    exitCodeList = {"0:done", "1:failed, or commands were missing", "2:wrong usage"})
final class LiveCommand implements Callable<Integer> {

  private static final double SECONDS = 60;

  @Option(
      names = "--rate",
      paramLabel = "EV/S",
      description = "Events a second (default: half of what a short drain run measures).")
  private @Nullable Double rate;

  @Option(
      names = "--minutes",
      paramLabel = "M",
      defaultValue = "3",
      description =
          "How long latencies are taken, after a minute of warm-up (default: ${DEFAULT-VALUE}).")
  private double minutes;

  @Option(names = "--partitions", paramLabel = "P", defaultValue = "4", description = "As drained.")
  private int partitions;

  @Option(names = "--threads", paramLabel = "T", defaultValue = "1", description = "As drained.")
  private int threads;

  @Option(names = "--seed", paramLabel = "S", defaultValue = "7", description = "Another load.")
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
      description = "Folder for live-N.json and the plots (default: ${DEFAULT-VALUE}).")
  private Path out;

  @Option(names = "--keep", description = "Leave the temporary directory with all logs.")
  private boolean keep;

  @SuppressWarnings("NullAway.Init") // picocli sets the options
  LiveCommand() {}

  @Override
  public Integer call() throws InterruptedException, IOException {
    Destination.folder(out);
    ObjectNode found =
        LiveRun.run(
            new LiveSettings(
                rate,
                Duration.ofMillis((long) (minutes * SECONDS * 1000)),
                partitions,
                threads,
                seed,
                settings,
                keep),
            System.out::println);
    LiveReport.lines(found).forEach(System.out::println);
    System.out.println("Written to " + RunFiles.write(out, "live", found));
    Plots.draw(out).forEach(file -> System.out.println("Drawn: " + file));
    boolean all = found.path("latencies").path("commandFromSchedule").path("missing").asLong() == 0;
    return all ? ExitCodes.DONE : ExitCodes.FAILED;
  }
}
