package io.beckon.app.audit;

import io.beckon.app.rules.Rules;
import io.beckon.app.rules.Rules.RuleFile;

/** Where something stands. */
record Place(String file, int line) {

  /** The first place of a value in the file of a flow; its first line when it is not there. */
  static Place of(Rules rules, String id, String value) {
    for (RuleFile file : rules.files()) {
      if (file.id().equals(id)) {
        int line =
            Scalar.of(file.text()).stream()
                .filter(scalar -> scalar.value().equals(value))
                .mapToInt(Scalar::line)
                .findFirst()
                .orElse(1);
        return new Place(file.name(), line);
      }
    }
    return new Place(id, 1);
  }
}
