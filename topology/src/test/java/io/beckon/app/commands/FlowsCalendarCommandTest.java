package io.beckon.app.commands;

import static io.beckon.app.Typed.type;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.beckon.app.Typed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code beckon flows calendar}, as typed. */
@SuppressWarnings("NullAway.Init")
class FlowsCalendarCommandTest {

  private static final String POLICY =
      """
      policy: policy
      zone: UTC
      priority: {exempt: [transactional], then: %s}
      cooldowns:
        - {name: after-high, after: [high], hold: [low], for: 2d}
      """;

  @TempDir Path folder;

  @Test
  void shouldShowAllFlowsThatShipSideBySide() {
    Typed run = type("flows", "calendar");

    assertThat(run.exitCode()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .containsPattern("70 +cart-recovery +cart abandoned \\(1h idle\\)")
        .containsPattern("cart-recovery +free-shipping +11h +email +cart-free-shipping")
        .containsPattern("browse-recovery +viewed-again +2d +email")
        .contains("Volume is not known: 'flows calendar' counts it, with --events FILE or --live.")
        .containsPattern(
            "cart-recovery goes first, browse-recovery waits.*; after a message of cart-recovery,"
                + " browse-recovery pauses 3d for the same product \\(browse-after-cart\\)");
  }

  @Test
  void shouldShowWaitsInTextAndMarkdownToo() throws IOException {
    Files.writeString(
        folder.resolve("one.yaml"),
        """
        flow: one
        title: T
        purpose: recovery
        trigger: {on: event, event: Signed Up}
        steps:
          - wait: {until: "09:00", days: [mon]}
          - wait: {id: opened, event: Message Opened, for: 2d}
          - send: {id: a, channel: email, template: t}
        """);
    String waits =
        "wait until it is 09:00 where the shopper is, on mon; wait for Message Opened, at most 2d";

    assertThat(type("flows", "calendar", "--flows", folder.toString()).out())
        .containsPattern("as often as it starts +" + waits + " +never +0s to 9d");
    assertThat(type("flows", "calendar", "--flows", folder.toString(), "--format", "md").out())
        .contains("| " + waits + " | never |");
  }

  @Test
  void shouldShowFlowsOnScoresStagesSegmentsDatesAndProducts() throws IOException {
    Files.createDirectories(folder.resolve("scores"));
    Files.createDirectories(folder.resolve("stages"));
    Files.createDirectories(folder.resolve("segments"));
    Files.writeString(
        folder.resolve("scores/lead.yaml"),
        """
        score: lead
        title: Lead
        behaviour:
          - {name: joined, on: Signed Up, points: 10}
        thresholds:
          - {name: hot, points: 10}
        """);
    Files.writeString(
        folder.resolve("stages/path.yaml"),
        """
        stages: path
        title: Path
        order: [new, hot]
        moves:
          - {to: hot, on: Signed Up}
        """);
    Files.writeString(
        folder.resolve("segments/vip.yaml"),
        "segment: vip\ntitle: VIP\nwhen: shopper.spent > 50000\n");
    flow("a-score", 60, "recovery", "score-reached, score: lead, threshold: hot", "[]");
    flow("b-stage", 50, "recovery", "stage-changed, stages: path", "[]");
    flow("c-stage", 40, "recovery", "stage-changed, stages: path, to: hot", "[]");
    flow("d-in", 30, "recovery", "segment-entered, segment: vip", "[]");
    flow("e-out", 20, "recovery", "segment-left, segment: vip", "[]");
    flow("f-day", 10, "recovery", "date, date: birthday", "[]");
    flow("g-day", 9, "recovery", "date, date: birthday", "[]");
    flow("h-price", 8, "recovery", "price-drop, interest: [viewed, carted]", "[]");
    flow("i-price", 7, "recovery", "price-drop, interest: [carted]", "[]");
    flow("j-stock", 6, "recovery", "back-in-stock, interest: [carted]", "[]");

    JsonNode json = json("flows", "calendar", "--flows", folder.toString(), "--format", "json");

    assertThat(json.path("flows"))
        .extracting(flow -> flow.path("starts").asText())
        .startsWith(
            "the score lead reaching hot",
            "coming to another stage of path",
            "coming to the stage hot of path",
            "entering the segment vip",
            "leaving the segment vip");
    assertThat(json.path("flows"))
        .allSatisfy(
            flow -> {
              assertThat(flow.path("idle").asText()).isEqualTo("PT0S");
              assertThat(flow.at("/messages/0/when/earliest").asText()).isEqualTo("PT24H");
            });
    List<String> same = new ArrayList<>();
    for (JsonNode meeting : json.path("meetings")) {
      if (meeting.path("sameStart").asBoolean()) {
        same.add(meeting.path("first").asText() + " " + meeting.path("second").asText());
      }
    }
    assertThat(same).containsExactly("b-stage c-stage", "f-day g-day", "h-price i-price");
    assertThat(json.path("meetings")).hasSize(45);
  }

  @Test
  void shouldWriteTablesOfMarkdown() {
    String out = type("flows", "calendar", "--format", "md").out();

    assertThat(out).startsWith("## Flows\n\n| priority | flow |").contains("\n|---|---|");
  }

  @Test
  void shouldCountWhatRecordedEventsWouldBring() throws IOException {
    String day = "{\"type\":\"%s\",\"userId\":\"%s\",\"timestamp\":\"2026-01-0%dT10:00:00Z\"%s}\n";
    StringBuilder events = new StringBuilder();
    for (int i = 0; i < 6; i++) {
      events.append(
          day.formatted(
              "track",
              "shopper-" + i,
              1 + i / 3,
              ",\"event\":\"Product Added\",\"properties\":{\"cart_id\":\"c%d\",\"product_id\":\"tea\",\"price\":4}"
                  .formatted(i)));
    }
    events.append(day.formatted("track", "nobody", 4, ",\"event\":\"Page Liked\""));
    Path file = Files.writeString(folder.resolve("events.ndjson"), events);

    JsonNode json =
        json(
            "flows",
            "calendar",
            "--events",
            file.toString(),
            "--assume-consent",
            "--format",
            "json");

    assertThat(json.at("/volume/days").asDouble()).isEqualTo(3);
    JsonNode cart = flow(json, "cart-recovery");
    assertThat(cart.path("entriesPerDay").asDouble()).isEqualTo(2);
    assertThat(cart.at("/messages/0/perDay").asDouble()).isEqualTo(2);
    assertThat(cart.at("/messages/1/when/earliest").asText()).isEqualTo("PT11H");
    assertThat(flow(json, "browse-recovery").path("entriesPerDay").asDouble()).isZero();
  }

  @Test
  void shouldTellWhoCanMeetAndWhoWins() throws IOException {
    flow("high", 90, "recovery", "event, event: Signed Up", "[Order Completed]");
    flow("low", 10, "recovery", "event, event: Order Completed", "[]");
    flow("equal", 10, "recovery", "event, event: Order Completed", "[]");
    flow("owed", 5, "transactional", "event, event: Order Completed", "[]");
    Files.writeString(folder.resolve("policy.yaml"), POLICY.formatted("skip"));

    JsonNode json = json("flows", "calendar", "--flows", folder.toString(), "--format", "json");

    assertThat(rule(json, "high", "low"))
        .isEqualTo(
            "high goes first, low is left out; after a message of high, low pauses 2d"
                + " (after-high)");
    assertThat(rule(json, "equal", "low")).isEqualTo("equals: who comes first goes first");
    assertThat(rule(json, "equal", "owed"))
        .isEqualTo("transactional messages of owed are not held");
    assertThat(meeting(json, "equal", "low").path("sameStart").asBoolean()).isTrue();
  }

  @Test
  void shouldLeaveOutFlowsThatNeverRunAtOnce() throws IOException {
    flow("first", 90, "recovery", "event, event: Signed Up", "[Order Completed]");
    flow("second", 10, "recovery", "event, event: Order Completed", "[Signed Up]");

    JsonNode json = json("flows", "calendar", "--flows", folder.toString(), "--format", "json");

    assertThat(json.path("meetings")).isEmpty();
  }

  @Test
  void shouldPutFoldersTogetherAndRefuseAFlowThatIsInBoth() throws IOException {
    assertThat(type("flows", "calendar", "--flows", "flows", "--flows", "flows/variants").out())
        .contains("cart-recovery-slow");
    Typed twice = type("flows", "calendar", "--flows", "flows", "--flows", "flows");
    assertThat(twice.exitCode()).isEqualTo(2);
    assertThat(twice.err()).containsPattern("is in flows/[^ ]+ and in flows/");
  }

  @Test
  void shouldForecastTasksOfEachOwnerAndWarnWhenTheyAreTooMany() throws IOException {
    Files.writeString(
        folder.resolve("ask.yaml"),
        """
        flow: ask
        title: Ask
        purpose: transactional
        trigger: {on: event, event: Asked}
        steps:
          - task: {id: a, kind: support, owner: help desk, title: Answer}
          - task: {id: b, kind: sales, owner: nobody, title: Sell}
        """);
    String policy = "policy: policy\nzone: UTC\nowners: {people: [%s]}\n";
    String ada = "{owner: ada, queues: [help desk], perDay: %d}";
    StringBuilder events = new StringBuilder();
    for (int i = 0; i < 8; i++) {
      events.append(
          "{\"type\":\"track\",\"userId\":\"s-%d\",\"timestamp\":\"2026-01-0%dT10:00:00Z\",\"event\":\"Asked\"}\n"
              .formatted(i, i < 6 ? 1 : 3));
    }
    Path file = Files.writeString(folder.resolve("events.ndjson"), events);

    assertThat(warning(policy.formatted(ada.formatted(3)), file))
        .isEqualTo("more than they can do");
    assertThat(warning(policy.formatted(ada.formatted(4)), file))
        .isEqualTo("more than they can do on the busiest day");
    assertThat(warning(policy.formatted(ada.formatted(6)), file)).isEmpty();
    JsonNode json = calendar(file);
    assertThat(json.at("/workload/owners/0/perDay").asDouble()).isEqualTo(4);
    assertThat(json.at("/workload/owners/0/busiest").asLong()).isEqualTo(6);
    assertThat(json.at("/workload/untaken/0").asText()).isEqualTo("nobody");
    assertThat(type("flows", "calendar", "--flows", folder.toString()).out())
        .containsPattern("ada +6 +not known +not known")
        .contains("No owner takes tasks for: nobody");
  }

  private String warning(String policy, Path events) throws IOException {
    Files.writeString(folder.resolve("policy.yaml"), policy);
    return calendar(events).at("/workload/owners/0/warning").asText();
  }

  private JsonNode calendar(Path events) throws IOException {
    return json(
        "flows",
        "calendar",
        "--flows",
        folder.toString(),
        "--events",
        events.toString(),
        "--format",
        "json");
  }

  private void flow(String id, int priority, String purpose, String on, String exit)
      throws IOException {
    Files.writeString(
        folder.resolve(id + ".yaml"),
        "flow: %s\ntitle: T\npriority: %d\npurpose: %s\ntrigger: {on: %s}\nexit: {on: %s}\n"
                .formatted(id, priority, purpose, on, exit)
            + "steps:\n  - wait: {for: 1d}\n  - send: {id: a, channel: email, template: t}\n");
  }

  private static JsonNode json(String... args) throws IOException {
    Typed run = type(args);
    assertThat(run.exitCode()).as(run.err()).isZero();
    return new ObjectMapper().readTree(run.out());
  }

  private static JsonNode flow(JsonNode json, String id) {
    for (JsonNode flow : json.path("flows")) {
      if (flow.path("flow").asText().equals(id)) {
        return flow;
      }
    }
    throw new AssertionError("no flow " + id);
  }

  private static String rule(JsonNode json, String first, String second) {
    return meeting(json, first, second).path("rule").asText();
  }

  private static JsonNode meeting(JsonNode json, String first, String second) {
    for (JsonNode meeting : json.path("meetings")) {
      if (meeting.path("first").asText().equals(first)
          && meeting.path("second").asText().equals(second)) {
        return meeting;
      }
    }
    throw new AssertionError("no meeting of " + first + " and " + second + ": " + json);
  }
}
