package io.beckon.measurement.report.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.beckon.measurement.MeasurementMain;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class PlanCommandTest {

  private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");

  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void shouldSayHowManyShoppersAreWantedAndHowLongThatTakes() {
    assertThat(run("--baseline", "10", "--effect", "20", "--per-week", "2000")).isZero();

    assertThat(out.toString())
        .contains("an uplift of 20 % (from 10.00 % to 12.00 %) with a power of 80 %")
        .contains("and none before, 3,841 in the arm would do")
        .containsPattern(
            "7,[0-9]{3} shoppers in the arm, and 7,[0-9]{3} in the control: 8 whole weeks");
  }

  @Test
  void shouldWantMoreInTheArmsWhenTheControlIsSmallAndMoreInAllWhenThereAreMoreArms() {
    assertThat(shoppers()).isLessThan(shoppers("--control", "10"));
    assertThat(shoppers()).isLessThan(shoppers("--arms", "3"));
    assertThat(shoppers()).isLessThan(shoppers("--power", "95"));
    assertThat(shoppers()).isLessThan(shoppers("--alpha", "1"));
    assertThat(shoppers()).isGreaterThan(shoppers("--baseline", "30"));
  }

  @Test
  void shouldTakeTheRateFromWhatIsRecordedOfAFlow() throws Exception {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 400; i++) {
      Instant at = START.plus(Duration.ofHours(i));
      lines.append(line(at, "s" + i, "RunEntered", entered("cart", "r" + i)));
      if (i % 4 == 0) {
        lines.append(line(at.plus(Duration.ofDays(2)), "s" + i, "GoalReached", goal("cart", at)));
      }
    }
    lines.append(line(START.plus(Duration.ofDays(35)), "z", "RunEntered", entered("other", "x")));
    Files.writeString(folder.resolve("outcomes.ndjson"), lines);

    assertThat(run("--flow", "cart", "--input", folder.toString())).isZero();

    assertThat(out.toString())
        .contains(
            "Recorded of 'cart': 400 shoppers in 5.0 weeks, 80 a week; 100 of 400 reached the goal"
                + " within 14 days.")
        .contains("(from 25.00 % to 27.50 %)")
        .contains("at 40 new shoppers a week in the arm");
  }

  @Test
  void shouldLeaveOutOfTheRateWhoseTimeIsNotOver() throws Exception {
    Files.writeString(
        folder.resolve("outcomes.ndjson"),
        line(START, "a", "RunEntered", entered("cart", "r1"))
            + line(START, "a", "GoalReached", goal("cart", START))
            + line(START, "b", "RunEntered", entered("cart", "r2"))
            + line(START.plus(Duration.ofDays(10)), "c", "RunEntered", entered("cart", "r3"))
            + line(START.plus(Duration.ofDays(20)), "d", "RunEntered", entered("x", "r4")));

    assertThat(run("--flow", "cart", "--input", folder.toString())).isZero();

    assertThat(out.toString()).contains("3 shoppers in 2.9 weeks").contains("1 of 2 reached");
  }

  @ParameterizedTest
  @CsvSource({
    "--baseline=0, more than 0",
    "--baseline=60 --effect=100, more than all",
    "--effect=10, 'Give --baseline, or --flow'",
    "--baseline=10 --control=100, --control",
    "--baseline=10 --arms=0, --arms",
    "--baseline=10 --power=20, --power",
  })
  void shouldRefuseWhatCannotBePlanned(String arguments, String says) {
    assertThat(run(arguments.split(" ", -1))).isEqualTo(2);

    assertThat(err.toString()).contains(says);
  }

  @Test
  void shouldFailWhenNobodyCameToTheFlow() throws Exception {
    Files.writeString(
        folder.resolve("outcomes.ndjson"), line(START, "a", "RunEntered", entered("x", "r")));

    assertThat(run("--flow", "cart", "--input", folder.toString())).isEqualTo(1);

    assertThat(err.toString()).contains("nobody is known to have come to 'cart'");
  }

  /** Of all arms and the control, for an uplift of 20 %. */
  private long shoppers(String... more) {
    List<String> arguments = new ArrayList<>(List.of("--effect", "20"));
    if (!List.of(more).contains("--baseline")) {
      arguments.addAll(List.of("--baseline", "10"));
    }
    arguments.addAll(List.of(more));
    out.getBuffer().setLength(0);
    assertThat(run(arguments.toArray(String[]::new))).isZero();
    String row =
        out.toString().lines().filter(line -> line.startsWith("20 %")).findFirst().orElseThrow();
    return Long.parseLong(row.substring(4).strip().replace(",", ""));
  }

  private static String entered(String flow, String run) {
    return "\"kind\":\"ENTERED\",\"flow\":\""
        + flow
        + "\",\"flowVersion\":1,\"runId\":\""
        + run
        + "\",\"originId\":\"o\"";
  }

  private static String goal(String flow, Instant entered) {
    return "\"flow\":\""
        + flow
        + "\",\"flowVersion\":1,\"event\":\"Order Completed\",\"enteredAt\":\""
        + entered
        + "\",\"eventId\":\"e\"";
  }

  private static String line(Instant at, String shopper, String fact, String fields) {
    return "{\"at\":\"%s\",\"occurredAt\":\"%s\",\"shopperId\":\"%s\",\"fact\":\"%s\",%s}\n"
        .formatted(at, at, shopper, fact, fields);
  }

  private int run(String... arguments) {
    List<String> all = new ArrayList<>(List.of("report", "plan"));
    all.addAll(List.of(arguments));
    CommandLine line = MeasurementMain.commandLine(Map.of());
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    return line.execute(all.toArray(String[]::new));
  }
}
