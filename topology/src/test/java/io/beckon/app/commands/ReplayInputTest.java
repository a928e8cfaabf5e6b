package io.beckon.app.commands;

import static io.beckon.app.Typed.type;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.beckon.app.Typed;
import io.beckon.app.replay.ReplayOutput;
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
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code beckon replay}, as typed: what it reads, in whatever form, and what it says of what it can
 * not read.
 */
@SuppressWarnings("NullAway.Init")
class ReplayInputTest {

  private static final List<String> OUTPUTS =
      List.of(
          "triggers.ndjson",
          "commands.ndjson",
          "decisions.ndjson",
          "rejected.ndjson",
          "dead-letters.ndjson");

  @TempDir Path folder;
  private ReplayDesk desk;

  @BeforeEach
  void sit() {
    desk = new ReplayDesk(folder);
  }

  @Test
  void shouldReadTheTableOfRees46() throws IOException {
    Path events =
        desk.write(
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

    assertThat(desk.replay("out", "--events", events.toString()).out().lines().skip(1))
        .startsWith(
            "triggers: BROWSE 1, CART 1",
            "commands: none",
            "decisions: COMPLETED 1, ENTERED 2, SKIPPED 4",
            "reasons: FINISHED 1, NO_ADDRESS 4, STARTED 2");
    assertThat(desk.rows("out", "rejected.ndjson"))
        .singleElement()
        .satisfies(row -> assertThat(row.get("line").asInt()).isEqualTo(6));
    assertThat(desk.rows("out", "triggers.ndjson").get(0).get("value").asLong()).isEqualTo(1050);

    assertThat(
            desk.replay("assumed", "--events", events.toString(), "--assume-consent").out().lines())
        .contains("commands: EMAIL 4");
  }

  @Test
  void shouldGiveTheSameFromGzipFromTwoFilesAndOutOfOrder() throws IOException {
    String crowd = crowd();
    Path plain = desk.write("events.ndjson", crowd);
    desk.replay("plain", "--events", plain.toString());

    Path packed = folder.resolve("events.ndjson.gz");
    try (OutputStream gzip = new GZIPOutputStream(Files.newOutputStream(packed))) {
      gzip.write(crowd.getBytes(StandardCharsets.UTF_8));
    }
    desk.replay("packed", "--events", packed.toString());

    List<String> even = new ArrayList<>();
    List<String> odd = new ArrayList<>();
    List<String> lines = crowd.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      (i % 2 == 0 ? even : odd).add(lines.get(i));
    }
    Path first = desk.write("even.ndjson", String.join("\n", even));
    Path second = desk.write("odd.ndjson", String.join("\n", odd));
    desk.replay("merged", "--events", first.toString(), "--events", second.toString());

    List<String> turned = new ArrayList<>();
    for (int i = 0; i + 3 < lines.size(); i += 4) {
      turned.addAll(List.of(lines.get(i + 3), lines.get(i + 1), lines.get(i + 2), lines.get(i)));
    }
    Path unordered = desk.write("unordered.ndjson", String.join("\n", turned));
    desk.replay("sorted", "--events", unordered.toString(), "--sort-window", "8");

    for (String file : OUTPUTS) {
      String expected = Files.readString(folder.resolve("plain").resolve(file));
      for (String other : List.of("packed", "merged", "sorted")) {
        assertThat(folder.resolve(other).resolve(file)).hasContent(expected);
      }
    }
    assertThat(folder.resolve("plain/commands.ndjson")).isNotEmptyFile();
  }

  @Test
  void shouldSayWhichFileIsMissingOrInNoLayout() throws IOException {
    Path none = folder.resolve("none.ndjson");
    assertThat(desk.replay("out", "--events", none.toString()))
        .isEqualTo(new Typed(2, "", "beckon: there is no file " + none + ": check the path\n"));

    Path xml = desk.write("events.xml", "<events/>");
    assertThat(desk.replay("out", "--events", xml.toString()))
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
      gzip.write(ReplayDesk.ANN.getBytes(StandardCharsets.UTF_8));
    }
    byte[] bytes = Files.readAllBytes(packed);
    Files.write(packed, Arrays.copyOf(bytes, bytes.length - 12));

    Typed run = desk.replay("out", "--events", packed.toString());

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).startsWith("beckon: " + packed + " is damaged or cut off after line ");
    assertThat(folder.resolve("out/summary.json")).doesNotExist();
  }

  @Test
  void shouldRefuseWrongOptions() throws IOException {
    String events = desk.write("events.ndjson", ReplayDesk.ANN).toString();

    assertThat(desk.replay("out", "--events", events, "--until", "tomorrow"))
        .isEqualTo(
            new Typed(
                2,
                "",
                """
                beckon: --until is 'tomorrow': give a time such as 2026-11-27T08:00:00Z.
                Try 'beckon replay --help'.
                """));
    assertThat(desk.replay("out", "--events", events, "--partitions", "0"))
        .isEqualTo(
            new Typed(
                2,
                "",
                """
                beckon: --partitions is 0: give a number of 1 or more.
                Try 'beckon replay --help'.
                """));
    assertThat(type("replay").err()).startsWith("beckon: Missing required option: '--events=FILE'");
    assertThat(desk.replay("out", "--events", events, "--currency", "XXY").exitCode()).isEqualTo(2);
    assertThat(desk.replay("out", "--events", events, "--flows", folder.resolve("no").toString()))
        .isEqualTo(new Typed(2, "", "beckon: there is no folder " + folder.resolve("no") + "\n"));
    assertThat(folder.resolve("out")).doesNotExist();
  }

  @Test
  void shouldFailWhenItCannotWrite() throws IOException {
    String events = desk.write("events.ndjson", ReplayDesk.ANN).toString();
    desk.write("out", "a file");

    assertThat(desk.replay("out", "--events", events))
        .isEqualTo(
            new Typed(
                2,
                "",
                "beckon: --out is "
                    + folder.resolve("out")
                    + ": that is not a folder; give another folder, or move it away.\n"));
  }

  @Test
  void shouldNameAllFilesThatItWrites() throws IOException {
    String events = desk.write("events.ndjson", ReplayDesk.ANN).toString();

    assertThat(desk.replay("out", "--events", events, "--with-shoppers").exitCode()).isZero();

    try (Stream<Path> written = Files.list(folder.resolve("out"))) {
      assertThat(written.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(ReplayOutput.FILES);
    }
  }

  @Test
  void shouldRefuseAFolderInTheWayOfAFile() throws IOException {
    String events = desk.write("events.ndjson", ReplayDesk.ANN).toString();
    Files.createDirectories(folder.resolve("out/commands.ndjson/kept"));

    assertThat(desk.replay("out", "--events", events).err())
        .contains("commands.ndjson is a folder, and a file is wanted");
    assertThat(folder.resolve("out/commands.ndjson/kept")).exists();
  }

  @Test
  void shouldDoWithoutEvents() throws IOException {
    Path events = desk.write("events.ndjson", "");

    Typed run = desk.replay("out", "--events", events.toString());

    assertThat(run.exitCode()).isZero();
    assertThat(run.out().lines().skip(1)).startsWith("triggers: none", "commands: none");
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
    Path events = desk.write("events.ndjson", ReplayDesk.ANN);

    Typed run = desk.replay("out", "--events", events.toString(), "--flows", flows.toString());

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err().lines())
        .hasSize(2)
        .satisfiesExactly(
            line -> assertThat(line).startsWith("beckon: bad.yaml:4:15: ").contains("expected"),
            line -> assertThat(line).startsWith("bad.yaml:6:11: ").contains("template"));
    assertThat(folder.resolve("out")).doesNotExist();
  }

  @Test
  void shouldGiveEachShopperTheSameInAnyNumberOfPartitions() throws IOException {
    Path events = desk.write("events.ndjson", crowd());
    assertThat(desk.replay("one", "--events", events.toString()).exitCode()).isZero();
    assertThat(desk.replay("four", "--events", events.toString(), "--partitions", "4").exitCode())
        .isZero();

    for (String file : OUTPUTS) {
      assertThat(byShopper("four", file)).as(file).isEqualTo(byShopper("one", file));
    }
    assertThat(byShopper("one", "commands.ndjson")).hasSize(20);
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

  private Map<String, List<String>> byShopper(String out, String file) throws IOException {
    Map<String, List<String>> byShopper = new TreeMap<>(Comparator.naturalOrder());
    for (JsonNode row : desk.rows(out, file)) {
      byShopper
          .computeIfAbsent(row.path("shopperId").asText(), id -> new ArrayList<>())
          .add(row.toString());
    }
    return byShopper;
  }
}
