package io.beckon.bench.scenario;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.beckon.app.config.BeckonConfig;
import io.beckon.app.metrics.Totals;
import io.beckon.app.rules.RuleFiles;
import io.beckon.app.run.Application;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The shipping application as a process that is asked from outside: it says {@code STARTED}; {@code
 * LOOK} is answered by {@code LOOK} and what it is like now, as JSON; {@code WATCH from to} takes
 * the time between two counts of events; {@code STOP} closes it, answered by {@code STOPPED}. It
 * ends without a close when its standard input does.
 */
public final class AppProcess {

  private AppProcess() {}

  /** Runs it. */
  public static void main(String[] args) {
    try {
      converse(Arguments.parse(args));
      Child.say("STOPPED");
      Runtime.getRuntime().halt(0);
    } catch (Throwable e) {
      e.printStackTrace();
      Runtime.getRuntime().halt(1);
    }
  }

  private static void converse(Arguments arguments) throws Exception {
    BeckonConfig config = ShippingConfig.of(arguments, Pass.measured(arguments));
    PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    try (Application application =
        Application.create(
            config, RuleFiles.readyMade().policy(), meters, System::currentTimeMillis)) {
      Timeline timeline =
          new Timeline(application.streams(), () -> Totals.of(meters, "beckon.events"));
      timeline.start();
      application.start();
      Child.say("STARTED");
      BufferedReader in =
          new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
      for (@Nullable String line = in.readLine(); line != null; line = in.readLine()) {
        if (line.startsWith("WATCH ")) {
          String[] words = line.split(" ", -1);
          timeline.watch(Long.parseLong(words[1]), Long.parseLong(words[2]));
        } else if (line.startsWith("LOOK")) {
          Child.say("LOOK " + new ObjectMapper().writeValueAsString(look(timeline, meters, line)));
        } else if (line.equals("STOP")) {
          timeline.stop();
          return;
        }
      }
      Runtime.getRuntime().halt(1);
    }
  }

  private static Map<String, Object> look(
      Timeline timeline, PrometheusMeterRegistry meters, String asked) {
    Map<String, Object> found = new LinkedHashMap<>();
    found.put("processStartedAt", ManagementFactory.getRuntimeMXBean().getStartTime());
    found.put("state", timeline.state());
    found.put("marks", timeline.marks());
    found.put("watchNanos", timeline.watchedNanos());
    found.put("watchCpuNanos", timeline.watchedCpuNanos());
    found.put("standbyStores", timeline.standbyStores());
    found.put("standbyLag", timeline.standbyLag());
    found.put("cpuNanos", Probe.cpuNanos());
    for (String name : new String[] {"events", "triggers", "commands", "decisions"}) {
      found.put(name, Totals.of(meters, "beckon." + name));
    }
    found.put("deadLetters", Totals.of(meters, "beckon.dead.letters"));
    if (asked.endsWith("MEMORY")) {
      System.gc();
      found.put("heapAfterGcBytes", Probe.heap());
      found.put("rssBytes", Probe.status("VmRSS:"));
      found.put("peakRssBytes", Probe.status("VmHWM:"));
    }
    return found;
  }
}
