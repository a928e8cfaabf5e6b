package io.beckon.app.replay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.beckon.app.input.InputEntry.Rejected;
import io.beckon.app.input.field.Reason;
import io.beckon.contract.AbandonmentTrigger;
import io.beckon.contract.Channel;
import io.beckon.contract.CommandAction;
import io.beckon.contract.DeadLetter;
import io.beckon.contract.Decision;
import io.beckon.contract.DecisionPhase;
import io.beckon.contract.Item;
import io.beckon.contract.Offer;
import io.beckon.contract.Outcome;
import io.beckon.contract.Purpose;
import io.beckon.contract.Recipient;
import io.beckon.contract.SendCommand;
import io.beckon.contract.TriggerKind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayOutputTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long AT = 1_767_225_600_000L;
  private static final ReplayOutput.Run RUN =
      new ReplayOutput.Run(1000, 3, 7, Duration.ofMillis(500), AT, AT + 1);

  @TempDir private Path directory;

  @Test
  void shouldWriteTriggersWithStableNames() throws IOException {
    try (ReplayOutput output = new ReplayOutput(directory, false)) {
      output.trigger(trigger());
      output.finish(RUN);
    }
    assertThat(Files.readString(directory.resolve("triggers.ndjson")))
        .isEqualTo(
            """
            {"triggerId":"t1","kind":"CART","shopperId":"s1","dueAt":"2026-01-01T01:00:00.000Z",\
            "idleSince":"2026-01-01T00:00:00.000Z","items":[{"productId":"p1","quantity":2,\
            "price":1899,"currency":"USD"}],"value":3798,"currency":"USD",\
            "at":"2026-01-01T01:00:30.000Z","cartId":"c1"}
            """);
  }

  @Test
  void shouldWriteDecisionsWithStableNames() throws IOException {
    try (ReplayOutput output = new ReplayOutput(directory, false)) {
      output.decision(decision(Outcome.DEFERRED, "QUIET_HOURS"));
      output.finish(RUN);
    }
    assertThat(line("decisions.ndjson"))
        .isEqualTo(
            JSON.readTree(
                """
                {"decisionId":"d1","shopperId":"s1","at":"2026-01-01T00:00:00.000Z",
                 "flow":"cart-recovery","flowVersion":2,"step":"first","channel":"EMAIL",
                 "outcome":"DEFERRED","reason":"QUIET_HOURS","inputs":{"a":"1","zone":"Asia/Tokyo"},
                 "phase":"TIMER","until":"2026-01-01T00:00:00.001Z","runId":"r1","originId":"t1",
                 "competing":["r2"],"rulesHash":"h"}
                """));
  }

  @Test
  void shouldKeepContactDataOutOfCommands() throws IOException {
    try (ReplayOutput output = new ReplayOutput(directory, false)) {
      output.command(command());
      output.deadLetter(deadLetter());
      output.finish(RUN);
    }
    JsonNode line = line("commands.ndjson");
    assertThat(line.fieldNames())
        .toIterable()
        .contains(
            "commandId",
            "action",
            "shopperId",
            "channel",
            "flow",
            "flowVersion",
            "step",
            "variant",
            "at",
            "template",
            "priority");
    assertThat(line.path("variant").isNull()).isTrue();
    assertThat(line.path("recipient")).hasToString("{\"language\":\"en\"}");
    assertThat(line.path("data")).hasToString("{\"count\":2,\"title\":\"Jan\",\"unknown\":null}");
    assertThat(line.path("offer").path("validUntil").asText())
        .isEqualTo("2026-01-01T00:00:00.001Z");
    for (String name : List.of("commands.ndjson", "dead-letters.ndjson")) {
      assertThat(Files.readString(directory.resolve(name)))
          .doesNotContainIgnoringCase("jane")
          .doesNotContain("secret");
    }
  }

  @Test
  void shouldWriteContactDataWhenAsked() throws IOException {
    try (ReplayOutput output = new ReplayOutput(directory, true)) {
      output.command(command());
      output.deadLetter(deadLetter());
      output.finish(RUN);
    }
    JsonNode line = line("commands.ndjson");
    assertThat(line.path("recipient").path("address").asText()).isEqualTo("jane@example.com");
    assertThat(line.path("data").path("greeting").asText()).isEqualTo("Hello Jane!");
    assertThat(line.path("deepLink").asText()).contains("Jane@example.com");
    assertThat(line("dead-letters.ndjson").path("value").binaryValue())
        .isEqualTo("secret".getBytes(UTF_8));
  }

  @Test
  void shouldSummariseExactly() throws IOException {
    try (ReplayOutput output = new ReplayOutput(directory, false)) {
      output.trigger(trigger());
      output.trigger(trigger());
      output.command(command());
      output.decision(decision(Outcome.SENT, "ALLOWED"));
      output.decision(decision(Outcome.SKIPPED, "NO_CONSENT"));
      output.decision(decision(Outcome.SKIPPED, "CAP_REACHED"));
      output.rejected(new Rejected("a.ndjson", 7, Reason.NOT_JSON, "no JSON"));
      output.deadLetter(deadLetter());
      output.finish(RUN);
    }
    assertThat(JSON.readTree(directory.resolve("summary.json").toFile()))
        .isEqualTo(
            JSON.readTree(
                """
                {"events":1000,"rejected":1,"duplicates":3,"shoppers":7,"triggers":{"CART":2},
                 "commands":{"EMAIL":1},"decisions":{"SENT":1,"SKIPPED":2},
                 "reasons":{"ALLOWED":1,"CAP_REACHED":1,"NO_CONSENT":1},"tasks":{},"deadLetters":1,
                 "eventsPerSecond":2000.0,"elapsedSeconds":0.5,
                 "from":"2026-01-01T00:00:00.000Z","until":"2026-01-01T00:00:00.001Z"}
                """));
    assertThat(Files.readString(directory.resolve("rejected.ndjson")))
        .isEqualTo(
            "{\"file\":\"a.ndjson\",\"line\":7,\"reason\":\"NOT_JSON\",\"message\":\"no JSON\"}\n");
    try (var files = Files.list(directory)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder(
              "triggers.ndjson",
              "commands.ndjson",
              "decisions.ndjson",
              "tasks.ndjson",
              "audiences.ndjson",
              "outcomes.ndjson",
              "rejected.ndjson",
              "dead-letters.ndjson",
              "summary.json");
    }
  }

  @Test
  void shouldLeaveNoSummaryWhenTheRunDidNotEnd() throws IOException {
    Path nested = directory.resolve("a/b");
    try (ReplayOutput output = new ReplayOutput(nested, false)) {
      output.trigger(trigger());
      output.finish(RUN);
    }
    try (ReplayOutput output = new ReplayOutput(nested, false)) {
      output.decision(decision(Outcome.SENT, "ALLOWED"));
    }
    assertThat(nested.resolve("summary.json")).doesNotExist();
    assertThat(nested.resolve("triggers.ndjson")).isEmptyFile();
    assertThat(nested.resolve("decisions.ndjson")).isNotEmptyFile();
  }

  private JsonNode line(String file) throws IOException {
    List<String> lines = Files.readAllLines(directory.resolve(file));
    assertThat(lines).hasSize(1);
    return JSON.readTree(lines.get(0));
  }

  private static Item item() {
    return new Item("p1", null, null, 2, 1899L, "USD", null, null, null, null, null);
  }

  private static AbandonmentTrigger trigger() {
    return AbandonmentTrigger.newBuilder()
        .setTriggerId("t1")
        .setKind(TriggerKind.CART)
        .setShopperId("s1")
        .setIdleSince(AT)
        .setDueAt(AT + 3_600_000)
        .setAt(AT + 3_630_000)
        .setCartId("c1")
        .setItems(List.of(item()))
        .setValue(3798L)
        .setCurrency("USD")
        .build();
  }

  private static Decision decision(Outcome outcome, String reason) {
    return Decision.newBuilder()
        .setDecisionId("d1")
        .setShopperId("s1")
        .setAt(AT)
        .setPhase(DecisionPhase.TIMER)
        .setFlow("cart-recovery")
        .setFlowVersion(2)
        .setRunId("r1")
        .setOriginId("t1")
        .setStep("first")
        .setChannel(Channel.EMAIL)
        .setOutcome(outcome)
        .setReason(reason)
        .setUntil(AT + 1)
        .setInputs(Map.of("zone", "Asia/Tokyo", "a", "1"))
        .setCompeting(List.of("r2"))
        .setRulesHash("h")
        .build();
  }

  private static SendCommand command() {
    Map<String, Object> data = new HashMap<>();
    data.put("greeting", "Hello Jane!");
    data.put("title", "Jan");
    data.put("count", 2L);
    data.put("unknown", null);
    return SendCommand.newBuilder()
        .setCommandId("c1")
        .setAction(CommandAction.SEND)
        .setShopperId("s1")
        .setChannel(Channel.EMAIL)
        .setPurpose(Purpose.RECOVERY)
        .setFlow("cart-recovery")
        .setFlowVersion(2)
        .setRunId("r1")
        .setStep("first")
        .setAt(AT)
        .setSendBy(AT + 1)
        .setPriority(50)
        .setTemplate("cart-1")
        .setRecipient(new Recipient("jane@example.com", "Jane", null, "en", null))
        .setData(data)
        .setItems(List.of(item()))
        .setValue(3798L)
        .setCurrency("USD")
        .setOffer(Offer.newBuilder().setCode("SAVE").setPercent(10.0).setValidUntil(AT + 1).build())
        .setDeepLink("https://shop.example/cart?to=Jane@example.com")
        .build();
  }

  private static DeadLetter deadLetter() {
    return DeadLetter.newBuilder()
        .setTopic("shopper-events")
        .setPartition(0)
        .setOffset(5)
        .setTimestamp(AT)
        .setStage("PROCESS")
        .setReason("TOO_LARGE")
        .setMessage("too large")
        .setKey(ByteBuffer.wrap("s1".getBytes(UTF_8)))
        .setValue(ByteBuffer.wrap("secret".getBytes(UTF_8)))
        .build();
  }
}
