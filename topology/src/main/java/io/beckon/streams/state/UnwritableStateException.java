package io.beckon.streams.state;

/**
 * A part of a shopper can't be written, so the transaction must not be sealed: what was decided
 * would be forgotten. A defect of the engine, not of its input.
 */
public final class UnwritableStateException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  UnwritableStateException(String store, String shopperId, RuntimeException cause) {
    super(
        "The row of shopper "
            + shopperId
            + " for store "
            + store
            + " can't be written ("
            + cause.getClass().getSimpleName()
            + "). This is a defect of Beckon: please report it.");
    setStackTrace(cause.getStackTrace());
  }
}
