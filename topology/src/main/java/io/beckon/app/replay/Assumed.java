package io.beckon.app.replay;

import io.beckon.contract.Channel;
import io.beckon.contract.ConsentState;
import io.beckon.contract.Purpose;
import io.beckon.engine.shopper.Consent;
import io.beckon.engine.shopper.Profile;
import io.beckon.engine.shopper.Shopper;
import java.util.ArrayList;
import java.util.List;

/**
 * A shopper of whom a recording tells no address and no consent, taken to have both: to see what
 * flows would do on data that only hold clicks.
 */
final class Assumed {

  private static final Shopper.Parts PARTS = parts();

  private Assumed() {}

  static Shopper shopper(String id) {
    return new Shopper(id, PARTS);
  }

  private static Shopper.Parts parts() {
    List<Consent> consents = new ArrayList<>();
    for (Channel channel : Channel.values()) {
      for (Purpose purpose : Purpose.values()) {
        if (channel != Channel.UNKNOWN && purpose != Purpose.UNKNOWN) {
          consents.add(new Consent(channel, purpose, ConsentState.GRANTED, "assumed", 0));
        }
      }
    }
    Profile.Contact contact =
        new Profile.Contact(
            "assumed@example.invalid", "+15550000000", null, null, null, null, null, null);
    Profile none = Profile.EMPTY;
    Shopper shopper = Shopper.unseen("");
    shopper.profile(
        new Profile(
            contact,
            consents,
            none.suppressions(),
            none.tags(),
            none.attributes(),
            none.knownId(),
            none.purchases()));
    return shopper.parts();
  }
}
