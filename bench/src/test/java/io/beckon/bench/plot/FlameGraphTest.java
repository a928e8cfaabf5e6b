package io.beckon.bench.plot;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import jdk.jfr.Recording;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class FlameGraphTest {

  @TempDir private Path folder;

  @Test
  @Timeout(60)
  void shouldDrawWhereAThreadWasAndNoOther() throws Exception {
    FlameGraph graph = null;
    // A busy machine may give a thread little time: until it was seen often enough.
    for (int tries = 0; graph == null || graph.samples() < 5; tries++) {
      Path file = folder.resolve(tries + ".jfr");
      record(file);
      graph = FlameGraph.read(file, "busy-one", 0);
    }

    String svg = graph.svg("where <busy> was");

    assertThat(svg)
        .startsWith("<svg")
        .endsWith("</svg>\n")
        .contains("where &lt;busy&gt; was")
        .contains("FlameGraphTest.spinOne: ")
        .contains("all: 100.0 %")
        .doesNotContain("spinOther");
    assertThat(FlameGraph.read(folder.resolve("0.jfr"), "nobody", 0).samples()).isZero();
  }

  private static void record(Path file) throws Exception {
    try (Recording recording = new Recording()) {
      recording.enable("jdk.ExecutionSample").withPeriod(Duration.ofMillis(10));
      recording.start();
      Thread one = new Thread(FlameGraphTest::spinOne, "busy-one");
      Thread other = new Thread(FlameGraphTest::spinOther, "idle-other");
      one.start();
      other.start();
      one.join();
      other.join();
      recording.stop();
      recording.dump(file);
    }
  }

  private static void spinOne() {
    spin();
  }

  private static void spinOther() {
    spin();
  }

  private static void spin() {
    long until = System.nanoTime() + Duration.ofMillis(400).toNanos();
    double sum = 0;
    while (System.nanoTime() < until) {
      for (int i = 1; i < 1000; i++) {
        sum += Math.sqrt(i);
      }
    }
    assertThat(sum).isPositive();
  }
}
