package io.beckon.bench.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a steady load showed, as text. */
public final class LiveReport {

  private LiveReport() {}

  /** The lines of one run. */
  public static List<String> lines(JsonNode run) {
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add(
        format(
            "%,.0f events/s for %d s: %,d events; the sender was at most %,d ms late%s",
            run.path("rate").asDouble(),
            run.path("seconds").asLong(),
            run.path("events").asLong(),
            run.path("mostLateMillis").asLong(),
            run.path("noisy").asBoolean()
                ? format("; NOISY (%.0f %%)", run.path("foreignShare").asDouble() * 100)
                : ""));
    lines.add("not as shipped: " + run.path("application"));
    lines.add("");
    lines.add(
        format(
            "%-38s %8s %8s %7s %7s %7s %7s %7s",
            "milliseconds after due time + settle",
            "due",
            "missing",
            "p50",
            "p90",
            "p99",
            "p99.9",
            "max"));
    JsonNode all = run.path("latencies");
    lines.add(line("command, from when the cart was left", all.path("commandFromSchedule")));
    lines.add(line("command, from the log's due time", all.path("commandFromLogTime")));
    lines.add(line("trigger, from the log's due time", all.path("triggerFromLogTime")));
    lines.add("");
    lines.add(
        format(
            "CPU of all processors: application %.0f %%, broker %.0f %%",
            run.path("appCpuShare").asDouble() * 100, run.path("brokerCpuShare").asDouble() * 100));
    lines.add(
        format(
            "changelog: %.1f bytes and %.3f records for each event",
            run.path("changelogBytesPerEvent").asDouble(),
            run.path("changelogRecordsPerEvent").asDouble()));
    return lines;
  }

  private static String line(String name, JsonNode of) {
    return format(
        "%-38s %,8d %,8d %7d %7d %7d %7d %7d",
        name,
        of.path("due").asLong(),
        of.path("missing").asLong(),
        of.path("p50").asLong(),
        of.path("p90").asLong(),
        of.path("p99").asLong(),
        of.path("p99.9").asLong(),
        of.path("max").asLong());
  }

  private static String format(String form, Object... values) {
    return String.format(Locale.ROOT, form, values);
  }
}
