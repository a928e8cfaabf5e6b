package io.beckon.measurement.report.figures;

import java.util.List;

/**
 * A part of the data.
 *
 * @param by what it is a part by
 * @param values one for each label of the dimension
 */
record Slice(Dimension by, List<String> values) {

  static final Slice ALL = new Slice(Dimension.ALL, List.of());

  Slice {
    values = List.copyOf(values);
  }

  static Slice of(Dimension by, String... values) {
    return new Slice(by, List.of(values));
  }
}
