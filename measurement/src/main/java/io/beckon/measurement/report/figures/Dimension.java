package io.beckon.measurement.report.figures;

import java.util.List;

/** By what figures are broken down. */
enum Dimension {
  ALL(),
  FLOW("Flow"),
  VERSION("Flow", "Version"),
  STEP("Flow", "Step"),
  VARIANT("Flow", "Step", "Variant"),
  CHANNEL("Channel"),
  SEGMENT("Segment"),
  CATEGORY("Category"),
  DAY("Day");

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of
  private final List<String> labels;

  Dimension(String... labels) {
    this.labels = List.of(labels);
  }

  List<String> labels() {
    return labels;
  }
}
