package io.beckon.streams.state;

/**
 * The parts of a shopper that have a store of their own. A bit in the head says whether a part
 * exists, so that nothing is looked up in vain.
 */
public enum Part {
  HISTORY(StoreNames.BROWSE_HISTORY, 0),
  ACTIVITY(StoreNames.ACTIVITY, 0),
  CART(StoreNames.CARTS, 1),
  PROFILE(StoreNames.PROFILES, 4),
  SENDS(StoreNames.LAST_SENDS, 8),
  JOURNEYS(StoreNames.JOURNEYS, 16),
  QUEUE(StoreNames.SEND_QUEUE, 32);

  private final String store;
  private final int bit;

  Part(String store, int bit) {
    this.store = store;
    this.bit = bit;
  }

  /** Name of its store. */
  public String store() {
    return store;
  }

  /** Its bit in the head, as stored; 0 for what needs none. 2 was the history's. */
  int bit() {
    return bit;
  }

  /** Is it in a set of bits? */
  boolean in(int bits) {
    return (bits & bit) != 0;
  }
}
