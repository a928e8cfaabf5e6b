package io.beckon.bench;

import io.beckon.app.CommandFailedException;
import io.beckon.app.Destination;
import io.beckon.app.ExitCodes;
import io.beckon.bench.plot.FlameGraph;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code beckon bench flame}: draws where the time of a measured process went. */
@Command(
    name = "flame",
    description = {
      "Draw a flame graph from a recording of the Flight Recorder, such as one made by",
      "beckon bench --scenario ship --jvm -XX:StartFlightRecording=filename=ship.jfr,settings=profile"
    })
final class FlameCommand implements Callable<Integer> {

  @Parameters(paramLabel = "RECORDING", description = "The recording (.jfr).")
  private Path recording;

  @Option(
      names = "--thread",
      paramLabel = "NAME",
      defaultValue = "StreamThread",
      description = "Part of the threads' names (default: ${DEFAULT-VALUE}).")
  private String thread;

  @Option(
      names = "--skip",
      paramLabel = "SHARE",
      defaultValue = "0.5",
      description = "Leave out this share of the time at the begin (default: ${DEFAULT-VALUE}).")
  private double skip;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      defaultValue = "flame.svg",
      description = "The picture (default: ${DEFAULT-VALUE}).")
  private Path out;

  @SuppressWarnings("NullAway.Init") // picocli sets the options
  FlameCommand() {}

  @Override
  public Integer call() throws IOException {
    if (!Files.isReadable(recording)) {
      throw CommandFailedException.failed("there is no recording " + recording, null);
    }
    Destination.file(out);
    FlameGraph graph = FlameGraph.read(recording, thread, skip);
    if (graph.samples() == 0) {
      throw CommandFailedException.failed(
          "no thread in " + recording + " has a name with " + thread + " in it, or none ran", null);
    }
    Files.writeString(
        out, graph.svg(recording.getFileName() + ": " + thread), StandardCharsets.UTF_8);
    System.out.println("Drawn: " + out + " (" + graph.samples() + " samples)");
    return ExitCodes.DONE;
  }
}
