package io.beckon.app.input;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import io.beckon.app.input.InputEntry.Parsed;
import io.beckon.app.input.InputEntry.Rejected;
import io.beckon.app.input.field.Reason;
import io.beckon.contract.ShopperEvent;
import io.beckon.testing.SharedData;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventFilesTest {

  private static final InputOptions OPTIONS = InputOptions.DEFAULT;

  @TempDir private Path directory;

  @Test
  void shouldReadOneCallALine() throws IOException {
    List<InputEntry> entries =
        read(file("a.ndjson", page("a", 1) + "\n\n" + page("b", 2) + "\r\n"));
    assertThat(entries).extracting(InputEntry::line).containsExactly(1L, 3L);
    assertThat(events(entries)).extracting(ShopperEvent::getShopperId).containsExactly("a", "b");
    assertThat(((Parsed) entries.get(1)).timestampMs()).isEqualTo(2000);
    assertThat(entries.get(0).file()).endsWith("a.ndjson");
  }

  @Test
  void shouldReadOnWhenLinesAreBad() throws IOException {
    byte[] latin = "{\"type\":\"page\",\"userId\":\"J\u00e9\"}\n".getBytes(ISO_8859_1);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(
        (page("a", 1) + "\nnot json\n{\"type\":\n" + page("b", 2) + page("c", 2) + "\n")
            .getBytes(UTF_8));
    out.write(latin);
    out.write(
        ("{\"type\":\"page\",\"timestamp\":\"2026-01-01T00:00:00Z\"}\n" + page("d", 3))
            .getBytes(UTF_8));
    List<InputEntry> entries = read(file("a.jsonl", out.toByteArray()));
    assertThat(events(entries)).extracting(ShopperEvent::getShopperId).containsExactly("a", "d");
    assertThat(rejected(entries))
        .extracting(Rejected::line, Rejected::reason)
        .containsExactly(
            tuple(2L, Reason.NOT_JSON),
            tuple(3L, Reason.NOT_JSON),
            tuple(4L, Reason.NOT_JSON),
            tuple(5L, Reason.NOT_JSON),
            tuple(6L, Reason.NO_SHOPPER));
  }

  @Test
  void shouldReadABatchALine() throws IOException {
    List<InputEntry> entries =
        read(
            file(
                "captured.json",
                "{\"batch\":[" + page("a", 1) + ",{\"type\":\"group\"}," + page("b", 2) + "]}\n"));
    assertThat(events(entries)).hasSize(2);
    assertThat(rejected(entries))
        .singleElement()
        .satisfies(
            rejected -> {
              assertThat(rejected.line()).isEqualTo(1);
              assertThat(rejected.message()).startsWith("call 2: a group call");
            });
  }

  @Test
  void shouldUnpackGzip() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    for (String line : List.of(page("a", 1) + "\n", page("b", 2) + "\n")) {
      // Two members in one file, as when files are appended.
      try (OutputStream gzip = new GZIPOutputStream(packed)) {
        gzip.write(line.getBytes(UTF_8));
      }
    }
    Path file = file("a.ndjson.gz", packed.toByteArray());
    assertThat(events(read(file))).hasSize(2);
    try (EventSource source = EventFiles.open(file, OPTIONS)) {
      while (source.next() != null) {
        assertThat(source.bytesRead()).isLessThanOrEqualTo(source.bytesTotal());
      }
      assertThat(source.bytesRead()).isEqualTo(source.bytesTotal()).isEqualTo(packed.size());
    }
    Path cut = file("cut.ndjson.gz", Arrays.copyOf(packed.toByteArray(), packed.size() - 12));
    assertThatThrownBy(() -> read(cut))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("cut.ndjson.gz is damaged or cut off after line 1");
  }

  @Test
  void shouldRefuseALineThatIsTooLong() throws IOException {
    String longest = page("a", 1);
    longest = longest + " ".repeat(Lines.MAX_LINE - longest.length());
    List<InputEntry> entries =
        read(file("a.ndjson", longest + "\r\n" + longest + " \n" + page("b", 2)));
    assertThat(events(entries)).extracting(ShopperEvent::getShopperId).containsExactly("a", "b");
    assertThat(rejected(entries))
        .singleElement()
        .satisfies(
            rejected -> {
              assertThat(rejected.reason()).isEqualTo(Reason.LINE_TOO_LONG);
              assertThat(rejected.line()).isEqualTo(2);
            });
    byte[] huge = new byte[3 * Lines.MAX_LINE];
    Arrays.fill(huge, (byte) 'x');
    assertThat(read(file("huge.ndjson", huge))).hasSize(1);
  }

  @Test
  void shouldIgnoreAByteOrderMarkAndAnEmptyFile() throws IOException {
    assertThat(events(read(file("a.ndjson", "\uFEFF" + page("a", 1))))).hasSize(1);
    assertThat(read(file("b.ndjson", ""))).isEmpty();
    assertThat(read(file("c.ndjson", " \n\n"))).isEmpty();
  }

  @Test
  void shouldSayWhatIsWrongWithAFile() throws IOException {
    assertFails(directory.resolve("none.ndjson"), "there is no file");
    assertFails(directory, "is a directory");
    assertFails(file("a.xml", "<events/>"), "is in no known layout: expected Segment calls");
    assertFails(file("a.json", "{\n \"batch\": []\n}"), "`jq -c . FILE` writes it so");
    assertFails(file("a.csv", "user_id,when\n1,2\n"), "has no column event_time, event_type");
    assertFails(file("b.csv", ""), "is empty: expected a header line");
    assertFails(file("c.csv", "event_time,\"event_type\n"), "cannot be read: a quote");
  }

  @Test
  void shouldTellTheLayoutByTheFirstLineWhenTheNameSaysNothing() throws IOException {
    assertThat(events(read(file("export", page("a", 1))))).hasSize(1);
    assertThat(
            events(
                read(
                    file(
                        "export2.txt",
                        """
                        event_time,event_type,product_id,user_id
                        2019-10-01 00:00:00 UTC,view,1,2
                        """))))
        .hasSize(1);
  }

  @Test
  void shouldMergeFilesByTime() throws IOException {
    Path first = file("1.ndjson", page("a", 1) + "\n" + page("b", 3) + "\n" + page("c", 3));
    Path second = file("2.ndjson", page("d", 2) + "\n" + page("e", 3) + "\n" + page("f", 4));
    try (EventSource source = EventFiles.open(List.of(first, second), OPTIONS)) {
      assertThat(events(drain(source)))
          .extracting(ShopperEvent::getShopperId)
          .containsExactly("a", "d", "b", "c", "e", "f");
      assertThat(source.bytesRead()).isEqualTo(source.bytesTotal());
    }
  }

  @Test
  void shouldReadEveryCapturedRequestWrittenOnOneLine() throws IOException {
    int files = 0;
    try (Stream<Path> captures = Files.walk(SharedData.at("segment-captures"))) {
      for (Path capture : captures.filter(p -> p.toString().endsWith(".json")).toList()) {
        String line = Files.readString(capture).replace("\n", "");
        List<InputEntry> entries = read(file("capture" + files++ + ".json", line));
        assertThat(events(entries)).isNotEmpty();
        assertThat(rejected(entries))
            .allMatch(rejected -> rejected.reason() == Reason.UNSUPPORTED_CALL);
      }
    }
    assertThat(files).isEqualTo(10);
  }

  private static String page(String user, int second) {
    return "{\"type\":\"page\",\"userId\":\""
        + user
        + "\",\"timestamp\":\"1970-01-01T00:00:0"
        + second
        + "Z\"}";
  }

  private void assertFails(Path file, String message) {
    assertThatThrownBy(() -> read(file))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining(message);
  }

  private Path file(String name, String content) throws IOException {
    return file(name, content.getBytes(UTF_8));
  }

  private Path file(String name, byte[] content) throws IOException {
    return Files.write(directory.resolve(name), content);
  }

  private static List<InputEntry> read(Path file) throws IOException {
    try (EventSource source = EventFiles.open(file, OPTIONS)) {
      return drain(source);
    }
  }

  static List<InputEntry> drain(EventSource source) throws IOException {
    List<InputEntry> entries = new ArrayList<>();
    for (InputEntry entry = source.next(); entry != null; entry = source.next()) {
      entries.add(entry);
    }
    assertThat(source.next()).isNull();
    return entries;
  }

  private static List<ShopperEvent> events(List<InputEntry> entries) {
    return entries.stream()
        .filter(Parsed.class::isInstance)
        .map(entry -> ((Parsed) entry).event())
        .toList();
  }

  private static List<Rejected> rejected(List<InputEntry> entries) {
    return entries.stream().filter(Rejected.class::isInstance).map(Rejected.class::cast).toList();
  }
}
