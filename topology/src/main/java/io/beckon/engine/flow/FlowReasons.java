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

  /**
   * The shopper wrote back, and people go on from here; the rule names the topic, if one is told.
   */
  public static final String REPLIED = "REPLIED";

  /** The exit condition of the flow became true. */
  public static final String EXIT_CONDITION = "EXIT_CONDITION";

  /** The shopper belongs to those who are sent nothing, so that flows can be measured. */
  public static final String HOLDOUT = "HOLDOUT";

  /** A split dealt out an arm, by weight. */
  public static final String DEALT = "DEALT";

  /** A split dealt out the arm that is sent nothing. */
  public static final String CONTROL = "CONTROL";

  /** The shopper is not among the percentage that takes part in a split. */
  public static final String NOT_IN_ROLLOUT = "NOT_IN_ROLLOUT";

  /** Everybody takes this arm of a split now. */
  public static final String PROMOTED = "PROMOTED";

  /** The event that the run waited for came; the rule names it. */
  public static final String EVENT_CAME = "EVENT_CAME";

  /** The event that the run waited for did not come in time. */
  public static final String TIMED_OUT = "TIMED_OUT";

  /** Attributes or tags of the shopper were set. */
  public static final String SET = "SET";

  /** The shopper joined an audience. */
  public static final String AUDIENCE_JOINED = "AUDIENCE_JOINED";

  /** The shopper left an audience. */
  public static final String AUDIENCE_LEFT = "AUDIENCE_LEFT";

  /** A threshold of a score was reached. */
  public static final String SCORE_REACHED = "SCORE_REACHED";

  /** A threshold of a score is not reached any more. */
  public static final String SCORE_DROPPED = "SCORE_DROPPED";

  /** The shopper came to another stage. */
  public static final String STAGE_CHANGED = "STAGE_CHANGED";

  /** Somebody was given something to do. */
  public static final String TASK_CREATED = "TASK_CREATED";

  /** The condition holds under which the message is left out. */
  public static final String UNLESS = "UNLESS";

  /** The same variation of the message was sent within the time that the step names. */
  public static final String VARIATION_SENT = "VARIATION_SENT";

  /** Another id of the shopper is in this flow, too, and goes on. */
  public static final String MERGED = "MERGED";

  /** The shopper is forgotten. */
  public static final String ERASED = "ERASED";

  /** The product that the message is about costs no longer less, or not by as much. */
  public static final String PRICE_ROSE = "PRICE_ROSE";

  /** No fact of the shop confirms what the message claims. */
  public static final String CLAIM_NOT_CONFIRMED = "CLAIM_NOT_CONFIRMED";

  /** There is no related product that the message could show. */
  public static final String NOTHING_TO_SUGGEST = "NOTHING_TO_SUGGEST";

  /** The text is longer than the policy or the step allows, and so is what stands in for it. */
  public static final String TEXT_TOO_LONG = "TEXT_TOO_LONG";

  /** The text lacks something that is not known, and so does what stands in for it. */
  public static final String TEXT_INCOMPLETE = "TEXT_INCOMPLETE";

  /** There are no longer few pieces of the product that the message is about. */
  public static final String STOCK_ROSE = "STOCK_ROSE";

  /** The last step is done. */
  public static final String FINISHED = "FINISHED";

  private FlowReasons() {}
}
