package io.beckon.bench.guard;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.HotSpotDiagnosticMXBean;
import io.beckon.app.rules.RuleFiles;
import io.beckon.bench.scenario.ShippedRules;
import io.beckon.bench.workload.Shape;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Fails when an event costs more than {@value Budget#FILE} allows, or so much less that the file
 * should be tightened. Everything here is a count: the same on every machine, however busy.
 *
 * <p>Bytes allocated are one too where the JVM does not optimize them away by what it happened to
 * see: this module's tests run with the first compiler only.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PerformanceGuardTest {

  private static final int LIVE = 1;
  private static final int CATCHING_UP = 20_000;
  private static final Path MEASURED = Path.of("target", "performance-figures.yaml");

  private final Budget budget = Budget.load();
  private final Map<String, Map<String, Double>> measured = new TreeMap<>();

  @ParameterizedTest
  @EnumSource(names = {"CART", "BROWSE"})
  void shouldStayWithinTheBudget(Shape shape) {
    stayWithinTheBudget(shape.label(), History.of(shape, RuleFiles.readyMade()));
  }

  @Test
  void shouldStayWithinTheBudgetWithAllFlowsSegmentsScoresAndStages() {
    stayWithinTheBudget("all rules", History.of(Shape.CART, ShippedRules.all()));
  }

  private void stayWithinTheBudget(String what, History history) {
    List<String> breaches = new ArrayList<>();
    breaches.addAll(drive(what + ", live", history, LIVE));
    breaches.addAll(drive(what + ", catching up", history, CATCHING_UP));

    assertThat(breaches)
        .as("figures per event outside of %s; all figures are in %s", Budget.FILE, MEASURED)
        .isEmpty();
  }

  private List<String> drive(String name, History history, int perCommit) {
    Map<String, Double> first = Drive.play(history, perCommit);
    Map<String, Double> figures = Drive.play(history, perCommit);
    double allocated =
        Math.min(first.remove(Budget.ALLOCATED_BYTES), figures.remove(Budget.ALLOCATED_BYTES));
    assertThat(figures).as("the same counts in every run").isEqualTo(first);
    if (allocatesAsWritten()) {
      figures.put(Budget.ALLOCATED_BYTES, allocated);
    }
    measured.put(name, figures);
    return budget.breaches(name, figures);
  }

  private static boolean allocatesAsWritten() {
    HotSpotDiagnosticMXBean jvm =
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
    return jvm.getVMOption("TieredStopAtLevel").getValue().equals("1");
  }

  /** For those who have to change the budget. */
  @AfterAll
  void write() throws IOException {
    StringBuilder yaml = new StringBuilder();
    measured.forEach(
        (drive, figures) -> {
          yaml.append(drive).append(":\n");
          figures.forEach(
              (name, value) ->
                  yaml.append(String.format(Locale.ROOT, "  %s: %.4f%n", name, value)));
        });
    Files.createDirectories(MEASURED.getParent());
    Files.writeString(MEASURED, yaml);
  }
}
