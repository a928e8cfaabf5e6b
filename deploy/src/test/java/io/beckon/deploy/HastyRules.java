package io.beckon.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The alerts with short times, so that a test need not wait for hours: what they compare with is
 * {@value #LONG_AGO_SECONDS} seconds ago, each window is {@value #WINDOW_SECONDS} long, and what
 * must last lasts one. All else is as it is.
 */
final class HastyRules {

  static final Path RULES = HelmCharts.CHART.resolve("rules/beckon.rules.yaml");
  static final int LONG_AGO_SECONDS = 25;
  static final int WINDOW_SECONDS = 8;

  private HastyRules() {}

  /** The alerts as they are, but for a group and those behind it. */
  static Path from(String group, Path folder) throws IOException {
    String rules = Project.text(RULES);
    int first = rules.indexOf("- name: " + group + "\n");
    assertThat(first).isPositive();
    String window = WINDOW_SECONDS + "s";
    String shorter =
        rules
            .substring(first)
            .replaceAll("\\[[0-9]+[mhdw]:[0-9]+[mh]]", "[" + window + ":2s]")
            .replaceAll("\\[[0-9]+[mhdw]]", "[" + window + "]")
            .replaceAll("offset [0-9]+[mhdw]", "offset " + LONG_AGO_SECONDS + "s")
            .replaceAll("for: [0-9]+[mh]", "for: 1s");
    return Files.writeString(
        folder.resolve("hasty.rules.yaml"), rules.substring(0, first) + shorter);
  }
}
