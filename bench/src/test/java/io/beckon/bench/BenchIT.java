package io.beckon.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The benchmark runs, whatever it measures: else somebody finds out on the day of a measurement.
 */
class BenchIT {

  @TempDir private Path out;

  @Test
  void shouldDrainThroughTheShippingApplicationAndFindTheTriggersOfTheModel() {
    int status =
        BenchMain.commandLine()
            .execute(
                "bench",
                "--events=30000",
                "--rounds=1",
                "--scenario=pass,ship",
                "--shape=cart",
                "--out=" + out);

    assertThat(status).isZero();
    assertThat(out.resolve("bench.json")).exists();
    assertThat(out.resolve("report.txt")).content().contains("pass", "ship", "exact");
  }
}
