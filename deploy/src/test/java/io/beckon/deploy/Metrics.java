package io.beckon.deploy;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names of metrics: in an expression, and those that there are. */
final class Metrics {

  /** Made by Prometheus itself. */
  private static final Set<String> OF_PROMETHEUS = Set.of("up", "ALERTS");

  private static final Set<String> WORDS =
      Set.of(
          "by",
          "without",
          "on",
          "ignoring",
          "group_left",
          "group_right",
          "and",
          "or",
          "unless",
          "offset",
          "bool",
          "sum",
          "max",
          "min",
          "avg",
          "count",
          "topk",
          "bottomk",
          "stddev",
          "quantile",
          "group",
          "inf",
          "nan");

  private Metrics() {}

  /** The metrics that an expression reads, without those that Prometheus makes itself. */
  static Set<String> read(String expression) {
    String bare =
        expression
            .replaceAll("\"(\\\\.|[^\"\\\\])*\"", "\"\"")
            .replaceAll("\\{[^}]*}", "")
            .replaceAll("\\[[^\\]]*]", "")
            .replaceAll("(by|without|on|ignoring|group_left|group_right)\\s*\\([^)]*\\)", " ");
    Set<String> names = new TreeSet<>();
    Matcher matcher = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*").matcher(bare);
    while (matcher.find()) {
      String name = matcher.group();
      boolean call = bare.substring(matcher.end()).stripLeading().startsWith("(");
      boolean number =
          matcher.start() > 0 && Character.isDigit(bare.charAt(matcher.start() - 1)); // 5m, 1e3
      if (!call && !number && !WORDS.contains(name) && !OF_PROMETHEUS.contains(name)) {
        names.add(name);
      }
    }
    return names;
  }

  /** Those that docs/metrics.md lists; MetricsIT compares the page with a real scrape. */
  static Set<String> documented() {
    Set<String> names = new TreeSet<>();
    Matcher rows =
        Pattern.compile("(?m)^\\| `((?:beckon|kafka)_[a-z_]+)")
            .matcher(Project.text(Project.ROOT.resolve("docs/metrics.md")));
    while (rows.find()) {
      names.add(rows.group(1));
    }
    return names;
  }
}
