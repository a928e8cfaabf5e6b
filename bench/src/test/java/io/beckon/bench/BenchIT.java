package io.beckon.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The benchmarks run, whatever they measure: nobody finds out on the day of a measurement. */
class BenchIT {

  @TempDir private Path out;

  @Test
  void shouldDrainThroughTheShippingApplicationAndFindTheTriggersOfTheModel() {
    String printed =
        run("bench", "--events", "30000", "--rounds", "1", "--scenario", "pass", "ship");

    assertThat(printed).contains("cart", "pass", "ship", "exact").doesNotContain("failed");
    assertThat(out.resolve("bench.json")).exists();
  }

  @Test
  void shouldMeasureWhenDueMessagesBecomeVisible() {
    assertThat(run("bench", "live", "--rate", "1000", "--minutes", "1")).contains("p99");
  }

  private String run(String... args) {
    String[] all = new String[args.length + 2];
    System.arraycopy(args, 0, all, 0, args.length);
    all[args.length] = "--out";
    all[args.length + 1] = out.toString();
    StringWriter printed = new StringWriter();
    CommandLine line = BenchMain.commandLine();
    line.setOut(new PrintWriter(printed, true));
    line.setErr(new PrintWriter(printed, true));
    int status = line.execute(all);
    assertThat(status).as("%s", printed).isZero();
    return printed.toString();
  }
}
