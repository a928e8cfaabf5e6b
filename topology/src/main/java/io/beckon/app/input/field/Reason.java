package io.beckon.app.input.field;

/** Stable code of why an input was refused; {@code rejected.ndjson} carries its name. */
public enum Reason {
  /** The line is not one JSON value in UTF-8. */
  NOT_JSON,
  /** The line is longer than a line may be. */
  LINE_TOO_LONG,
  /** The line is not a row of the table its header announces. */
  BAD_CSV,
  /** Not a Segment call: no object, or a type nobody knows. */
  UNKNOWN_CALL,
  /** A Segment call that says nothing about a shopper ({@code group}). */
  UNSUPPORTED_CALL,
  /** A CSV row of a type that the layout does not have. */
  UNKNOWN_EVENT_TYPE,
  /** A track call without an event name, or with one that is too long. */
  NO_NAME,
  /** Nobody did it: neither customer id nor anonymous id. */
  NO_SHOPPER,
  /** No time of the event. */
  NO_TIME,
  /** A time that is not ISO-8601 with a zone, or outside 1970 to 9999. */
  BAD_TIME,
  /** An id that is too long or not valid text. */
  BAD_ID,
  /** No product where the event is about one. */
  NO_PRODUCT,
  /** An amount that is no decimal number, or out of range. */
  BAD_MONEY,
  /** A currency that ISO 4217 does not have. */
  BAD_CURRENCY,
  /** A quantity that is no number, or out of range. */
  BAD_QUANTITY,
  /** Something happened to an order that is not named. */
  NO_ORDER,
  /** Something happened to a coupon that is not named. */
  NO_COUPON,
  /** A consent whose channel, purpose or state cannot be read. */
  BAD_CONSENT,
  /** An alias that does not join two different ids. */
  BAD_ALIAS,
  /** Earlier than what was already played, beyond the sort window. */
  OUT_OF_ORDER
}
