package io.beckon.engine;

import io.beckon.contract.HandedOver;
import io.beckon.contract.MessageFeedback;
import io.beckon.contract.OrderChanged;
import io.beckon.contract.OrderCompleted;
import io.beckon.contract.OutcomeEvent;
import io.beckon.contract.ShopperEvent;
import io.beckon.engine.flow.Rulebook;
import io.beckon.engine.outcome.Happened;
import io.beckon.engine.outcome.Outcomes;
import io.beckon.engine.shopper.Profile;
import io.beckon.engine.shopper.Shopper;
import org.jspecify.annotations.Nullable;

/** Tells measurement of an event what it counts, before anything follows from it. */
final class Measured {

  private Measured() {}

  /**
   * Looks at an event that was applied.
   *
   * @param before the profile before it
   */
  static void heard(
      Shopper shopper,
      Profile before,
      ShopperEvent event,
      long at,
      Rulebook rules,
      Effects effects) {
    OutcomeEvent told = told(shopper, event, at);
    if (told != null) {
      effects.outcome(told);
    }
    if (!(event.getPayload() instanceof HandedOver)) { // what it brings was told under another id
      OutcomeEvent agreed = Happened.agreed(shopper, before, event, at);
      if (agreed != null) {
        effects.outcome(agreed);
      }
    }
    if (!event.getHistorical()) {
      Goals.heard(shopper, event, at, rules, effects);
    }
  }

  private static @Nullable OutcomeEvent told(Shopper shopper, ShopperEvent event, long at) {
    Object payload = event.getPayload();
    if (payload instanceof OrderCompleted order) {
      return Happened.ordered(shopper, event, order, at);
    }
    if (payload instanceof OrderChanged change) {
      return Happened.adjusted(shopper, event, change, at);
    }
    return payload instanceof MessageFeedback report
        ? Outcomes.reported(shopper, event, report, at)
        : null;
  }
}
