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
                "--scenario=pass,ship,ship-no-outcomes,measure",
                "--shape=cart",
                "--out=" + out);

    assertThat(status).isZero();
    assertThat(out.resolve("bench.json")).exists();
    assertThat(out.resolve("report.txt"))
        .content()
        .contains("pass", "ship", "exact")
        .containsPattern("cart: with outcomes [0-9.]+ of the events a second without them")
        .containsPattern("measure: [0-9,]+ outcomes a second; [0-9.]+ outcomes of each of [0-9,]+")
        .containsPattern("measure: [0-9]+ bytes of each shopper on disk.*, ledgers [1-9][0-9]*")
        .containsPattern(", sums [0-9]+.*, touched-[a-z-]+ [1-9]");
  }
}
