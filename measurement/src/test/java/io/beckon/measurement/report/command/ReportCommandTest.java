package io.beckon.measurement.report.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.beckon.measurement.MeasurementMain;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class ReportCommandTest {

  private static final String ORDER =
      """
      {"at":"2026-03-02T10:00:00.000Z","occurredAt":"2026-03-02T10:00:00.000Z","shopperId":"a",\
      "historical":false,"segments":["vip"],"fact":"OrderSeen","orderId":"o1","value":4200,\
      "currency":"EUR","ordinal":1,"lines":[]}
      """;

  private static final String TRIGGER =
      """
      {"at":"2026-03-02T08:00:00.000Z","occurredAt":"2026-03-02T08:00:00.000Z","shopperId":"a",\
      "historical":false,"segments":[],"fact":"TriggerSeen","triggerId":"t1","kind":"CART",\
      "idleSince":"2026-03-02T07:00:00.000Z","categories":[]}
      """;

  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void outcomes() throws Exception {
    Files.writeString(folder.resolve("outcomes.ndjson"), TRIGGER + ORDER);
  }

  @Test
  void shouldTellWhatAReplayCameTo() {
    assertThat(run("--from", "2026-03-01", "--to", "2026-03-08")).isZero();

    assertThat(out.toString())
        .contains("2026-03-01T00:00:00Z to 2026-03-08T00:00:00Z, amounts in EUR")
        .containsPattern("Carts won back +100\\.0 % +1 of 1")
        .containsPattern("Revenue won back +42\\.00 EUR");
  }

  @Test
  void shouldReportOnAllThatThereIsWhenNoPeriodIsGiven() {
    assertThat(run("--format", "json")).isZero();

    assertThat(out.toString())
        .contains("\"from\" : \"2026-03-02T00:00:00Z\"")
        .contains("\"to\" : \"2026-03-03T00:00:00Z\"");
  }

  @Test
  void shouldLeaveOutWhatIsNotInThePeriod() {
    assertThat(run("--from", "2026-03-02T09:00:00Z", "--to", "2026-03-08")).isZero();

    assertThat(out.toString()).containsPattern("Carts won back +– +0 of 0");
  }

  @ParameterizedTest
  @CsvSource({"text, At a glance", "csv, 'section,row,figure'", "HTML, <!DOCTYPE html>"})
  void shouldWriteEachFormatToAFile(String format, String begins) throws Exception {
    Path file = folder.resolve("deep/report");

    assertThat(run("--format", format, "--out", file.toString())).isZero();

    assertThat(Files.readString(file)).contains(begins);
    assertThat(out.toString()).contains("Written to " + file);
  }

  @Test
  void shouldReckonWithThePricesThatAreGiven() {
    assertThat(run("--cost", "email=0.04", "--cost", "SMS=7")).isZero();

    assertThat(out.toString().replace('\n', ' '))
        .contains("Prices of a message, in minor units of EUR: EMAIL 0.04, SMS 7.");
  }

  @Test
  void shouldTakePricesFromTheConfigurationWhenTheyAreInTheReportsCurrency() {
    assertThat(run("--set", "measure.cost.sms=7.5", "--set", "measure.cost.currency=EUR")).isZero();
    assertThat(out.toString().replace('\n', ' ')).contains("in minor units of EUR: SMS 7.5.");

    assertThat(run("--set", "measure.cost.sms=7.5", "--set", "measure.cost.currency=USD")).isZero();
    assertThat(out.toString().replace('\n', ' ')).contains("are in USD and are not counted here");
  }

  @Test
  void shouldProveWhereEverybodyIsFromADecisionsFile() throws Exception {
    Path decisions = folder.resolve("elsewhere.ndjson");
    Files.writeString(
        decisions, decision("r1", "ENTERED", null) + decision("r1", "QUEUED", "first"));

    assertThat(run("--format", "json", "--decisions", decisions.toString())).isZero();

    assertThat(out.toString())
        .contains("\"id\" : \"audience\"")
        .contains("proved from the decisions")
        .contains("Decisions tell of 1 entries into cart@1, outcomes of 0");
  }

  @Test
  void shouldSayWhenDecisionsContradictEachOther() throws Exception {
    Path decisions = folder.resolve("decisions.ndjson");
    Files.writeString(decisions, decision("r1", "SENT", "first"));

    assertThat(run("--format", "json")).isZero();

    assertThat(out.toString())
        .contains("1 decisions contradict others")
        .contains("run r1 of cart@1 never entered");
  }

  private static String decision(String run, String outcome, String step) {
    return "{\"flow\":\"cart\",\"flowVersion\":1,\"runId\":\""
        + run
        + "\",\"outcome\":\""
        + outcome
        + "\",\"reason\":\"ALLOWED\""
        + (step == null ? "" : ",\"step\":\"" + step + "\"")
        + "}\n";
  }

  @ParameterizedTest
  @CsvSource({
    "--from, yesterday, give a day or a time",
    "--minimal-effect, 0, give 1 to 100 percent",
    "--cost, email=-1, a price is 0 to 1000000",
    "--effect, soon, give a time such as 7d",
    "--format, pdf, expected one of",
    "--from, 2026-04-01, is none",
  })
  void shouldRefuseWhatItCannotReportOn(String option, String value, String says) {
    assertThat(run(option, value)).isEqualTo(2);

    assertThat(err.toString()).contains(says);
  }

  @Test
  void shouldTakeWindowsFromTheConfiguration() {
    assertThat(run("--set", "measure.recovery.window=2h")).isZero();

    assertThat(out.toString()).containsPattern("Carts won back +0\\.0 % +0 of 1");
  }

  @Test
  void shouldNameTheLineThatIsNoOutcome() throws Exception {
    Files.writeString(folder.resolve("outcomes.ndjson"), TRIGGER + "{\"fact\":\"Nonsense\"}\n");

    assertThat(run()).isEqualTo(2);

    assertThat(err.toString()).contains("outcomes.ndjson, line 2 is no outcome");
  }

  @Test
  void shouldSayWhatIsMissingWhenTheFolderHoldsNoReplay() throws Exception {
    Files.delete(folder.resolve("outcomes.ndjson"));

    assertThat(run()).isEqualTo(2);

    assertThat(err.toString()).contains("there is no").contains("beckon replay --out");
  }

  @Test
  void shouldFailWhenThereIsNothingToReport() throws Exception {
    Files.writeString(folder.resolve("outcomes.ndjson"), "");

    assertThat(run()).isEqualTo(1);

    assertThat(err.toString()).contains("nothing to report");
  }

  @Test
  void shouldRefuseAFolderInPlaceOfTheFile() {
    assertThat(run("--out", folder.toString())).isEqualTo(2);

    assertThat(err.toString())
        .contains("--out is " + folder + ": that is a folder, and a file is wanted");
  }

  private int run(String... arguments) {
    List<String> all = new ArrayList<>(List.of("report", "--input", folder.toString()));
    all.addAll(List.of(arguments));
    CommandLine line = MeasurementMain.commandLine(Map.of());
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    return line.execute(all.toArray(String[]::new));
  }
}
