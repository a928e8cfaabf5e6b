package io.beckon.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each alert fires on its fault, and no other one does. */
class AlertsTest {

  private static final Path RULES = HelmCharts.CHART.resolve("rules/beckon.rules.yaml");

  private static final List<Faults> CASES =
      List.of(
          Faults.in("all is well"),
          Faults.in("no instance answers")
              .down("a", 60)
              .down("b", 60)
              .rate("kind=\"SENT\"", 0, 60)
              .fires("BeckonDown"),
          Faults.in("one instance does not answer")
              .down("a", 60)
              .rate("instance=\"b\"", 2, 60)
              .level("beckon_running_partitions", "b", 12, 60)
              .fires("BeckonInstanceDown"),
          Faults.in("rebalances without end")
              .level("kafka_stream_client_state", 1, 60)
              .level("beckon_running_partitions", 0, 60)
              .fires("BeckonNotRunning"),
          Faults.in("restores, and goes on")
              .level("kafka_stream_client_state", 1, 60)
              .level("beckon_running_partitions", 0, 60)
              .falling("beckon_restore_remaining_records", 9e6, 60),
          Faults.in("restores, and stands still")
              .level("kafka_stream_client_state", 1, 60)
              .level("beckon_running_partitions", 0, 60)
              .level("beckon_restore_remaining_records", 9e6, 60)
              .fires("BeckonRestoreStuck"),
          Faults.in("partitions that nobody takes")
              .level("beckon_running_partitions", 4, 60)
              .fires("BeckonPartitionsUnread"),
          Faults.in("a thread died")
              .counts("kafka_stream_failed_stream_threads_total", 1, 10)
              .fires("BeckonThreadsFailed"),
          Faults.in("commits take long")
              .level("kafka_stream_thread_commit_latency_max", 6_000, 60)
              .fires("BeckonCommitsSlow"),
          Faults.in("half in the shadow")
              .level("beckon_shadow_partitions", 2, 120)
              .fires("BeckonInShadow"),
          Faults.in("the disk is full")
              .level("beckon_rocksdb_background_errors", 3, 30)
              .fires("BeckonDiskFailing"),
          Faults.in("memory grows beyond its bound")
              .level("beckon_rocksdb_memory_bytes", 400e6, 90)
              .fires("BeckonMemoryAboveBound"),
          Faults.in("memory touches its bound").level("beckon_rocksdb_memory_bytes", 260e6, 90),
          Faults.in("behind, so timers and sends are late, too")
              .level("beckon_log_behind_seconds", 900, 60)
              .level("beckon_timers_oldest_overdue_seconds", 900, 60)
              .level("beckon_queue_oldest_age_seconds", 900, 60)
              .fires("BeckonBehind"),
          Faults.in("behind for a moment").level("beckon_log_behind_seconds", 900, 5),
          Faults.in("a timer does not fire")
              .level("beckon_timers_oldest_overdue_seconds", 600, 60)
              .fires("BeckonTimersOverdue"),
          Faults.in("a send does not leave")
              .level("beckon_queue_oldest_age_seconds", 2_000, 60)
              .fires("BeckonSendsStuck"),
          Faults.in("a dead letter")
              .counts("beckon_dead_letters_total", 1, 10)
              .fires("BeckonDeadLetters"),
          Faults.in("the first dead letter of its kind")
              .appears("beckon_dead_letters_total", 1, 10)
              .fires("BeckonDeadLetters"),
          Faults.in("many dead letters")
              .counts("beckon_dead_letters_total", 60, 60)
              .fires("BeckonDeadLettersMany"),
          Faults.in("an output that is too large")
              .counts("beckon_oversized_outputs_total", 1, 10)
              .fires("BeckonOutputsOversized"),
          Faults.in("the first output that is too large")
              .appears("beckon_oversized_outputs_total", 1, 10)
              .fires("BeckonOutputsOversized"),
          Faults.in("products that are unreadable")
              .counts("beckon_products_unreadable_total", 2, 90)
              .fires("BeckonProductsUnreadable"),
          Faults.in("the shop is silent")
              .rate("beckon_events_total", 0, 75)
              .rate("beckon_triggers_total", 0, 75)
              .rate("beckon_commands_total", 0, 75)
              .rate("kind=\"SENT\"", 0, 75)
              .fires("BeckonNoEvents"),
          Faults.in("a source is silent")
              .rate("source=\"shopify\"", 0, 165)
              .fires("BeckonSourceSilent"),
          Faults.in("a type is silent")
              .rate("type=\"CheckoutStarted\"", 0, 225)
              .fires("BeckonEventTypeSilent"),
          Faults.in("no feedback")
              .rate("type=\"MessageFeedback\"", 0, 280)
              .fires("BeckonFeedbackMissing"),
          Faults.in("no change of a product")
              .rate("type=\"ProductChanged\"", 0, 1_600)
              .fires("BeckonFeedStale"),
          Faults.in("nothing is sent")
              .rate("action=\"SEND\"", 0, 800)
              .rate("type=\"MessageFeedback\"", 0, 800)
              .rate("kind=\"SENT\"", 0, 800)
              .fires("BeckonNothingSent"),
          Faults.in("five times as many sends")
              .rate("action=\"SEND\"", 5, 180)
              .rate("kind=\"SENT\"", 5, 180)
              .fires("BeckonVolumeUnusual"),
          Faults.in("a tenth of the sends")
              .rate("action=\"SEND\"", 0.1, 360)
              .rate("kind=\"SENT\"", 0.1, 360)
              .fires("BeckonVolumeLow"),
          Faults.in("codes that will not last")
              .drains("beckon_codes_left", 5_000, 10, 1_440)
              .fires("BeckonCodesLow"),
          Faults.in("codes that last some days yet").drains("beckon_codes_left", 5_000, 2, 1_440),
          Faults.in("no codes").drains("beckon_codes_left", 0, 0, 60).fires("BeckonCodesLow"),
          Faults.in("a payment method fails")
              .rate("method=\"paypal\",result=\"FAILED\"", 12, 90)
              .fires("BeckonPaymentsFailing"),
          Faults.in("a payment method fails somewhat more often")
              .rate("method=\"paypal\",result=\"FAILED\"", 4, 90),
          Faults.in("a payment method that never failed does")
              .appearsCounting("beckon_payments_total", "method=\"gift card\",result=\"FAILED\"", 3)
              .fires("BeckonPaymentsFailing"),
          Faults.in("a step of the checkout fails")
              .rate("step=\"shipping\",result=\"FAILED\"", 12, 90)
              .fires("BeckonCheckoutFailing"),
          Faults.in("no order is told")
              .rate("type=\"OrderCompleted\"", 0, 225)
              .fires("BeckonOrdersMissing"),
          Faults.in("a fifth of the orders")
              .rate("type=\"OrderCompleted\"", 0.2, 300)
              .fires("BeckonFewerOrders"),
          Faults.in("nobody who was written to orders, and others do")
              .rate("beckon_goals_total{instance=\"a\",kind=\"GOAL\"", 0, 800)
              .rate("beckon_goals_total{instance=\"b\",kind=\"GOAL\"", 0, 800)
              .fires("BeckonConversionsMissing"),
          Faults.in("only one goal in ten is reached").rate("kind=\"GOAL\"", 0.1, 800),
          Faults.in("a tenth of the events")
              .rate("beckon_events_total", 0.1, 180)
              .rate("beckon_payments_total", 0.1, 180)
              .rate("beckon_checkout_steps_total", 0.1, 180)
              .fires("BeckonEventsUnusual"),
          Faults.in("everything is told six times")
              .rate("beckon_events_total", 6, 180)
              .fires("BeckonEventsUnusual"),
          Faults.in("measurement does not answer").down("m", 60).fires("BeckonMeasurementDown"),
          Faults.in("measurement is behind")
              .level("beckon_measure_behind_seconds", "m", 7_200, 90)
              .fires("BeckonMeasurementBehind"),
          Faults.in("measurement catches up, and reads what was sent before")
              .level("beckon_measure_behind_seconds", "m", 3_000, 120)
              .rate("kind=\"SENT\"", 9, 120),
          Faults.in("an outcome that is unreadable")
              .counts("beckon_measure_dead_letters_total", "m", 1, 10)
              .fires("BeckonMeasurementDeadLetters"),
          Faults.in("outcomes do not arrive")
              .rate("beckon_measure_outcomes_total", 0, 150)
              .fires("BeckonOutcomesMissing"),
          Faults.in("a half of what is sent is not measured")
              .rate("kind=\"SENT\"", 0.5, 420)
              .fires("BeckonMeasurementOff"));

  @TempDir private Path folder;

  @Test
  void shouldBeRulesThatPrometheusTakes() throws Exception {
    Promtool.Said said = Promtool.run(folder, "check", "rules", RULES.toString());

    assertThat(said.isOk()).as(said.text()).isTrue();
  }

  @Test
  void shouldFireOnTheirFaultAndOnNoOther() throws Exception {
    String tests =
        "rule_files: ['" + RULES + "']\nevaluation_interval: 30m\ntests:\n" + Faults.test(CASES);
    Path file = Files.writeString(folder.resolve("alerts.yaml"), tests);

    Promtool.Said said = Promtool.run(folder, "test", "rules", file.toString());

    assertThat(said.isOk()).as(said.text()).isTrue();
  }

  @Test
  void shouldEachHaveAFault() {
    Set<String> fired = new TreeSet<>();
    CASES.forEach(fault -> fired.addAll(fault.expected()));

    assertThat(names()).containsExactlyInAnyOrderElementsOf(fired);
  }

  @Test
  void shouldReadMetricsThatThereAre() {
    Set<String> known = Metrics.documented();

    for (JsonNode rule : rules()) {
      assertThat(known)
          .as(rule.get("alert").asText())
          .containsAll(Metrics.read(rule.get("expr").asText()));
    }
  }

  @Test
  void shouldEachHaveARunbookThatSaysWhatToDo() throws Exception {
    for (JsonNode rule : rules()) {
      String name = rule.get("alert").asText();
      String page = rule.at("/annotations/runbook").asText();
      assertThat(page).isEqualTo("docs/runbooks/" + name + ".md");
      assertThat(Project.text(Project.ROOT.resolve(page)))
          .startsWith("# " + name + "\n")
          .contains("## What it means\n", "## What to look at\n", "## What to do\n");
      assertThat(rule.at("/annotations/summary").asText()).isNotBlank();
      assertThat(rule.at("/labels/severity").asText()).isIn("critical", "warning");
    }
    try (var pages = Files.list(Project.ROOT.resolve("docs/runbooks"))) {
      assertThat(
              pages
                  .map(page -> page.getFileName().toString().replace(".md", ""))
                  .filter(page -> !page.equals("README")))
          .containsExactlyInAnyOrderElementsOf(names());
    }
    String index = Project.text(Project.ROOT.resolve("docs/runbooks/README.md"));
    names().forEach(name -> assertThat(index).contains("(" + name + ".md)"));
  }

  private static List<String> names() {
    return rules().stream().map(rule -> rule.get("alert").asText()).toList();
  }

  private static List<JsonNode> rules() {
    List<JsonNode> rules = new ArrayList<>();
    Project.yaml(Project.text(RULES))
        .get("groups")
        .forEach(group -> group.get("rules").forEach(rules::add));
    return rules;
  }
}
