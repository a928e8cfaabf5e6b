package io.beckon.app.input.field;

/**
 * An input is refused. The message says which field, what was expected and how to mend it; it never
 * holds a value, because that could be contact data.
 */
public final class Refusal extends Exception {

  private static final long serialVersionUID = 1L;

  private final Reason reason;

  /** A refusal with its stable code and a sentence for people. */
  public Refusal(Reason reason, String message) {
    // Refusals are part of the data's normal way: no stack trace, which would cost most of the run.
    super(message, null, false, false);
    this.reason = reason;
  }

  /** The stable code. */
  public Reason reason() {
    return reason;
  }
}
