package io.beckon.app.commands;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.beckon.app.Typed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code beckon replay}, as typed, on a few lines: what it writes. */
@SuppressWarnings("NullAway.Init")
class ReplayCommandTest {

  private static final JsonMapper JSON = new JsonMapper();

  private static final String BOB =
      """
      {"type":"track","event":"Product Added","userId":"bob","messageId":"m3",\
      "timestamp":"2026-01-05T10:05:00Z","properties":{"product_id":"hat"}}
      {"type":"track","event":"Order Completed","userId":"bob","messageId":"m4",\
      "timestamp":"2026-01-05T10:20:00Z","properties":{"order_id":"o1"}}
      """;

  @TempDir Path folder;
  private ReplayDesk desk;

  @BeforeEach
  void sit() {
    desk = new ReplayDesk(folder);
  }

  @Test
  void shouldWriteWhatWasDecidedAndCountIt() throws IOException {
    String again = ReplayDesk.ANN.substring(ReplayDesk.ANN.indexOf('\n') + 1);
    Path events =
        desk.write(
            "events.ndjson", ReplayDesk.ANN + again + "no json\n\n{\"type\":\"track\"}\n" + BOB);

    Typed run = desk.replay("out", "--events", events.toString());

    assertThat(run.exitCode()).isZero();
    assertThat(run.out().lines().skip(1))
        .containsExactly(
            "triggers: CART 1",
            "commands: EMAIL 3",
            "decisions: COMPLETED 1, ENTERED 1, QUEUED 3, SENT 3",
            "reasons: ALLOWED 6, FINISHED 1, STARTED 1",
            "written to " + folder.resolve("out"));
    assertThat(run.out())
        .startsWith("5 events of 2 shoppers in ")
        .contains("; 2 rejected, 1 duplicates\n");
    JsonNode summary = JSON.readTree(folder.resolve("out/summary.json").toFile());
    assertThat(summary.get("events").asInt()).isEqualTo(5);
    assertThat(summary.get("rejected").asInt()).isEqualTo(2);
    assertThat(summary.get("duplicates").asInt()).isEqualTo(1);
    assertThat(summary.get("shoppers").asInt()).isEqualTo(2);
    assertThat(summary.get("triggers")).hasToString("{\"CART\":1}");
    assertThat(summary.get("commands")).hasToString("{\"EMAIL\":3}");
    assertThat(summary.get("deadLetters").asInt()).isZero();
    assertThat(summary.get("from").asText()).isEqualTo("2026-01-05T10:00:00.000Z");
    assertThat(summary.get("until").asText()).isEqualTo("2026-01-07T10:20:00.000Z");
    assertThat(desk.rows("out", "rejected.ndjson"))
        .extracting(row -> row.get("line").asInt(), row -> row.get("reason").asText())
        .map(Object::toString)
        .containsExactly("(4, \"NOT_JSON\")", "(6, \"NO_SHOPPER\")");
    assertThat(desk.rows("out", "commands.ndjson"))
        .extracting(row -> row.get("step").asText() + " " + row.get("at").asText())
        .containsExactly(
            "reminder 2026-01-05T11:00:40.000Z",
            "free-shipping 2026-01-05T22:00:40.000Z",
            "last-call 2026-01-06T10:00:40.000Z");
  }

  @Test
  void shouldFollowAShopperWhoBecomesKnownInWhateverPartitionsTheIdsAre() throws IOException {
    Path events =
        desk.write(
            "ids.ndjson",
            """
            {"type":"track","event":"Product Added","anonymousId":"anon","messageId":"m1",\
            "timestamp":"2026-01-05T10:00:00Z","properties":{"product_id":"shoes","price":25}}
            {"type":"identify","userId":"ann","anonymousId":"anon","messageId":"m2",\
            "timestamp":"2026-01-05T10:10:00Z",\
            "traits":{"email":"ann@example.com","consent":{"email":"granted"}}}
            {"type":"track","event":"Product Added","anonymousId":"anon","messageId":"m3",\
            "timestamp":"2026-01-05T10:20:00Z","properties":{"product_id":"hat","price":5}}
            {"type":"alias","userId":"bob","previousId":"tablet","messageId":"m4",\
            "timestamp":"2026-01-05T10:21:00Z"}
            """);

    for (String partitions : List.of("1", "2", "3", "4")) {
      Typed run =
          desk.replay(
              "out" + partitions, "--events", events.toString(), "--partitions", partitions);

      assertThat(run.exitCode()).isZero();
      assertThat(desk.rows("out" + partitions, "commands.ndjson"))
          .extracting(
              row ->
                  row.get("shopperId").asText()
                      + " "
                      + row.get("step").asText()
                      + " "
                      + row.get("at").asText())
          .containsExactly(
              "ann reminder 2026-01-05T11:20:30.000Z",
              "ann free-shipping 2026-01-05T22:20:30.000Z",
              "ann last-call 2026-01-06T10:20:30.000Z");
      assertThat(desk.rows("out" + partitions, "dead-letters.ndjson")).isEmpty();
    }
  }

  @Test
  void shouldLetTimeRunOnToWhereItIsTold() throws IOException {
    Path events = desk.write("events.ndjson", ReplayDesk.ANN);

    desk.replay("early", "--events", events.toString(), "--until", "2026-01-05T11:00:39.999Z");
    assertThat(desk.rows("early", "triggers.ndjson")).isEmpty();
    desk.replay("due", "--events", events.toString(), "--until", "2026-01-05T12:00:40+01:00");
    assertThat(desk.rows("due", "triggers.ndjson")).hasSize(1);
  }

  @Test
  void shouldLeaveContactsOutUnlessAsked() throws IOException {
    Path events = desk.write("events.ndjson", ReplayDesk.ANN);

    desk.replay("out", "--events", events.toString());
    assertThat(folder.resolve("out/commands.ndjson")).content().doesNotContain("ann@example.com");
    desk.replay("with", "--events", events.toString(), "--with-contacts");
    assertThat(folder.resolve("with/commands.ndjson")).content().contains("ann@example.com");
  }

  @Test
  void shouldWriteTasksAndWhatShoppersWroteOnlyWhenAsked() throws IOException {
    Path flows = Files.createDirectory(folder.resolve("flows"));
    Files.writeString(
        flows.resolve("quote.yaml"),
        """
        flow: quote
        title: Quote
        purpose: transactional
        trigger: {on: event, event: Quote Requested}
        steps:
          - task: {id: quote, kind: sales, title: Make a quote, dueIn: 1d}
        """);
    Path events =
        desk.write(
            "events.ndjson",
            """
            {"type": "track", "event": "Quote Requested", "messageId": "m1", "userId": "ann", "timestamp": "2026-01-05T10:00:00Z", "properties": {"message": "call 555"}}
            """);

    desk.replay("out", "--events", events.toString(), "--flows", flows.toString());
    desk.replay(
        "with", "--events", events.toString(), "--flows", flows.toString(), "--with-contacts");

    JsonNode task = desk.rows("out", "tasks.ndjson").get(0);
    assertThat(task.get("kind").asText()).isEqualTo("sales");
    assertThat(task.get("dueBy").asText()).isEqualTo("2026-01-06T10:00:00.000Z");
    assertThat(task.toString()).doesNotContain("555");
    assertThat(desk.rows("with", "tasks.ndjson").get(0).get("message").asText())
        .isEqualTo("call 555");
    assertThat(
            JSON.readTree(folder.resolve("out/summary.json").toFile()).at("/tasks/sales").asInt())
        .isEqualTo(1);
  }

  @Test
  void shouldUseTheFlowsOfAFolder() throws IOException {
    Path flows = Files.createDirectory(folder.resolve("flows"));
    Files.writeString(
        flows.resolve("hello.yaml"),
        """
        flow: hello
        title: Hello
        purpose: recovery
        trigger: {on: cart-abandoned}
        steps:
          - send: {id: hello, channel: email, template: hello}
        """);
    Path events = desk.write("events.ndjson", ReplayDesk.ANN);

    assertThat(
            desk.replay("out", "--events", events.toString(), "--flows", flows.toString())
                .out()
                .lines())
        .contains("commands: EMAIL 1");
    assertThat(desk.rows("out", "commands.ndjson").get(0).get("flow").asText()).isEqualTo("hello");
  }
}
