package io.beckon.engine.flow;

/** A compiled CEL expression that is true or false of a shopper. Safe for use by many threads. */
public interface Condition {

  /** The expression as it was written. */
  String source();

  /**
   * Evaluates it. Never throws: what goes wrong (a missing key, a division by zero, too much work)
   * is a result.
   */
  Result test(Facts facts);

  /**
   * What came out.
   *
   * @param holds true only if the expression was evaluated and is true
   * @param error what went wrong, empty when nothing did; holds no values
   */
  record Result(boolean holds, String error) {

    public static final Result TRUE = new Result(true, "");
    public static final Result FALSE = new Result(false, "");

    /** Could it not be evaluated? */
    public boolean failed() {
      return !error.isEmpty();
    }
  }
}
