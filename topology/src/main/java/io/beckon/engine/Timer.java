package io.beckon.engine;

/**
 * Something of a shopper that is due at a time.
 *
 * @param due epoch milliseconds, without settle
 * @param runId the run that it belongs to; "" for an abandonment, segments and dates
 */
public record Timer(long due, Kind kind, String runId) {

  /** What is due. At the same time, in this order. */
  public enum Kind {
    ABANDONMENT,
    DEFERRED_SEND,
    WAIT,
    /** Time alone may change which segments the shopper is in. */
    SEGMENTS,
    /** A date comes that a flow may begin on. */
    DATE,
    /** A product changed that the shopper knows; it is no timer of theirs alone. */
    PRODUCT_CHANGE
  }
}
