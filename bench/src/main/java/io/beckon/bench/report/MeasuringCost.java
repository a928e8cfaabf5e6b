package io.beckon.bench.report;

import com.fasterxml.jackson.databind.JsonNode;
import io.beckon.bench.run.Measurement;
import io.beckon.bench.scenario.Scenarios;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What it costs to know what messages brought: the main job with outcomes against without, and what
 * the measurement application reads and keeps. No lines when none of it was measured.
 */
final class MeasuringCost {

  private MeasuringCost() {}

  static List<String> of(List<Summary> summaries) {
    List<String> lines = new ArrayList<>();
    for (Summary with : summaries) {
      if (with.scenario().equals(Scenarios.SHIP)) {
        named(summaries, with.shape(), Scenarios.SHIP_NO_OUTCOMES)
            .ifPresent(without -> lines.add(mainJob(with, without)));
      } else if (with.scenario().equals(Scenarios.MEASURE)) {
        lines.addAll(measuring(with));
      }
    }
    return lines;
  }

  private static Optional<Summary> named(List<Summary> summaries, String shape, String scenario) {
    return summaries.stream()
        .filter(each -> each.shape().equals(shape) && each.scenario().equals(scenario))
        .findFirst();
  }

  private static String mainJob(Summary with, Summary without) {
    double rate = with.median(Measurement::rate) / without.median(Measurement::rate);
    double cpu = with.median(Measurement::cpuPerMillion);
    double bare = without.median(Measurement::cpuPerMillion);
    return String.format(
        Locale.ROOT,
        "%s: with outcomes %.2f of the events a second without them; %.2f CPU s/M instead of %.2f",
        with.shape(),
        rate,
        cpu,
        bare);
  }

  private static List<String> measuring(Summary measured) {
    JsonNode result = measured.runs().get(measured.runs().size() - 1).result();
    double shoppers = Math.max(1, result.path("shoppers").asDouble());
    double outcomes = result.path("outcomes").asDouble();
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            Locale.ROOT,
            "measure: %,.0f outcomes a second; %.1f outcomes of each of %,.0f shoppers",
            measured.median(
                run -> run.result().path("outcomes").asDouble() * 1e9 / run.elapsedNanos()),
            outcomes / shoppers,
            shoppers));
    StringBuilder stores = new StringBuilder();
    long[] sum = {0};
    result
        .path("storeBytes")
        .properties()
        .forEach(
            store -> {
              sum[0] += store.getValue().asLong();
              stores.append(
                  String.format(
                      Locale.ROOT,
                      ", %s %.0f",
                      store.getKey(),
                      store.getValue().asLong() / shoppers));
            });
    lines.add(
        String.format(
            Locale.ROOT,
            "measure: %.0f bytes of each shopper on disk%s; %.0f in changelogs",
            sum[0] / shoppers,
            stores,
            measured.median(run -> (double) run.changelogBytes()) / shoppers));
    return lines;
  }
}
