package io.beckon.bench.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.beckon.app.CommandFailedException;
import io.beckon.app.ExitCodes;
import io.beckon.bench.scenario.Scenario;
import io.beckon.bench.scenario.Scenarios;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JvmOptionsTest {

  private static final Scenario SHIP = Scenarios.named("ship").orElseThrow();

  @Test
  void shouldPutWhatIsWantedLastAndOneCollectorOnly() {
    assertThat(JvmOptions.of(SHIP, List.of("-Xmx3g")))
        .containsSubsequence("-Xmx2g", "-XX:+UseParallelGC", "-Xmx3g");
    assertThat(JvmOptions.of(SHIP, List.of("-XX:+UseG1GC", "-Xmx3g")))
        .doesNotContain("-XX:+UseParallelGC", "-XX:NewRatio=1")
        .endsWith("-XX:+UseG1GC", "-Xmx3g");
  }

  @Test
  void shouldTakeOptionsThatJavaTakesWithTheUsualOnes() {
    assertThatNoException()
        .isThrownBy(
            () ->
                JvmOptions.check(
                    List.of(SHIP), List.of("-XX:+UseG1GC", "-Xmx3g", "-Dwords=two of them")));
  }

  @ParameterizedTest
  @CsvSource({
    "-Xmx1g -Xms1g, Invalid maximum heap size",
    "-XX:+UseNothing, Unrecognized VM option",
    "-Xmx1m, Initial heap size",
    "-Xlong, Unrecognized option"
  })
  void shouldRefuseWithWhatJavaSaid(String option, String said) {
    assertThatExceptionOfType(CommandFailedException.class)
        .isThrownBy(() -> JvmOptions.check(List.of(SHIP), List.of(option)))
        .withMessageStartingWith("--jvm: Java does not take '" + option + "':\n")
        .withMessageContaining(said)
        .withMessageEndingWith("\nGive --jvm once for each option.")
        .satisfies(e -> assertThat(e.exitCode()).isEqualTo(ExitCodes.BAD_INPUT));
  }

  @Test
  void shouldRefuseWhatWouldBeTakenForAClass() {
    assertThatExceptionOfType(CommandFailedException.class)
        .isThrownBy(() -> JvmOptions.check(List.of(SHIP), List.of("Xmx3g")))
        .withMessageContaining("'Xmx3g' is no option of Java: it begins with no '-'");
  }
}
