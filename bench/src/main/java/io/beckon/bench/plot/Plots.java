package io.beckon.bench.plot;

import com.fasterxml.jackson.databind.JsonNode;
import io.beckon.bench.plot.Chart.Point;
import io.beckon.bench.plot.Chart.Scale;
import io.beckon.bench.plot.Chart.Series;
import io.beckon.bench.report.RunFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/** Draws what the runs in a folder found. */
public final class Plots {

  private static final double MEBI = 1 << 20;
  private static final double MILLIS = 1000;
  private static final String SHOPPERS = "known shoppers";

  private final Path folder;
  private final List<Path> drawn = new ArrayList<>();

  private Plots(Path folder) {
    this.folder = folder;
  }

  /** Draws anew all that there are runs for; returns the files. */
  public static List<Path> draw(Path folder) throws IOException {
    Plots plots = new Plots(folder);
    plots.growth(RunFiles.read(folder, "growth"));
    plots.live(RunFiles.read(folder, "live"));
    return plots.drawn;
  }

  private void growth(List<JsonNode> runs) throws IOException {
    grown(
        "growth-rate",
        "Events a second over the same traffic",
        "events/s",
        byLive(runs, run -> run.path("eventsPerSecond").asDouble(-1)));
    grown(
        "growth-heap",
        "Heap after a collection, with who is cached",
        "MiB",
        byLive(runs, run -> bytes(run, "heapAfterGcBytes")));
    grown(
        "growth-process",
        "Memory of the process",
        "MiB",
        byLive(runs, run -> bytes(run, "rssBytes")));
    grown(
        "growth-disk",
        "Folder of the state after a clean stop",
        "MiB",
        byLive(runs, run -> mebi(run.path("diskBytes").asDouble(-1))));
    List<Series> restore = new ArrayList<>();
    for (String way : new String[] {"cleanStop", "kill", "takeover"}) {
      restore.add(
          new Series(
              switch (way) {
                case "cleanStop" -> "after a clean stop";
                case "kill" -> "after kill -9";
                default -> "taken over by a standby";
              },
              points(
                  runs,
                  run -> {
                    JsonNode millis = run.path(way).path("assignedToRunningMillis");
                    return millis.isNumber() ? millis.asDouble() / MILLIS : -1;
                  })));
    }
    grown("growth-restore", "From partitions assigned to running", "seconds", restore);
  }

  private void live(List<JsonNode> runs) throws IOException {
    List<Series> curves = new ArrayList<>();
    for (JsonNode run : runs) {
      List<Point> points = new ArrayList<>();
      for (JsonNode point : run.path("latencies").path("commandFromSchedule").path("curve")) {
        points.add(Point.of(point.path(0).asDouble(), point.path(1).asDouble()));
      }
      curves.add(new Series(Axis.label(run.path("rate").asDouble()) + " events/s", points));
    }
    draw(
        "live-latency",
        new Chart(
            "From due time + settle to a command that can be read",
            "percent of commands",
            "milliseconds",
            Scale.PERCENTILE,
            curves));
  }

  private void grown(String name, String title, String unit, List<Series> series)
      throws IOException {
    draw(name, new Chart(title, SHOPPERS, unit, Scale.LOG, series));
  }

  private void draw(String name, Chart chart) throws IOException {
    List<Series> some =
        chart.series().stream().filter(series -> !series.points().isEmpty()).toList();
    if (some.isEmpty()) {
      return;
    }
    Path file = folder.resolve(name + ".svg");
    Files.writeString(
        file,
        SvgWriter.draw(
            new Chart(chart.title(), chart.horizontal(), chart.vertical(), chart.scale(), some)),
        StandardCharsets.UTF_8);
    drawn.add(file);
  }

  private static List<Series> byLive(List<JsonNode> runs, ToDoubleFunction<JsonNode> value) {
    Map<Integer, List<JsonNode>> byLive = new TreeMap<>();
    for (JsonNode run : runs) {
      byLive
          .computeIfAbsent(run.path("livePercent").asInt(), percent -> new ArrayList<>())
          .add(run);
    }
    List<Series> series = new ArrayList<>();
    byLive.forEach(
        (percent, own) -> series.add(new Series(percent + " % live", points(own, value))));
    return series;
  }

  /** The median of runs at the same size, quiet ones where there are any; -1 is no value. */
  private static List<Point> points(List<JsonNode> runs, ToDoubleFunction<JsonNode> value) {
    Map<Long, List<JsonNode>> bySize = new TreeMap<>();
    for (JsonNode run : runs) {
      if (value.applyAsDouble(run) >= 0) {
        bySize.computeIfAbsent(run.path("known").asLong(), known -> new ArrayList<>()).add(run);
      }
    }
    List<Point> points = new ArrayList<>();
    bySize.forEach(
        (known, all) -> {
          List<JsonNode> quiet =
              all.stream().filter(run -> !run.path("noisy").asBoolean()).toList();
          double[] counted =
              (quiet.isEmpty() ? all : quiet).stream().mapToDouble(value).sorted().toArray();
          double[] every = all.stream().mapToDouble(value).sorted().toArray();
          int middle = counted.length / 2;
          double median =
              counted.length % 2 == 1
                  ? counted[middle]
                  : (counted[middle - 1] + counted[middle]) / 2;
          points.add(new Point(known, median, every[0], every[every.length - 1]));
        });
    return points;
  }

  private static double bytes(JsonNode run, String field) {
    return mebi(run.path("memory").path("live").path(field).asDouble(-1));
  }

  private static double mebi(double bytes) {
    return bytes < 0 ? -1 : bytes / MEBI;
  }
}
