package io.beckon.app.commands;

import static io.beckon.app.Typed.type;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.beckon.app.Typed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code beckon export}, as typed. */
@SuppressWarnings("NullAway.Init")
class ExportCommandTest {

  private static final String EVENTS =
      """
      {"type":"track","event":"Product Added","anonymousId":"anon","messageId":"m1",\
      "timestamp":"2026-01-05T10:00:00Z","properties":{"product_id":"shoes","price":25}}
      {"type":"identify","userId":"ann","anonymousId":"anon","messageId":"m2",\
      "timestamp":"2026-01-05T10:10:00Z",\
      "traits":{"email":"ann@example.com","consent":{"email":"granted"}}}
      {"type":"track","event":"Product Added","userId":"bob","messageId":"m3",\
      "timestamp":"2026-01-05T10:20:00Z","properties":{"product_id":"scarf","price":5}}
      """;

  @TempDir Path folder;

  @Test
  void shouldTellWhatIsKeptUnderAnyOfTheShoppersIds() throws IOException {
    JsonNode told = export("anon", EVENTS);

    assertThat(told.get("shopper").asText()).isEqualTo("ann");
    assertThat(told.get("ids")).hasToString("[\"ann\",\"anon\"]");
    assertThat(told.at("/kept/profile/contact/email").asText()).isEqualTo("ann@example.com");
    assertThat(told.at("/kept/cart/lines/0/item/productId").asText()).isEqualTo("shoes");
    assertThat(told.get("commands")).hasSize(3);
    assertThat(told.at("/commands/0/recipient/address").asText()).isEqualTo("ann@example.com");
    assertThat(told.get("triggers")).hasSize(1);
    assertThat(told.get("decisions")).isNotEmpty();
    assertThat(told.toString()).doesNotContain("bob").doesNotContain("scarf");
  }

  @Test
  void shouldTellNothingAfterAnErasure() throws IOException {
    JsonNode told =
        export(
            "ann",
            EVENTS
                + """
                {"type":"track","event":"Erasure Requested","userId":"ann","messageId":"m4",\
                "timestamp":"2026-01-05T10:30:00Z"}
                """);

    assertThat(told.at("/kept/profile/contact").isMissingNode()).isTrue();
    assertThat(told.get("kept").has("cart")).isFalse();
    assertThat(told.get("commands")).isEmpty();
    assertThat(told.toString()).doesNotContain("example.com");
  }

  @Test
  void shouldTellThePointsAndWhatGaveThem() throws IOException {
    Path flows = Files.createDirectories(folder.resolve("flows/scores")).getParent();
    Files.writeString(
        flows.resolve("scores/lead.yaml"),
        """
        score: lead
        title: Lead score
        halfLife: 10d
        behaviour:
          - {name: pricing, on: Pricing Viewed, points: 20}
        thresholds:
          - {name: qualified, points: 20}
        """);
    Files.writeString(
        flows.resolve("call.yaml"),
        """
        flow: call
        title: Call
        purpose: marketing
        trigger: {on: score-reached, score: lead, threshold: qualified}
        steps:
          - task: {id: call, kind: sales, title: Call}
        """);

    JsonNode told =
        export(
            "ann",
            """
            {"type":"track","event":"Pricing Viewed","userId":"ann","messageId":"m1",\
            "timestamp":"2026-01-05T10:00:00Z","properties":{}}
            """,
            "--flows",
            flows.toString());

    assertThat(told.at("/kept/head/points").toString())
        .contains("lead", "pricing", "20.0", "2026-01-05T10:00:00Z");
  }

  private JsonNode export(String shopper, String events, String... more) throws IOException {
    Path file = folder.resolve("events.ndjson");
    Files.writeString(file, events);
    List<String> typed =
        new ArrayList<>(List.of("export", "--shopper", shopper, "--events", file.toString()));
    typed.addAll(List.of(more));
    Typed run = type(typed.toArray(String[]::new));
    assertThat(run.exitCode()).as(run.err()).isZero();
    return new JsonMapper().readTree(run.out());
  }
}
