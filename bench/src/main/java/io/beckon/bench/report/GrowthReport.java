package io.beckon.bench.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a shop's growth costs, as text. */
public final class GrowthReport {

  private static final double MEBI = 1 << 20;

  private GrowthReport() {}

  /** The lines of one size. */
  public static List<String> lines(JsonNode run) {
    JsonNode live = run.path("memory").path("live");
    List<String> lines = new ArrayList<>();
    lines.add(
        format(
            "  %,.0f events/s, %.2f CPU s/M%s",
            run.path("eventsPerSecond").asDouble(),
            run.path("cpuSecondsPerMillion").asDouble(),
            run.path("noisy").asBoolean()
                ? format(", NOISY (%.0f %%)", run.path("foreignShare").asDouble() * 100)
                : ""));
    lines.add(
        format(
            "  heap %.0f MiB, process %.0f MiB, disk %.0f MiB",
            live.path("heapAfterGcBytes").asDouble() / MEBI,
            live.path("rssBytes").asDouble() / MEBI,
            run.path("diskBytes").asDouble() / MEBI));
    lines.add(
        format(
            "  for each known shopper %.0f bytes of heap (with what is cached), %.0f of disk;"
                + " for each open cart %.0f of heap",
            run.path("heapBytesPerKnown").asDouble(),
            run.path("diskBytesPerKnown").asDouble(),
            run.path("heapBytesPerLiveCart").asDouble()));
    for (String way : List.of("cleanStop", "kill", "takeover")) {
      JsonNode times = run.path(way);
      if (times.isObject()) {
        String before =
            way.equals("takeover") ? "killedToAssignedMillis" : "processToAssignedMillis";
        lines.add(
            format(
                "  %-9s assigned after %,d ms (of %s), running %,d ms later, first event %,d ms"
                    + " later",
                way,
                times.path(before).asLong(),
                way.equals("takeover") ? "the kill: session time-out" : "the process",
                times.path("assignedToRunningMillis").asLong(),
                times.path("runningToProcessingMillis").asLong()));
      }
    }
    return lines;
  }

  /** A table of all sizes, and what one more idle shopper costs between the extremes. */
  public static List<String> summary(List<JsonNode> runs) {
    List<List<String>> rows = new ArrayList<>();
    for (JsonNode run : runs) {
      JsonNode live = run.path("memory").path("live");
      rows.add(
          List.of(
              format("%,d", run.path("known").asLong()),
              format("%,d", run.path("live").asLong()),
              format("%,.0f", run.path("eventsPerSecond").asDouble()),
              format("%.0f", live.path("heapAfterGcBytes").asDouble() / MEBI),
              format("%.0f", live.path("rssBytes").asDouble() / MEBI),
              format("%.0f", run.path("diskBytes").asDouble() / MEBI),
              millis(run, "cleanStop"),
              millis(run, "kill"),
              millis(run, "takeover"),
              run.path("noisy").asBoolean() ? "noisy" : ""));
    }
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.addAll(
        TextTable.of(
            List.of(
                "known",
                "live",
                "events/s",
                "heap MiB",
                "RSS MiB",
                "disk MiB",
                "clean ms",
                "kill ms",
                "takeover ms",
                ""),
            rows));
    slopes(runs, lines);
    return lines;
  }

  /**
   * Between the smallest and the largest shop the caches are the same: what is left is the cost.
   */
  private static void slopes(List<JsonNode> runs, List<String> lines) {
    JsonNode small = null;
    JsonNode large = null;
    for (JsonNode run : runs) {
      long known = run.path("known").asLong();
      if (small == null || known < small.path("known").asLong()) {
        small = run;
      }
      if (large == null || known > large.path("known").asLong()) {
        large = run;
      }
    }
    if (small == null || large == null) {
      return;
    }
    double more = large.path("known").asDouble() - small.path("known").asDouble();
    if (more > 0) {
      double heap = idleHeap(large) - idleHeap(small);
      double disk = large.path("diskBytes").asDouble() - small.path("diskBytes").asDouble();
      lines.add(
          format(
              "From %,d to %,d known: %.0f bytes of heap and %.0f of disk for each idle shopper",
              small.path("known").asLong(),
              large.path("known").asLong(),
              heap / more,
              disk / more));
    }
  }

  private static double idleHeap(JsonNode run) {
    return run.path("memory").path("known").path("heapAfterGcBytes").asDouble();
  }

  private static String millis(JsonNode run, String way) {
    JsonNode millis = run.path(way).path("assignedToRunningMillis");
    return millis.isNumber() ? format("%,d", millis.asLong()) : "-";
  }

  private static String format(String form, Object... values) {
    return String.format(Locale.ROOT, form, values);
  }
}
