package io.beckon.bench.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.beckon.bench.run.BenchSettings;
import io.beckon.bench.run.Measurement;
import io.beckon.bench.run.Surroundings;
import io.beckon.bench.scenario.Scenario;
import io.beckon.bench.workload.Expected;
import io.beckon.bench.workload.Shape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Everything that was measured, as JSON. */
final class BenchJson {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private BenchJson() {}

  static void write(
      Path file, BenchSettings settings, List<Summary> summaries, List<Targets.Line> targets)
      throws IOException {
    JSON.writeValue(file.toFile(), of(settings, summaries, targets));
  }

  static ObjectNode of(
      BenchSettings settings, List<Summary> summaries, List<Targets.Line> targets) {
    ObjectNode root = JSON.createObjectNode();
    root.set("machine", JSON.valueToTree(Surroundings.of().values()));
    settings(root.putObject("settings"), settings);
    ArrayNode all = root.putArray("summaries");
    summaries.forEach(summary -> summary(all.addObject(), summary));
    ArrayNode reached = root.putArray("targets");
    for (Targets.Line target : targets) {
      reached
          .addObject()
          .put("measure", target.measure())
          .put("must", target.must())
          .put("goal", target.goal())
          .put("better", target.most() ? "less" : "more")
          .put("measured", target.measured())
          .put("reached", target.reached());
    }
    ArrayNode runs = root.putArray("runs");
    summaries.forEach(summary -> summary.runs().forEach(run -> run(runs.addObject(), run)));
    return root;
  }

  private static void settings(ObjectNode to, BenchSettings settings) {
    to.put("events", settings.events())
        .put("rounds", settings.rounds())
        .put("threads", settings.threads())
        .put("partitions", settings.partitions())
        .put("seed", settings.seed())
        .put("endsAt", settings.endsAt());
    to.set("shapes", JSON.valueToTree(settings.shapes().stream().map(Shape::label).toList()));
    to.set(
        "scenarios", JSON.valueToTree(settings.scenarios().stream().map(Scenario::name).toList()));
    to.set("notAsShipped", JSON.valueToTree(settings.settings()));
  }

  private static void summary(ObjectNode to, Summary summary) {
    to.put("shape", summary.shape())
        .put("scenario", summary.scenario())
        .put("runs", summary.runs().size())
        .put("quietRuns", summary.quiet().size())
        .put("eventsPerSecond", summary.median(Measurement::rate))
        .put("eventsPerSecondLeast", summary.least(Measurement::rate))
        .put("eventsPerSecondMost", summary.most(Measurement::rate))
        .put("cpuSecondsPerMillion", summary.median(Measurement::cpuPerMillion))
        .put("brokerCpuSecondsPerMillion", summary.median(Measurement::brokerCpuPerMillion))
        .put("peakRssBytes", summary.median(Measurement::peakRssBytes))
        .put(
            "changelogBytesPerEvent", summary.median(m -> (double) m.changelogBytes() / m.events()))
        .put(
            "changelogRecordsPerEvent",
            summary.median(m -> (double) m.changelogRecords() / m.events()))
        .put("longestPunctuationNanos", summary.most(m -> (double) m.longestPunctuationNanos()));
  }

  private static void run(ObjectNode to, Measurement run) {
    to.put("shape", run.shape())
        .put("scenario", run.scenario())
        .put("round", run.round())
        .put("events", run.events())
        .put("elapsedNanos", run.elapsedNanos())
        .put("eventsPerSecond", run.rate())
        .put("cpuNanos", run.cpuNanos())
        .put("brokerCpuNanos", run.brokerCpuNanos())
        .put("foreignShare", Double.isNaN(run.foreign()) ? null : (Double) run.foreign())
        .put("noisy", run.noisy())
        .put("changelogBytes", run.changelogBytes())
        .put("changelogRecords", run.changelogRecords())
        .put("verdict", Verdict.of(run).name());
    Expected expected = run.expected();
    if (expected != null) {
      to.putObject("expected")
          .put("CART", expected.cart())
          .put("CHECKOUT", expected.checkout())
          .put("BROWSE", expected.browse());
    }
    to.set("result", run.result());
  }
}
