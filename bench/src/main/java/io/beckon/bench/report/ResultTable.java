package io.beckon.bench.report;

import io.beckon.bench.run.Measurement;
import io.beckon.bench.scenario.Scenarios;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The figures of all scenarios, a line each. */
final class ResultTable {

  private static final List<String> HEAD =
      List.of(
          "shape",
          "scenario",
          "runs (quiet)",
          "events/s (min-max)",
          "/pass",
          "CPU s/M",
          "/pass",
          "broker",
          "RSS MB",
          "log B/ev",
          "log rec/ev",
          "punct ms",
          "triggers");
  private static final double MEGA = 1 << 20;

  private ResultTable() {}

  static List<String> of(List<Summary> summaries) {
    List<List<String>> rows = new ArrayList<>();
    for (Summary summary : summaries) {
      Optional<Summary> pass =
          summaries.stream()
              .filter(s -> s.shape().equals(summary.shape()))
              .filter(s -> s.scenario().equals(Scenarios.PASS))
              .findFirst();
      rows.add(row(summary, pass));
    }
    return TextTable.of(HEAD, rows);
  }

  private static List<String> row(Summary summary, Optional<Summary> pass) {
    double rate = summary.median(Measurement::rate);
    double cpu = summary.median(Measurement::cpuPerMillion);
    Measurement last = summary.runs().get(summary.runs().size() - 1);
    return List.of(
        summary.shape(),
        summary.scenario() + (summary.noisy() ? " !" : ""),
        summary.runs().size() + " (" + summary.quiet().size() + ")",
        String.format(
            Locale.ROOT,
            "%,.0fk (%,.0f-%,.0fk)",
            rate / 1e3,
            summary.least(Measurement::rate) / 1e3,
            summary.most(Measurement::rate) / 1e3),
        pass.map(p -> number("%.2f", rate / p.median(Measurement::rate))).orElse(""),
        number("%.2f", cpu),
        pass.map(p -> number("%.2f", cpu / p.median(Measurement::cpuPerMillion))).orElse(""),
        number("%.2f", summary.median(Measurement::brokerCpuPerMillion)),
        number("%.0f", summary.median(m -> m.peakRssBytes() / MEGA)),
        unlessNone(last, summary.median(m -> (double) m.changelogBytes() / m.events())),
        unlessNone(last, summary.median(m -> (double) m.changelogRecords() / m.events())),
        last.longestPunctuationNanos() < 0
            ? ""
            : number("%.0f", summary.most(m -> m.longestPunctuationNanos() / 1e6)),
        triggers(last));
  }

  private static String unlessNone(Measurement run, double value) {
    return run.changelogRecords() <= 0 ? "" : number("%.2f", value);
  }

  private static String triggers(Measurement run) {
    Verdict verdict = Verdict.of(run);
    return verdict == Verdict.NONE
        ? ""
        : String.format(Locale.ROOT, "%,d %s", run.triggers(), verdict.text());
  }

  private static String number(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }
}
