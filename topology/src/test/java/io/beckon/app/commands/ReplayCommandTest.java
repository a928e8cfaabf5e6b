package io.beckon.app.commands;

import static io.beckon.app.Typed.type;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.beckon.app.Typed;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code beckon replay}, as typed, on a few lines. */
@SuppressWarnings("NullAway.Init")
class ReplayCommandTest {

  private static final JsonMapper JSON = new JsonMapper();
  private static final List<String> OUTPUTS =
      List.of(
          "triggers.ndjson",
          "commands.ndjson",
          "decisions.ndjson",
          "rejected.ndjson",
          "dead-letters.ndjson");

  private static final String ANN =
      """
      {"type":"identify","userId":"ann","messageId":"m1","timestamp":"2026-01-05T10:00:00Z",\
      "traits":{"email":"ann@example.com","consent":{"email":"granted"}}}
      {"type":"track","event":"Product Added","userId":"ann","messageId":"m2",\
      "timestamp":"2026-01-05T10:00:10Z","properties":{"product_id":"shoes","price":25}}
      """;

  private static final String BOB =
      """
      {"type":"track","event":"Product Added","userId":"bob","messageId":"m3",\
      "timestamp":"2026-01-05T10:05:00Z","properties":{"product_id":"hat"}}
      {"type":"track","event":"Order Completed","userId":"bob","messageId":"m4",\
      "timestamp":"2026-01-05T10:20:00Z","properties":{"order_id":"o1"}}
      """;

  @TempDir Path folder;

  @Test
  void shouldWriteWhatWasDecidedAndCountIt() throws IOException {
    String again = ANN.substring(ANN.indexOf('\n') + 1);
    Path events = write("events.ndjson", ANN + again + "no json\n\n{\"type\":\"track\"}\n" + BOB);

    Typed run = replay("out", "--events", events.toString());

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
    assertThat(rows("out", "rejected.ndjson"))
        .extracting(row -> row.get("line").asInt(), row -> row.get("reason").asText())
        .map(Object::toString)
        .containsExactly("(4, \"NOT_JSON\")", "(6, \"NO_SHOPPER\")");
    assertThat(rows("out", "commands.ndjson"))
        .extracting(row -> row.get("step").asText() + " " + row.get("at").asText())
        .containsExactly(
            "reminder 2026-01-05T11:00:40.000Z",
            "free-shipping 2026-01-05T22:00:40.000Z",
            "last-call 2026-01-06T10:00:40.000Z");
  }

  @Test
  void shouldFollowAShopperWhoBecomesKnownInWhateverPartitionsTheIdsAre() throws IOException {
    Path events =
        write(
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
          replay("out" + partitions, "--events", events.toString(), "--partitions", partitions);

      assertThat(run.exitCode()).isZero();
      assertThat(rows("out" + partitions, "commands.ndjson"))
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
      assertThat(rows("out" + partitions, "dead-letters.ndjson")).isEmpty();
    }
  }

  @Test
  void shouldReadTheTableOfRees46() throws IOException {
    Path events =
        write(
            "clicks.csv",
            """
            event_time,event_type,product_id,category_id,category_code,brand,price,user_id,user_session
            2019-10-01 10:00:00 UTC,view,1,7,a.b,acme,10.50,11,s1
            2019-10-01 10:01:00 UTC,cart,1,7,a.b,acme,10.50,11,s1
            2019-10-01 10:02:00 UTC,cart,2,7,a.b,acme,5.25,12,s2
            2019-10-01 10:03:00 UTC,purchase,2,7,a.b,acme,5.25,12,s2
            2019-10-01 10:04:00 UTC,gaze,2,7,a.b,acme,5.25,13,s3
            2019-10-01 10:05:00 UTC,view,2,7,a.b,acme,5.25,14,s4
            """);

    assertThat(replay("out", "--events", events.toString()).out().lines().skip(1))
        .startsWith(
            "triggers: BROWSE 1, CART 1",
            "commands: none",
            "decisions: COMPLETED 1, ENTERED 2, SKIPPED 4",
            "reasons: FINISHED 1, NO_ADDRESS 4, STARTED 2");
    assertThat(rows("out", "rejected.ndjson"))
        .singleElement()
        .satisfies(row -> assertThat(row.get("line").asInt()).isEqualTo(6));
    assertThat(rows("out", "triggers.ndjson").get(0).get("value").asLong()).isEqualTo(1050);

    assertThat(replay("assumed", "--events", events.toString(), "--assume-consent").out().lines())
        .contains("commands: EMAIL 4");
  }

  @Test
  void shouldGiveEachShopperTheSameInAnyNumberOfPartitions() throws IOException {
    Path events = write("events.ndjson", crowd());
    assertThat(replay("one", "--events", events.toString()).exitCode()).isZero();
    assertThat(replay("four", "--events", events.toString(), "--partitions", "4").exitCode())
        .isZero();

    for (String file : OUTPUTS) {
      assertThat(byShopper("four", file)).as(file).isEqualTo(byShopper("one", file));
    }
    assertThat(byShopper("one", "commands.ndjson")).hasSize(20);
  }

  @Test
  void shouldGiveTheSameFromGzipFromTwoFilesAndOutOfOrder() throws IOException {
    String crowd = crowd();
    Path plain = write("events.ndjson", crowd);
    replay("plain", "--events", plain.toString());

    Path packed = folder.resolve("events.ndjson.gz");
    try (OutputStream gzip = new GZIPOutputStream(Files.newOutputStream(packed))) {
      gzip.write(crowd.getBytes(StandardCharsets.UTF_8));
    }
    replay("packed", "--events", packed.toString());

    List<String> even = new ArrayList<>();
    List<String> odd = new ArrayList<>();
    List<String> lines = crowd.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      (i % 2 == 0 ? even : odd).add(lines.get(i));
    }
    Path first = write("even.ndjson", String.join("\n", even));
    Path second = write("odd.ndjson", String.join("\n", odd));
    replay("merged", "--events", first.toString(), "--events", second.toString());

    List<String> turned = new ArrayList<>();
    for (int i = 0; i + 3 < lines.size(); i += 4) {
      turned.addAll(List.of(lines.get(i + 3), lines.get(i + 1), lines.get(i + 2), lines.get(i)));
    }
    Path unordered = write("unordered.ndjson", String.join("\n", turned));
    replay("sorted", "--events", unordered.toString(), "--sort-window", "8");

    for (String file : OUTPUTS) {
      String expected = Files.readString(folder.resolve("plain").resolve(file));
      for (String other : List.of("packed", "merged", "sorted")) {
        assertThat(folder.resolve(other).resolve(file)).hasContent(expected);
      }
    }
    assertThat(folder.resolve("plain/commands.ndjson")).isNotEmptyFile();
  }

  @Test
  void shouldLetTimeRunOnToWhereItIsTold() throws IOException {
    Path events = write("events.ndjson", ANN);

    replay("early", "--events", events.toString(), "--until", "2026-01-05T11:00:39.999Z");
    assertThat(rows("early", "triggers.ndjson")).isEmpty();
    replay("due", "--events", events.toString(), "--until", "2026-01-05T12:00:40+01:00");
    assertThat(rows("due", "triggers.ndjson")).hasSize(1);
  }

  @Test
  void shouldShowInMessagesWhatTheCatalogSays() throws IOException {
    Path events = write("events.ndjson", ANN);
    Path dearer =
        write(
            "products.ndjson",
            """
            {"productId":"shoes","title":"Running shoes","currency":"USD","price":2750,"stock":3}
            """);
    Path none = write("none.ndjson", "{\"productId\":\"shoes\",\"title\":\"\",\"stock\":0}\n");

    replay("plain", "--events", events.toString());
    replay("dearer", "--events", events.toString(), "--products", dearer.toString());
    Typed run = replay("none", "--events", events.toString(), "--products", none.toString());

    assertThat(rows("plain", "commands.ndjson"))
        .extracting(row -> row.get("value").asInt())
        .containsExactly(2500, 2500, 2500);
    assertThat(rows("dearer", "commands.ndjson"))
        .extracting(row -> row.get("value").asInt(), row -> row.at("/items/0/name").asText())
        .containsOnly(Tuple.tuple(2750, "Running shoes"))
        .hasSize(3);
    assertThat(rows("dearer", "decisions.ndjson"))
        .filteredOn(row -> row.get("outcome").asText().equals("SENT"))
        .extracting(row -> row.at("/inputs/product.shoes").asText())
        .containsOnly("for sale, 3 in stock, 2750 USD");
    assertThat(run.out()).contains("decisions: COMPLETED 1, ENTERED 1, SKIPPED 3\n");
    assertThat(run.out()).contains("OUT_OF_STOCK 3");
    assertThat(rows("none", "commands.ndjson")).isEmpty();
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
        write(
            "products.ndjson",
            """
            {"productId":"shoes","title":"Shoes","currency":"USD","price":2500}
            {"productId":"shoes","title":"Shoes","currency":"USD","price":2000,"at":"2026-01-06T10:00:00Z"}
            """);

    replay(
        "out",
        "--events",
        write("events.ndjson", ANN).toString(),
        "--flows",
        flows.toString(),
        "--products",
        products.toString());

    assertThat(rows("out", "commands.ndjson"))
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
        write("facts.ndjson", "{\"factId\":\"free-shipping\",\"values\":{\"threshold\":5000}}\n");
    String events = write("events.ndjson", ANN).toString();

    replay("without", "--events", events, "--flows", flows.toString());
    replay("with", "--events", events, "--flows", flows.toString(), "--facts", facts.toString());

    assertThat(rows("without", "commands.ndjson")).isEmpty();
    assertThat(rows("with", "commands.ndjson"))
        .extracting(row -> row.at("/data/from").asInt())
        .containsExactly(5000);
  }

  @Test
  void shouldRefuseACatalogThatIsNone() throws IOException {
    Path events = write("events.ndjson", ANN);
    Path products =
        write("products.ndjson", "{\"productId\":\"shoes\",\"title\":\"\",\"price\":1.5}\n");

    Typed run = replay("out", "--events", events.toString(), "--products", products.toString());

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err())
        .contains(products + ", line 1 is no product: 'price' is the number 1.5; expected a whole");
  }

  @Test
  void shouldLeaveContactsOutUnlessAsked() throws IOException {
    Path events = write("events.ndjson", ANN);

    replay("out", "--events", events.toString());
    assertThat(folder.resolve("out/commands.ndjson")).content().doesNotContain("ann@example.com");
    replay("with", "--events", events.toString(), "--with-contacts");
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
        write(
            "events.ndjson",
            """
            {"type": "track", "event": "Quote Requested", "messageId": "m1", "userId": "ann", "timestamp": "2026-01-05T10:00:00Z", "properties": {"message": "call 555"}}
            """);

    replay("out", "--events", events.toString(), "--flows", flows.toString());
    replay("with", "--events", events.toString(), "--flows", flows.toString(), "--with-contacts");

    JsonNode task = rows("out", "tasks.ndjson").get(0);
    assertThat(task.get("kind").asText()).isEqualTo("sales");
    assertThat(task.get("dueBy").asText()).isEqualTo("2026-01-06T10:00:00.000Z");
    assertThat(task.toString()).doesNotContain("555");
    assertThat(rows("with", "tasks.ndjson").get(0).get("message").asText()).isEqualTo("call 555");
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
    Path events = write("events.ndjson", ANN);

    assertThat(
            replay("out", "--events", events.toString(), "--flows", flows.toString()).out().lines())
        .contains("commands: EMAIL 1");
    assertThat(rows("out", "commands.ndjson").get(0).get("flow").asText()).isEqualTo("hello");
  }

  @Test
  void shouldPointAtWhatIsWrongWithAFlow() throws IOException {
    Path flows = Files.createDirectory(folder.resolve("flows"));
    Files.writeString(
        flows.resolve("bad.yaml"),
        """
        flow: bad
        title: Bad
        purpose: recovery
        trigger: {on: cart-abandonned}
        steps:
          - send: {id: hello, channel: email}
        """);
    Path events = write("events.ndjson", ANN);

    Typed run = replay("out", "--events", events.toString(), "--flows", flows.toString());

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err().lines())
        .hasSize(2)
        .satisfiesExactly(
            line -> assertThat(line).startsWith("beckon: bad.yaml:4:15: ").contains("expected"),
            line -> assertThat(line).startsWith("bad.yaml:6:11: ").contains("template"));
    assertThat(folder.resolve("out")).doesNotExist();
  }

  @Test
  void shouldSayWhichFileIsMissingOrInNoLayout() throws IOException {
    Path none = folder.resolve("none.ndjson");
    assertThat(replay("out", "--events", none.toString()))
        .isEqualTo(new Typed(2, "", "beckon: there is no file " + none + ": check the path\n"));

    Path xml = write("events.xml", "<events/>");
    assertThat(replay("out", "--events", xml.toString()))
        .isEqualTo(
            new Typed(
                2,
                "",
                "beckon: "
                    + xml
                    + " is in no known layout: expected Segment calls, one JSON object a line"
                    + " (.ndjson, .jsonl, .json), or a table with the header"
                    + " event_time,event_type,product_id,category_id,category_code,brand,price,"
                    + "user_id,user_session (.csv); either also as .gz\n"));
    assertThat(folder.resolve("out")).doesNotExist();
  }

  @Test
  void shouldSayWhereAFileIsCutOff() throws IOException {
    Path packed = folder.resolve("events.ndjson.gz");
    try (OutputStream gzip = new GZIPOutputStream(Files.newOutputStream(packed))) {
      gzip.write(ANN.getBytes(StandardCharsets.UTF_8));
    }
    byte[] bytes = Files.readAllBytes(packed);
    Files.write(packed, Arrays.copyOf(bytes, bytes.length - 12));

    Typed run = replay("out", "--events", packed.toString());

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).startsWith("beckon: " + packed + " is damaged or cut off after line ");
    assertThat(folder.resolve("out/summary.json")).doesNotExist();
  }

  @Test
  void shouldRefuseWrongOptions() throws IOException {
    String events = write("events.ndjson", ANN).toString();

    assertThat(replay("out", "--events", events, "--until", "tomorrow"))
        .isEqualTo(
            new Typed(
                2,
                "",
                """
                beckon: --until is 'tomorrow': give a time such as 2026-11-27T08:00:00Z.
                Try 'beckon replay --help'.
                """));
    assertThat(replay("out", "--events", events, "--partitions", "0"))
        .isEqualTo(
            new Typed(
                2,
                "",
                """
                beckon: --partitions is 0: give a number of 1 or more.
                Try 'beckon replay --help'.
                """));
    assertThat(type("replay").err()).startsWith("beckon: Missing required option: '--events=FILE'");
    assertThat(replay("out", "--events", events, "--currency", "XXY").exitCode()).isEqualTo(2);
    assertThat(replay("out", "--events", events, "--flows", folder.resolve("no").toString()))
        .isEqualTo(new Typed(2, "", "beckon: there is no folder " + folder.resolve("no") + "\n"));
    assertThat(folder.resolve("out")).doesNotExist();
  }

  @Test
  void shouldFailWhenItCannotWrite() throws IOException {
    String events = write("events.ndjson", ANN).toString();
    write("out", "a file");

    assertThat(replay("out", "--events", events))
        .isEqualTo(
            new Typed(
                1,
                "",
                "beckon: can't write to "
                    + folder.resolve("out")
                    + ": there is a file of that name\n"));
  }

  @Test
  void shouldDoWithoutEvents() throws IOException {
    Path events = write("events.ndjson", "");

    Typed run = replay("out", "--events", events.toString());

    assertThat(run.exitCode()).isZero();
    assertThat(run.out().lines().skip(1)).startsWith("triggers: none", "commands: none");
  }

  /** Twenty shoppers, each identified, with a cart; every third orders. */
  private static String crowd() {
    Map<Integer, String> lines = new TreeMap<>();
    for (int i = 0; i < 20; i++) {
      String user = "\"userId\":\"u" + i + "\",\"messageId\":\"";
      lines.put(
          i * 3,
          "{\"type\":\"identify\","
              + user
              + "a"
              + i
              + "\",\"traits\":{\"email\":\"u"
              + i
              + "@example.com\",\"consent\":{\"email\":\"granted\"}},");
      lines.put(
          100 + i * 7,
          "{\"type\":\"track\",\"event\":\"Product Added\","
              + user
              + "b"
              + i
              + "\",\"properties\":{\"product_id\":\"p"
              + i
              + "\"},");
      if (i % 3 == 0) {
        lines.put(
            600 + i,
            "{\"type\":\"track\",\"event\":\"Order Completed\","
                + user
                + "c"
                + i
                + "\",\"properties\":{\"order_id\":\"o"
                + i
                + "\"},");
      } else {
        lines.put(500 + i, "{\"type\":\"page\"," + user + "d" + i + "\",");
      }
    }
    StringBuilder text = new StringBuilder();
    lines.forEach(
        (minute, call) ->
            text.append(call)
                .append(
                    "\"timestamp\":\"2026-01-05T%02d:%02d:00Z\"}\n"
                        .formatted(minute / 60, minute % 60)));
    return text.toString();
  }

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
    Path asked = write("asked.ndjson", events.toString());
    Path codes = write("summer.txt", "S3\nS1\n\nS2\nS1\n");

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
    assertThat(replay("bad", "--events", asked.toString(), "--codes-until", "winter=2027").err())
        .contains("--codes-until names the pool 'winter'");
    assertThat(
            replay("bad", "--events", asked.toString(), "--codes", "summer=" + folder.resolve("no"))
                .exitCode())
        .isEqualTo(2);
  }

  /** Each shopper who was sent something, with the code they got. */
  private List<String> codesOf(String out, Path flows, Path events, String... more)
      throws IOException {
    List<String> arguments = new ArrayList<>(List.of(more));
    arguments.addAll(List.of("--events", events.toString(), "--flows", flows.toString()));
    Typed run = replay(out, arguments.toArray(String[]::new));
    assertThat(run.exitCode()).as(run.toString()).isZero();
    return rows(out, "commands.ndjson").stream()
        .map(row -> row.path("shopperId").asText() + " " + row.at("/offer/code").asText())
        .map(String::strip)
        .toList();
  }

  private Typed replay(String out, String... more) {
    List<String> arguments = new ArrayList<>(List.of("replay"));
    arguments.addAll(List.of(more));
    arguments.addAll(List.of("--out", folder.resolve(out).toString()));
    return type(arguments.toArray(String[]::new));
  }

  private Path write(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content);
  }

  private List<JsonNode> rows(String out, String file) throws IOException {
    List<JsonNode> rows = new ArrayList<>();
    for (String line : Files.readAllLines(folder.resolve(out).resolve(file))) {
      rows.add(JSON.readTree(line));
    }
    return rows;
  }

  private Map<String, List<String>> byShopper(String out, String file) throws IOException {
    Map<String, List<String>> byShopper = new TreeMap<>(Comparator.naturalOrder());
    for (JsonNode row : rows(out, file)) {
      byShopper
          .computeIfAbsent(row.path("shopperId").asText(), id -> new ArrayList<>())
          .add(row.toString());
    }
    return byShopper;
  }
}
