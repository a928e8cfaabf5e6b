package io.beckon.measurement.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.beckon.measurement.report.html.HtmlReport;
import io.beckon.measurement.report.render.CsvReport;
import io.beckon.measurement.report.render.FigureText;
import io.beckon.measurement.report.render.JsonReport;
import io.beckon.measurement.report.render.TerminalReport;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xml.sax.InputSource;

/** To write the golden files anew: {@code -Dbeckon.golden=write}. */
class RenderTest {

  private static final Path GOLDEN = Path.of("src/test/resources/golden");

  private final Report report = SampleReport.report();

  @Test
  void shouldBeReadableInATerminal() throws Exception {
    compare("report.txt", String.join("\n", TerminalReport.lines(report)) + "\n");
  }

  @Test
  void shouldGiveOneLineForEachFigureAsCsv() throws Exception {
    List<String> lines = CsvReport.lines(report);

    compare("report.csv", String.join("\n", lines) + "\n");
    assertThat(lines).hasSize(1 + 3 + 2 * 6 + 4 * 2 + 3 + 4 * 3);
    assertThat(lines)
        .as("a name that a spreadsheet would calculate")
        .anyMatch(line -> line.startsWith("flows,'=win<back> · "));
  }

  @Test
  void shouldKeepToItsSchemaAsJson() throws Exception {
    String json = JsonReport.text(report);

    compare("report.json", json);
    assertThat(schema().validate(json, InputFormat.JSON)).isEmpty();
    JsonNode first = JsonMapper.builder().build().readTree(json).at("/headlines/0/figure");
    assertThat(first.get("numerator").asLong()).isEqualTo(12);
    assertThat(first.get("denominator").asLong()).isEqualTo(100);
  }

  @Test
  void shouldBeRefusedByItsSchemaWhenAFigureIsOfNoKind() throws Exception {
    String json = JsonReport.text(report).replace("\"kind\" : \"count\"", "\"kind\" : \"guess\"");

    assertThat(schema().validate(json, InputFormat.JSON)).isNotEmpty();
  }

  @Test
  void shouldBeOnePageThatNeedsNothingElse() throws Exception {
    String html = HtmlReport.text(report);

    compare("report.html", html.replaceFirst("(?s)<style>.*</style>", "<style></style>"));
    assertThat(html).doesNotContain("<script", "http://", "https://", "url(", "@import", "src=");
    assertThat(html).contains("Shop &lt;&quot;A &amp; B&quot;&gt;").doesNotContain("=win<back>");
    assertThat(html.split("<table>", -1)).as("a table for each section").hasSize(1 + 4);
  }

  @Test
  void shouldBeWellFormedInItsBody() throws Exception {
    String html = HtmlReport.text(report);
    String body = html.substring(html.indexOf("<body>"), html.indexOf("</html>"));

    var document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(body)));

    assertThat(document.getElementsByTagName("svg").getLength()).isGreaterThan(5);
    var pictures = document.getElementsByTagName("svg");
    for (int i = 0; i < pictures.getLength(); i++) {
      var attributes = pictures.item(i).getAttributes();
      assertThat(
              attributes.getNamedItem("aria-label") != null
                  || attributes.getNamedItem("aria-hidden") != null)
          .as("a name for who cannot see it, or hidden from them")
          .isTrue();
    }
    assertThat(Pattern.compile("NaN|Infinity|null").matcher(body).find()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"59, 59 min", "60, 1 h", "95, 1 h 35 min", "2880, 2 d", "4800, 3 d 8 h"})
  void shouldSayTimesInTheirTwoLargestUnits(long minutes, String words) {
    assertThat(FigureText.duration(Duration.ofMinutes(minutes)).replace('\u00a0', ' '))
        .isEqualTo(words);
  }

  @Test
  void shouldWriteMoneyWithTheDigitsOfItsCurrency() {
    assertThat(FigureText.money(123_456, "EUR")).isEqualTo("1,234.56\u00a0EUR");
    assertThat(FigureText.money(123_456, "JPY")).isEqualTo("123,456\u00a0JPY");
    assertThat(FigureText.money(-5, "KWD")).isEqualTo("-0.005\u00a0KWD");
  }

  private static Schema schema() throws Exception {
    try (InputStream in = RenderTest.class.getResourceAsStream("/schemas/report.schema.json")) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(text);
    }
  }

  private static void compare(String name, String text) throws Exception {
    Path golden = GOLDEN.resolve(name);
    if ("write".equals(System.getProperty("beckon.golden"))) {
      Files.createDirectories(GOLDEN);
      Files.writeString(golden, text);
    }
    assertThat(text).isEqualTo(Files.readString(golden));
  }
}
