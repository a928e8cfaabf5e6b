package io.beckon.streams.state;

/**
 * A row of a store can't be read, so nothing may be decided for its shopper. Other shoppers are not
 * concerned. The message names the store and the shopper id, and nothing that the row holds.
 */
public final class CorruptStateException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String store;
  private final String shopperId;

  CorruptStateException(String store, String shopperId, RuntimeException cause) {
    // The cause's own message could quote what was read: only its kind is told.
    super(
        "The row of shopper "
            + shopperId
            + " in store "
            + store
            + " can't be read ("
            + cause.getClass().getSimpleName()
            + "). Restore it from the changelog, or erase the shopper.");
    this.store = store;
    this.shopperId = shopperId;
    setStackTrace(cause.getStackTrace());
  }

  /** Name of the store. */
  public String store() {
    return store;
  }

  /** Key of the row. */
  public String shopperId() {
    return shopperId;
  }
}
