package io.beckon.measurement.core;

import io.beckon.contract.OrderSeen;
import io.beckon.contract.OutcomeEvent;
import io.beckon.contract.TouchKind;
import io.beckon.contract.Touched;

/** Whose code an order used: its discount is what that message cost. */
final class Codes {

  private Codes() {}

  /**
   * Did an order use the code that a message offered? Shops read codes in any case. A code counts
   * as long as the message is certainly remembered.
   */
  static boolean used(OutcomeEvent message, OutcomeEvent order, Settings settings) {
    if (!(message.getFact() instanceof Touched touch)
        || !(order.getFact() instanceof OrderSeen seen)
        || touch.getKind() != TouchKind.SENT
        || touch.getCommandId() == null
        || touch.getCode() == null
        || seen.getCoupon() == null
        || !touch.getCode().strip().equalsIgnoreCase(seen.getCoupon().strip())) {
      return false;
    }
    long after = settings.time(order) - message.getAt();
    return after >= 0 && after <= settings.memory();
  }

  /** Of two messages with the code that which left later; in one millisecond the greater id. */
  static boolean isLater(OutcomeEvent message, OutcomeEvent other) {
    return message.getAt() != other.getAt()
        ? message.getAt() > other.getAt()
        : id(message).compareTo(id(other)) > 0;
  }

  private static String id(OutcomeEvent message) {
    return String.valueOf(((Touched) message.getFact()).getCommandId());
  }
}
