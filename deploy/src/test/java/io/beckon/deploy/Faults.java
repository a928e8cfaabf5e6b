package io.beckon.deploy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Eight days of a shop with two instances and one of measurement, sampled each five minutes, in
 * which all is well until near the end.
 */
final class Faults {

  private static final int STEP_MINUTES = 5;
  private static final int STEPS = 8 * 24 * 60 / STEP_MINUTES;

  /**
   * What alerts look back to: a day and an hour a week before the end, and the last thirty hours.
   */
  private static final int EARLY = 25 * 60 / STEP_MINUTES;

  private static final int LATE = 30 * 60 / STEP_MINUTES;
  private static final int BETWEEN = STEPS - EARLY - LATE;
  private static final String A = "instance=\"a\"";
  private static final String B = "instance=\"b\"";

  /** The one instance of measurement; its job has the name of the main job's and this ending. */
  private static final String M = "instance=\"m\"";

  private static final String MEASUREMENT = "-measurement";

  private final String name;
  private final Map<String, String> series = new LinkedHashMap<>();
  private final Map<String, Double> rates = new LinkedHashMap<>();
  private final Map<String, Double> levels = new LinkedHashMap<>();
  private final Set<String> expected = new TreeSet<>();

  private Faults(String name) {
    this.name = name;
    for (String instance : List.of(A, B)) {
      level("up", instance, 1);
      level("kafka_stream_client_state", instance, 2);
      count("kafka_stream_failed_stream_threads_total", instance, 0);
      level("kafka_stream_thread_commit_latency_max", instance, 200);
      level("beckon_restore_remaining_records", instance, 0);
      level("beckon_running_partitions", instance, 6);
      level("beckon_shadow_partitions", instance, 0);
      level("beckon_log_behind_seconds", instance, 0.4);
      level("beckon_timers_oldest_overdue_seconds", instance, 1);
      level("beckon_queue_oldest_age_seconds", instance, 1);
      level("beckon_rocksdb_background_errors", instance, 0);
      level("beckon_rocksdb_memory_bytes", instance, 200e6);
      level("beckon_rocksdb_memory_bound_bytes", instance, 256e6);
      count("beckon_products_unreadable_total", instance, 0);
      count(
          "beckon_dead_letters_total", instance + ",stage=\"PROCESS\",reason=\"KEY_MISMATCH\"", 0);
      events(instance, "ProductViewed", "web", 500);
      events(instance, "ProductAdded", "web", 100);
      events(instance, "CheckoutStarted", "web", 20);
      events(instance, "OrderCompleted", "web", 8);
      events(instance, "OrderCompleted", "shopify", 8);
      events(instance, "OrderChanged", "shopify", 8);
      events(instance, "MessageFeedback", "sender", 12);
      events(instance, "ProductChanged", "beckon", 3);
      count("beckon_oversized_outputs_total", instance + ",topic=\"decisions\"", 0);
      level("beckon_codes_left", instance + ",pool=\"ten\",partition=\"0\"", 5_000);
      for (String method : List.of("card", "paypal")) {
        String labels = instance + ",method=\"" + method + "\",result=";
        count("beckon_payments_total", labels + "\"OK\"", 20);
        count("beckon_payments_total", labels + "\"FAILED\"", 1);
      }
      count("beckon_payments_total", instance + ",method=\"gift card\",result=\"OK\"", 8);
      for (String step : List.of("shipping", "payment")) {
        String labels = instance + ",step=\"" + step + "\",result=";
        count("beckon_checkout_steps_total", labels + "\"OK\"", 20);
        count("beckon_checkout_steps_total", labels + "\"FAILED\"", 1);
      }
      count("beckon_goals_total", instance + ",kind=\"GOAL\",flow=\"f\"", 2);
      count("beckon_goals_total", instance + ",kind=\"SUPPORTING\",flow=\"f\"", 4);
      count("beckon_triggers_total", instance + ",kind=\"CART\"", 12);
      count(
          "beckon_commands_total", instance + ",action=\"SEND\",channel=\"EMAIL\",flow=\"f\"", 10);
      count(
          "beckon_commands_total", instance + ",action=\"CANCEL\",channel=\"EMAIL\",flow=\"f\"", 1);
    }
    measurement();
  }

  private void measurement() {
    level("up", M, 1);
    level("kafka_stream_client_state", M, 2);
    count("kafka_stream_failed_stream_threads_total", M, 0);
    level("kafka_stream_thread_commit_latency_max", M, 200);
    level("beckon_restore_remaining_records", M, 0);
    level("beckon_measure_behind_seconds", M, 0.4);
    count("beckon_measure_dead_letters_total", M + ",reason=\"UnreadablePayload\"", 0);
    count("beckon_measure_outcomes_total", M + ",fact=\"TimeMark\",kind=\"\"", 12);
    // Both instances of the main job send ten a step.
    count("beckon_measure_outcomes_total", M + ",fact=\"Touched\",kind=\"SENT\"", 20);
  }

  /** A case in which nothing has gone wrong yet. */
  static Faults in(String name) {
    return new Faults(name);
  }

  /** A gauge of the instance a, for so many minutes until the end. */
  Faults level(String metric, double value, int minutes) {
    return level(metric, "a", value, minutes);
  }

  /** A gauge of an instance, for so many minutes until the end. */
  Faults level(String metric, String instance, double value, int minutes) {
    series.put(
        metric + "{instance=\"" + instance + "\"}",
        level(before(metric, instance), steps(minutes)) + constant(value, steps(minutes)));
    return this;
  }

  /** A gauge of the instance a that falls to zero within the last minutes. */
  Faults falling(String metric, double from, int minutes) {
    String key = metric + "{" + A + "}";
    double by = from / steps(minutes);
    String falling = from + "-" + by + "x" + (steps(minutes) - 1);
    series.put(key, level(before(metric, "a"), steps(minutes)) + falling);
    return this;
  }

  /** Gauges whose name and labels contain a text, in the last minutes: from a value by a step. */
  Faults drains(String part, double from, double perStep, int minutes) {
    for (String key : new ArrayList<>(series.keySet())) {
      if (key.contains(part)) {
        String draining = from + "-" + perStep + "x" + (steps(minutes) - 1);
        series.put(key, level(levels.getOrDefault(key, 0.0), steps(minutes)) + draining);
      }
    }
    return this;
  }

  /** Counters whose name and labels contain a text count so many times as fast. */
  Faults rate(String part, double times, int minutes) {
    for (String key : new ArrayList<>(series.keySet())) {
      if (key.contains(part) && key.contains("_total")) {
        double rate = rates.getOrDefault(key, 0.0);
        series.put(key, counter(rate, steps(minutes), rate * times));
      }
    }
    return this;
  }

  /** A counter of the instance a that stood still counts. */
  Faults counts(String part, double perStep, int minutes) {
    return counts(part, "a", perStep, minutes);
  }

  /** The same of another instance. */
  Faults counts(String part, String instance, double perStep, int minutes) {
    for (String key : new ArrayList<>(series.keySet())) {
      if (key.contains(part) && key.contains("instance=\"" + instance + "\"")) {
        series.put(key, counter(rates.getOrDefault(key, 0.0), steps(minutes), perStep));
      }
    }
    return this;
  }

  /** A counter of the instance a that was not there before. */
  Faults appears(String part, double value, int minutes) {
    for (String key : new ArrayList<>(series.keySet())) {
      if (key.contains(part) && key.contains(A)) {
        series.put(key, "_x" + (STEPS - steps(minutes)) + " " + constant(value, steps(minutes)));
      }
    }
    return this;
  }

  /** A counter of the instance a that was not there before counts for the last two hours. */
  Faults appearsCounting(String metric, String labels, double perStep) {
    int last = steps(120);
    series.put(
        metric + "{" + A + "," + labels + "}",
        "_x" + (STEPS - last) + " " + ramp(0, perStep, last));
    return this;
  }

  /** Nothing more is heard of an instance but that it does not answer. */
  Faults down(String instance, int minutes) {
    for (String key : new ArrayList<>(series.keySet())) {
      if (key.contains("instance=\"" + instance + "\"")) {
        int last = steps(minutes);
        Double rate = rates.get(key);
        if (key.startsWith("up{")) {
          series.put(key, level(1, last) + constant(0, last));
        } else if (rate == null) {
          series.put(key, level(levels.getOrDefault(key, 0.0), last) + "_x" + last);
        } else {
          series.put(key, counter(rate, last) + "_x" + last);
        }
      }
    }
    return this;
  }

  /** These and no others. */
  Faults fires(String... alerts) {
    expected.addAll(List.of(alerts));
    return this;
  }

  Set<String> expected() {
    return expected;
  }

  /** All cases as one test for promtool: each is a job of its own, so that they do not meet. */
  static String test(List<Faults> cases) {
    StringBuilder series = new StringBuilder();
    StringBuilder expected = new StringBuilder();
    for (int i = 0; i < cases.size(); i++) {
      Faults fault = cases.get(i);
      String name = String.format("beckon-%02d %s", i, fault.name);
      fault.series.forEach(
          (key, values) ->
              series
                  .append("      - series: '")
                  .append(key.replace("{", "{" + job(name, key.contains(M)) + ","))
                  .append("'\n        values: '")
                  .append(values)
                  .append("'\n"));
      for (String alert : fault.expected) {
        expected
            .append("          - labels: '{alertname=\"")
            .append(alert)
            .append("\",")
            .append(job(name, alert.matches("Beckon(Measurement|Outcomes).*")))
            .append("}'\n            value: 1\n");
      }
    }
    return "  - interval: 5m\n    input_series:\n"
        + series
        + "    promql_expr_test:\n"
        + "      - expr: group by (alertname, job) (ALERTS{alertstate=\"firing\"})\n"
        + "        eval_time: 8d\n        exp_samples:\n"
        + expected;
  }

  private static String job(String name, boolean measurement) {
    return "job=\"" + name + (measurement ? MEASUREMENT : "") + "\"";
  }

  private void events(String instance, String type, String source, double perStep) {
    count(
        "beckon_events_total",
        instance + ",type=\"" + type + "\",source=\"" + source + "\"",
        perStep);
  }

  private void count(String metric, String labels, double perStep) {
    String key = metric + "{" + labels + "}";
    rates.put(key, perStep);
    series.put(key, counter(perStep, 0));
  }

  private void level(String metric, String labels, double value) {
    String key = metric + "{" + labels + "}";
    levels.put(key, value);
    series.put(key, level(value, 0));
  }

  private double before(String metric, String instance) {
    return levels.getOrDefault(metric + "{instance=\"" + instance + "\"}", 0.0);
  }

  private static int steps(int minutes) {
    return minutes / STEP_MINUTES;
  }

  private static String constant(double value, int steps) {
    return value + "+0x" + (steps - 1);
  }

  /** A gauge until so many steps before the end. */
  private static String level(double value, int last) {
    return constant(value, EARLY)
        + " _x"
        + BETWEEN
        + " "
        + constant(value, LATE - last)
        + (last == 0 ? "" : " ");
  }

  /** A counter until so many steps before the end. */
  private static String counter(double perStep, int last) {
    return ramp(0, perStep, EARLY)
        + " _x"
        + BETWEEN
        + " "
        + ramp(perStep * (EARLY + BETWEEN), perStep, LATE - last)
        + (last == 0 ? "" : " ");
  }

  /** A counter with another pace in the last steps. */
  private static String counter(double perStep, int last, double lastPerStep) {
    return counter(perStep, last) + ramp(perStep * (STEPS - last) + lastPerStep, lastPerStep, last);
  }

  private static String ramp(double from, double perStep, int steps) {
    return from + "+" + perStep + "x" + (steps - 1);
  }
}
