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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code beckon explain} over what a replay wrote, as typed. */
@SuppressWarnings("NullAway.Init")
class ExplainCommandTest {

  @TempDir Path folder;
  private final StringBuilder events = new StringBuilder();

  @BeforeEach
  void shop() {
    call(
        "identify",
        "ann",
        "10:00",
        "\"traits\":{\"email\":\"ann@example.com\",\"firstName\":\"Annabel\",\"timezone\":\"Europe/Berlin\","
            + "\"consent\":{\"email\":\"granted\",\"sms\":\"denied\"}}");
    track("ann", "10:01", "Product Viewed", "\"product_id\":\"mug\",\"name\":\"Blue mug\"");
    track(
        "ann",
        "10:02",
        "Product Added",
        "\"product_id\":\"tea\",\"name\":\"Green tea\",\"price\":4.5,\"quantity\":2");
    track("bob", "10:02", "Product Added", "\"product_id\":\"pot\",\"price\":20");
  }

  @Test
  void shouldTellWhatIsRememberedAndWhyInPlainWords() throws IOException {
    replay("--with-shoppers", "--until", "2026-01-05T15:00:00Z");

    String out = explain("ann").out();

    assertThat(out)
        .startsWith("shopper ann\n")
        .contains(
            "  cart         2 x Green tea, together 9.00 USD, last touched"
                + " 2026-01-05T10:02:00.000Z\n")
        .contains("  viewed       Blue mug, last 2026-01-05T10:01:00.000Z\n")
        .containsPattern(
            "in +cart-recovery@1 since .*, waits at 'wait-2' until 2026-01-05T22:02:00.000Z\n")
        .containsPattern(
            "sent +2026-01-05T11:02:.* email cart-reminder \\(cart-recovery, reminder\\)")
        .contains("  cap          email-daily: 1 of 4 used, 3 left\n")
        .contains("  cap          sms-daily: 0 of 1 used, 1 left\n")
        .containsPattern("consent +email for recovery: granted at 2026-01-05T10:00:00.000Z")
        .contains("  suppressed   none\n")
        .contains("  reachable    by e-mail, Europe/Berlin\n")
        .contains("  orders       none\n");
    assertThat(out.substring(out.indexOf("What happened")).lines())
        .filteredOn(line -> line.startsWith("  2026"))
        .satisfiesExactly(
            trigger ->
                assertThat(trigger)
                    .contains(
                        "cart abandoned, idle since 2026-01-05T10:02:00.000Z, 1 product worth 9.00"
                            + " USD"),
            entered ->
                assertThat(entered)
                    .contains("entered cart-recovery@1, because all rules of entry held"),
            queued ->
                assertThat(queued)
                    .contains(
                        "the email message 'reminder' of cart-recovery@1 may leave, because nothing"
                            + " stood against it"),
            sent ->
                assertThat(sent)
                    .contains(
                        "the email message 'reminder' of cart-recovery@1 was sent, because nothing"
                            + " stood against it"));
    assertThat(out).contains("template cart-reminder, to be sent by ").doesNotContain("bob");
  }

  @Test
  void shouldShowContactDataOnlyWhenAsked() throws IOException {
    replay("--with-shoppers", "--with-contacts");

    for (String format : List.of("", "--json")) {
      assertThat(explain("ann", format).out()).doesNotContain("ann@example.com", "Annabel");
      assertThat(explain("ann", "--contact", format).out()).contains("ann@example.com", "Annabel");
    }
    replay("--with-shoppers");
    assertThat(Files.readString(folder.resolve("out/shoppers.ndjson")))
        .doesNotContain("ann@example.com", "Annabel");
  }

  @Test
  void shouldSayWhoWasInTheWayAndUntilWhenItWaits() throws IOException {
    Path flows = Files.createDirectory(folder.resolve("flows"));
    for (String flow : List.of("high", "low")) {
      Files.writeString(
          flows.resolve(flow + ".yaml"),
          "flow: %s\ntitle: T\npurpose: recovery\npriority: %d\ntrigger: {on: cart-abandoned}\nsteps:\n%s"
              .formatted(
                  flow,
                  flow.equals("high") ? 90 : 10,
                  flow.equals("high")
                      ? "  - wait: {for: 3h}\n  - send: {id: a, channel: email, template: t}\n"
                      : "  - send: {id: b, channel: email, template: t}\n"));
    }
    replay("--flows", flows.toString(), "--until", "2026-01-05T12:00:00Z", "--with-shoppers");

    assertThat(explain("ann").out())
        .containsPattern(
            "the email message 'b' of low@1 was held back, because a flow of higher"
                + " priority has something left to say \\(high\\); judged again at 2026-01-05T.*;"
                + " in the way: high\n")
        .containsPattern("in +low@1 since .*, 'b' waits until 2026-01-05T");
  }

  @Test
  void shouldWriteOneJsonObject() throws IOException {
    replay("--with-shoppers", "--until", "2026-01-05T15:00:00Z");

    JsonNode json = new ObjectMapper().readTree(explain("ann", "--json").out());

    assertThat(json.at("/state/journeys/0/step").asText()).isEqualTo("wait-2");
    assertThat(json.at("/state/caps/0/cap").asText()).isEqualTo("email-spacing");
    assertThat(json.path("told")).hasSize(5);
    assertThat(json.at("/told/1/why").asText()).startsWith("entered cart-recovery@1");
    assertThat(json.at("/told/1/record/decisionId").asText()).isNotEmpty();
  }

  @Test
  void shouldTellDecisionsWithoutWhatIsRemembered() throws IOException {
    replay();

    assertThat(explain("ann").out())
        .contains("What is remembered is not there: replay with --with-shoppers to see it.\n")
        .contains("entered cart-recovery@1");
    assertThat(folder.resolve("out/shoppers.ndjson")).doesNotExist();
  }

  @Test
  void shouldSayWhenNothingIsKnown() throws IOException {
    replay("--with-shoppers");

    assertThat(explain("eve").exitCode()).isEqualTo(1);
    assertThat(explain("eve").err()).contains("nothing is known of a shopper 'eve'");
    Typed nowhere = type("explain", "--shopper", "ann", "--from", folder.resolve("no").toString());
    assertThat(nowhere.exitCode()).isEqualTo(2);
    assertThat(nowhere.err()).contains("there is no replay in ");
  }

  private void track(String who, String time, String event, String properties) {
    call("track", who, time, "\"event\":\"%s\",\"properties\":{%s}".formatted(event, properties));
  }

  private void call(String kind, String who, String time, String more) {
    events.append(
        "{\"type\":\"%s\",\"userId\":\"%s\",\"timestamp\":\"2026-01-05T%s:00Z\",%s}\n"
            .formatted(kind, who, time, more));
  }

  private void replay(String... more) throws IOException {
    Path file = Files.writeString(folder.resolve("events.ndjson"), events);
    List<String> args =
        new ArrayList<>(
            List.of(
                "replay", "--events", file.toString(), "--out", folder.resolve("out").toString()));
    args.addAll(List.of(more));
    Typed run = type(args.toArray(String[]::new));
    assertThat(run.exitCode()).as(run.err()).isZero();
  }

  private Typed explain(String shopper, String... more) {
    List<String> args =
        new ArrayList<>(
            List.of("explain", "--shopper", shopper, "--from", folder.resolve("out").toString()));
    for (String each : more) {
      if (!each.isEmpty()) {
        args.add(each);
      }
    }
    return type(args.toArray(String[]::new));
  }
}
