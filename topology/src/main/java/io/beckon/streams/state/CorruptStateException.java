package io.beckon.streams.state;

import io.beckon.schemas.UnreadablePayload;

/**
 * A row of a store can't be read, so nothing may be decided for its shopper. Other shoppers are not
 * concerned. The message names the store and the shopper id, and nothing that the row holds.
 */
public final class CorruptStateException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String store;
  private final String shopperId;

  CorruptStateException(String store, String shopperId, RuntimeException cause) {
    super(
        "The row of shopper "
            + shopperId
            + " in store "
            + store
            + " can't be read: "
            + reason(cause));
    this.store = store;
    this.shopperId = shopperId;
    setStackTrace(cause.getStackTrace());
  }

  /** Messages of other errors could quote what was read: only their kind is told. */
  private static String reason(RuntimeException cause) {
    return cause instanceof UnreadablePayload payload
        ? payload.code() + ". " + payload.getMessage()
        : cause.getClass().getSimpleName();
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
