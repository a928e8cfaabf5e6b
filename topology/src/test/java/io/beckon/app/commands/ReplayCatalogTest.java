package io.beckon.app.commands;

import static org.assertj.core.api.Assertions.assertThat;

import io.beckon.app.Typed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code beckon replay}, as typed, with products, facts and codes. */
@SuppressWarnings("NullAway.Init")
class ReplayCatalogTest {

  private static final String POOL_FLOW =
      """
      flow: hello
      title: Hello
      purpose: transactional
      trigger: {on: event, event: Asked}
      steps:
        - send:
            id: hello
            channel: email
            template: t
            offer: {percent: 10, pool: summer, validFor: 1d}
      """;

  @TempDir Path folder;
  private ReplayDesk desk;

  @BeforeEach
  void sit() {
    desk = new ReplayDesk(folder);
  }

  @Test
  void shouldShowInMessagesWhatTheCatalogSays() throws IOException {
    Path events = desk.write("events.ndjson", ReplayDesk.ANN);
    Path dearer =
        desk.write(
            "products.ndjson",
            """
            {"productId":"shoes","title":"Running shoes","currency":"USD","price":2750,"stock":3}
            """);
    Path none = desk.write("none.ndjson", "{\"productId\":\"shoes\",\"title\":\"\",\"stock\":0}\n");

    desk.replay("plain", "--events", events.toString());
    desk.replay("dearer", "--events", events.toString(), "--products", dearer.toString());
    Typed run = desk.replay("none", "--events", events.toString(), "--products", none.toString());

    assertThat(desk.rows("plain", "commands.ndjson"))
        .extracting(row -> row.get("value").asInt())
        .containsExactly(2500, 2500, 2500);
    assertThat(desk.rows("dearer", "commands.ndjson"))
        .extracting(row -> row.get("value").asInt(), row -> row.at("/items/0/name").asText())
        .containsOnly(Tuple.tuple(2750, "Running shoes"))
        .hasSize(3);
    assertThat(desk.rows("dearer", "decisions.ndjson"))
        .filteredOn(row -> row.get("outcome").asText().equals("SENT"))
        .extracting(row -> row.at("/inputs/product.shoes").asText())
        .containsOnly("for sale, 3 in stock, 2750 USD");
    assertThat(run.out()).contains("decisions: COMPLETED 1, ENTERED 1, SKIPPED 3\n");
    assertThat(run.out()).contains("OUT_OF_STOCK 3");
    assertThat(desk.rows("none", "commands.ndjson")).isEmpty();
  }

  @Test
  void shouldTellOfChangesThatADatedCatalogHolds() throws IOException {
    Path flows = Files.createDirectory(folder.resolve("news"));
    Files.writeString(
        flows.resolve("cheaper.yaml"),
        """
        flow: cheaper
        title: Cheaper
        purpose: recovery
        trigger: {on: price-drop, atLeast: 10%}
        steps:
          - send: {id: cheaper, channel: email, template: cheaper}
        """);
    Path products =
        desk.write(
            "products.ndjson",
            """
            {"productId":"shoes","title":"Shoes","currency":"USD","price":2500}
            {"productId":"shoes","title":"Shoes","currency":"USD","price":2000,"at":"2026-01-06T10:00:00Z"}
            """);

    desk.replay(
        "out",
        "--events",
        desk.write("events.ndjson", ReplayDesk.ANN).toString(),
        "--flows",
        flows.toString(),
        "--products",
        products.toString());

    assertThat(desk.rows("out", "commands.ndjson"))
        .extracting(row -> row.get("at").asText(), row -> row.get("value").asInt())
        .containsExactly(Tuple.tuple("2026-01-06T10:00:30.000Z", 2000));
  }

  @Test
  void shouldConfirmClaimsByAFileOfFacts() throws IOException {
    Path flows = Files.createDirectory(folder.resolve("claims"));
    Files.writeString(
        flows.resolve("cart.yaml"),
        """
        flow: cart
        title: Cart
        purpose: recovery
        trigger: {on: cart-abandoned}
        steps:
          - send:
              id: cart
              channel: email
              template: cart
              claims: [free-shipping]
              data: {from: "${facts['free-shipping'].threshold}"}
        """);
    Path facts =
        desk.write(
            "facts.ndjson", "{\"factId\":\"free-shipping\",\"values\":{\"threshold\":5000}}\n");
    String events = desk.write("events.ndjson", ReplayDesk.ANN).toString();

    desk.replay("without", "--events", events, "--flows", flows.toString());
    desk.replay(
        "with", "--events", events, "--flows", flows.toString(), "--facts", facts.toString());

    assertThat(desk.rows("without", "commands.ndjson")).isEmpty();
    assertThat(desk.rows("with", "commands.ndjson"))
        .extracting(row -> row.at("/data/from").asInt())
        .containsExactly(5000);
  }

  @Test
  void shouldRefuseACatalogThatIsNone() throws IOException {
    Path events = desk.write("events.ndjson", ReplayDesk.ANN);
    Path products =
        desk.write("products.ndjson", "{\"productId\":\"shoes\",\"title\":\"\",\"price\":1.5}\n");

    Typed run =
        desk.replay("out", "--events", events.toString(), "--products", products.toString());

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err())
        .contains(products + ", line 1 is no product: 'price' is the number 1.5; expected a whole");
  }

  @Test
  void shouldGiveEachCodeOfAPoolOnceInTheOrderOfTheMessages() throws IOException {
    Path flows = Files.createDirectories(folder.resolve("pool-flows"));
    Files.writeString(flows.resolve("hello.yaml"), POOL_FLOW);
    StringBuilder events = new StringBuilder();
    List<String> shoppers = List.of("ann", "bob", "cat", "dan");
    for (int i = 0; i < shoppers.size(); i++) {
      String who = "\"userId\":\"" + shoppers.get(i) + "\",\"timestamp\":\"2026-01-05T1" + i;
      events.append("{\"type\":\"identify\",\"messageId\":\"i" + i + "\"," + who + ":00:00Z\",");
      events.append("\"traits\":{\"email\":\"" + shoppers.get(i) + "@example.com\"}}\n");
      events.append("{\"type\":\"track\",\"event\":\"Asked\",\"messageId\":\"t" + i + "\",");
      events.append(who + ":00:10Z\"}\n");
    }
    Path asked = desk.write("asked.ndjson", events.toString());
    Path codes = desk.write("summer.txt", "S3\nS1\n\nS2\nS1\n");

    assertThat(codesOf("none", flows, asked)).containsExactly("ann", "bob", "cat", "dan");
    assertThat(codesOf("all", flows, asked, "--codes", "summer=" + codes))
        .containsExactly("ann S1", "bob S2", "cat S3", "dan");
    // What an offer promises must be good until it ends: a day after the message's last moment.
    assertThat(
            codesOf(
                "ended",
                flows,
                asked,
                "--codes",
                "summer=" + codes,
                "--codes-until",
                "summer=2026-01-05T23:00:00Z"))
        .containsExactly("ann", "bob", "cat", "dan");
    // Dealt out as the log's partitions would have it, none is given twice.
    List<String> dealt =
        codesOf("dealt", flows, asked, "--codes", "summer=" + codes, "--partitions", "3");
    assertThat(dealt).hasSize(4).doesNotHaveDuplicates();
    assertThat(
            dealt.stream()
                .filter(line -> line.contains(" "))
                .map(line -> line.substring(line.indexOf(' ') + 1)))
        .isSubsetOf("S1", "S2", "S3")
        .doesNotHaveDuplicates()
        .isNotEmpty();
    assertThat(
            desk.replay("bad", "--events", asked.toString(), "--codes-until", "winter=2027").err())
        .contains("--codes-until names the pool 'winter'");
    assertThat(
            desk.replay(
                    "bad",
                    "--events",
                    asked.toString(),
                    "--codes",
                    "summer=" + folder.resolve("no"))
                .exitCode())
        .isEqualTo(2);
  }

  /** Each shopper who was sent something, with the code they got. */
  private List<String> codesOf(String out, Path flows, Path events, String... more)
      throws IOException {
    List<String> arguments = new ArrayList<>(List.of(more));
    arguments.addAll(List.of("--events", events.toString(), "--flows", flows.toString()));
    Typed run = desk.replay(out, arguments.toArray(String[]::new));
    assertThat(run.exitCode()).as(run.toString()).isZero();
    return desk.rows(out, "commands.ndjson").stream()
        .map(row -> row.path("shopperId").asText() + " " + row.at("/offer/code").asText())
        .map(String::strip)
        .toList();
  }
}
