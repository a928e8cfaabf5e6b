package io.beckon.deploy;

import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names of metrics: in an expression, and in a scrape. */
final class Metrics {

  /** Made by Prometheus itself. */
  private static final Set<String> OF_PROMETHEUS = Set.of("up", "ALERTS");

  private static final Set<String> WORDS =
      Set.of(
          "by", "without", "on", "ignoring", "group_left", "group_right", "and", "or", "unless",
          "offset", "bool", "sum", "max", "min", "avg", "count", "topk", "bottomk", "stddev",
          "quantile", "group", "inf", "nan");

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

  /** The names of the series in a scrape. */
  static Set<String> scraped(String scrape) {
    Set<String> names = new HashSet<>();
    scrape
        .lines()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .forEach(line -> names.add(line.split("[{ ]", 2)[0]));
    return names;
  }
}
