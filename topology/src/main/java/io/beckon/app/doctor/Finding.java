package io.beckon.app.doctor;

import io.beckon.app.topics.Finding.Severity;
import java.util.function.UnaryOperator;

/**
 * Something that is not as it should be.
 *
 * @param where the key, topic, broker, folder or group it is about
 * @param what what is wrong, and what comes of it
 * @param mend what to do about it
 */
public record Finding(Severity severity, String where, String what, String mend) {

  static Finding error(String where, String what, String mend) {
    return new Finding(Severity.ERROR, where, what, mend);
  }

  static Finding warning(String where, String what, String mend) {
    return new Finding(Severity.WARNING, where, what, mend);
  }

  static Finding advice(String where, String what, String mend) {
    return new Finding(Severity.ADVICE, where, what, mend);
  }

  static Finding of(io.beckon.app.topics.Finding finding) {
    return new Finding(finding.severity(), finding.topic(), finding.what(), finding.mend());
  }

  /** With its texts changed. */
  Finding rewritten(UnaryOperator<String> text) {
    return new Finding(severity, text.apply(where), text.apply(what), text.apply(mend));
  }
}
