package io.beckon.app.topics;

/**
 * Something about a topic that is not as it should be.
 *
 * @param what what is wrong, beginning with the topic
 * @param mend what to do about it
 */
public record Finding(Severity severity, String topic, String what, String mend) {

  /** How bad it is. */
  public enum Severity {
    /** Beckon must not start: it could not work, or would work wrongly. */
    ERROR,
    /** Something will go wrong in a case that can be expected. */
    WARNING,
    /** Better otherwise. */
    ADVICE
  }

  static Finding error(String topic, String what, String mend) {
    return new Finding(Severity.ERROR, topic, what, mend);
  }

  static Finding warning(String topic, String what, String mend) {
    return new Finding(Severity.WARNING, topic, what, mend);
  }

  static Finding advice(String topic, String what, String mend) {
    return new Finding(Severity.ADVICE, topic, what, mend);
  }

  /** What is wrong and what to do, for a person. */
  public String message() {
    return what + "\n    " + mend;
  }
}
