package io.beckon.streams.state;

import io.beckon.engine.shopper.Journeys;
import io.beckon.engine.shopper.Profile;
import io.beckon.engine.shopper.Shopper;
import org.jspecify.annotations.Nullable;

/**
 * What a page says of parts that have rows of their own. It adds to such a row, and can't take its
 * place: of a part that has none, nothing is said.
 *
 * @param purchases what orders changed of the profile; null when nothing, or when more of it has
 *     changed
 * @param journeys what has changed of the journeys; null when they are the same object, or no page
 *     can tell
 */
record PartChanges(@Nullable PurchasesChange purchases, @Nullable JourneysChange journeys) {

  /** Nothing is said. */
  static final PartChanges NONE = new PartChanges(null, null);

  /**
   * What can be said of the change to present parts.
   *
   * @param was bits of the parts that have rows
   * @param bits bits of the parts that exist now
   */
  @SuppressWarnings("ReferenceEquality") // parts are values: another one is a change
  static PartChanges between(Shopper.Parts old, int was, Shopper.Parts now, int bits) {
    int both = was & bits;
    Profile profile = old.profile();
    Journeys all = old.journeys();
    PurchasesChange purchases =
        now.profile() != profile && Part.PROFILE.in(both)
            ? PurchasesChange.between(profile, now.profile())
            : null;
    JourneysChange journeys =
        now.journeys() != all && Part.JOURNEYS.in(both)
            ? JourneysChange.between(all, now.journeys())
            : null;
    return purchases == null && journeys == null ? NONE : new PartChanges(purchases, journeys);
  }

  /** Is there nothing to say? */
  boolean isNone() {
    return purchases == null && (journeys == null || journeys.isNone());
  }
}
