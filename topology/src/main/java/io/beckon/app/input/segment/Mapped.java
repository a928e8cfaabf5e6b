package io.beckon.app.input.segment;

import io.beckon.app.input.field.Reason;
import io.beckon.contract.ShopperEvent;
import java.util.List;

/** What became of a call. */
public sealed interface Mapped {

  /**
   * The call as events, in order; never none. One call is one event, but for GA4's calls that list
   * several products: each product is one.
   */
  record Events(List<ShopperEvent> events) implements Mapped {
    public Events {
      events = List.copyOf(events);
    }
  }

  /**
   * The call was not understood.
   *
   * @param reason stable code
   * @param message which field, what was expected, how to mend it; holds no values
   */
  record Refused(Reason reason, String message) implements Mapped {}
}
