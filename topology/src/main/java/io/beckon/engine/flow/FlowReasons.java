package io.beckon.engine.flow;

/** Reason codes of decisions about runs. Stable: reports and senders match on them. */
public final class FlowReasons {

  /** A run began. */
  public static final String STARTED = "STARTED";

  /** The flow allows one entry, and there was one. */
  public static final String ALREADY_ENTERED = "ALREADY_ENTERED";

  /** The time after which the shopper may enter again is not over. */
  public static final String ENTERED_RECENTLY = "ENTERED_RECENTLY";

  /** The shopper is in this flow now. */
  public static final String ALREADY_RUNNING = "ALREADY_RUNNING";

  /** The shopper has as many runs as are allowed. */
  public static final String TOO_MANY_RUNS = "TOO_MANY_RUNS";

  /** A condition could not be evaluated. */
  public static final String CONDITION_FAILED = "CONDITION_FAILED";

  /** The filter of the trigger is no longer true. */
  public static final String FILTER_NO_LONGER_TRUE = "FILTER_NO_LONGER_TRUE";

  /** The cart that the message is about is empty. */
  public static final String CART_EMPTY = "CART_EMPTY";

  /** The shopper ordered. */
  public static final String ORDER_COMPLETED = "ORDER_COMPLETED";

  /** An event happened that the flow exits on. */
  public static final String EXIT_EVENT = "EXIT_EVENT";

  /** The exit condition of the flow became true. */
  public static final String EXIT_CONDITION = "EXIT_CONDITION";

  /** The last step is done. */
  public static final String FINISHED = "FINISHED";

  private FlowReasons() {}
}
