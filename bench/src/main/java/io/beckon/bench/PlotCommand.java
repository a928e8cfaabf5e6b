package io.beckon.bench;

import io.beckon.app.CommandFailedException;
import io.beckon.app.Destination;
import io.beckon.app.ExitCodes;
import io.beckon.bench.plot.Plots;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code beckon bench plot}: draws what was measured before. */
@Command(
    name = "plot",
    description = "Draw the plots anew from the growth-*.json and live-*.json in a folder.")
final class PlotCommand implements Callable<Integer> {

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "bench-out",
      description = "The folder (default: ${DEFAULT-VALUE}).")
  private Path out;

  @SuppressWarnings("NullAway.Init") // picocli sets the options
  PlotCommand() {}

  @Override
  public Integer call() throws IOException {
    if (!Files.exists(out)) {
      throw CommandFailedException.badInput(
          "--out is " + out + ": there is no such folder; give the one that was measured into.",
          null);
    }
    Destination.folder(out);
    Plots.draw(out).forEach(file -> System.out.println("Drawn: " + file));
    return ExitCodes.DONE;
  }
}
