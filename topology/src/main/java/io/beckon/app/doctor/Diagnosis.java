package io.beckon.app.doctor;

import io.beckon.app.topics.Finding.Severity;
import java.util.List;
import java.util.Optional;

/**
 * What an examination found.
 *
 * @param examined each area once, in order
 */
public record Diagnosis(List<Examined> examined) {

  public Diagnosis {
    examined = List.copyOf(examined);
  }

  /**
   * An area that was looked at, or was not.
   *
   * @param skipped why it was not looked at; empty when it was
   * @param findings the worst first
   */
  public record Examined(Area area, Optional<String> skipped, List<Finding> findings) {

    public Examined {
      findings = List.copyOf(findings);
    }
  }

  /** How many findings are so severe. */
  public long count(Severity severity) {
    return examined.stream()
        .flatMap(area -> area.findings().stream())
        .filter(finding -> finding.severity() == severity)
        .count();
  }
}
