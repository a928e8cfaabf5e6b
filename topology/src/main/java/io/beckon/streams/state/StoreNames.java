package io.beckon.streams.state;

/**
 * The names of the stores. They are part of changelog topic names: a renamed store is an empty
 * store.
 */
public final class StoreNames {

  /** Head, visit and what was viewed, in full; see {@link #ACTIVITY}. Key: shopper id. */
  public static final String BROWSE_HISTORY = "browse-history";

  /** What commits changed of that since, a page each. Key: shopper id and a slot. */
  public static final String ACTIVITY = "activity";

  /** Open carts. Key: shopper id. */
  public static final String CARTS = "carts";

  /** Contact data, consents, attributes, purchases. Key: shopper id. */
  public static final String PROFILES = "profiles";

  /** What was sent lately, for caps and cooldowns. Key: shopper id. */
  public static final String LAST_SENDS = "last-sends";

  /** Runs that are not over. Key: shopper id. */
  public static final String JOURNEYS = "journeys";

  /** Decided sends that wait for their release. Key: shopper id. */
  public static final String SEND_QUEUE = "send-queue";

  /** What is known of addresses. Key: keyed hash of the address. */
  public static final String CONTACTS = "contacts";

  /** Codes that offers give out. Key: pool, a zero byte, code. */
  public static final String OFFER_CODES = "offer-codes";

  /** Definitions in force. Key: id@version. */
  public static final String RULES = "rules";

  /** When shoppers must be looked at. Key: see {@link TimerIndex}. */
  public static final String TIMERS = "timers";

  /**
   * Who may be interested in which product, and changes that not everybody was told of. Keys: see
   * {@link InterestRows} and {@link ChangeRows}.
   */
  public static final String PRODUCT_INTEREST = "product-interest";

  /** Holds no data: see {@link CommitHook}. */
  public static final String COMMIT_HOOK = "commit-hook";

  private StoreNames() {}
}
