package io.beckon.engine.identity;

import io.beckon.contract.ErasureRequested;
import io.beckon.contract.ShopperEvent;
import io.beckon.engine.Effects;
import io.beckon.engine.Ids;
import io.beckon.engine.contact.Correspondence;
import io.beckon.engine.flow.Rulebook;
import io.beckon.engine.flow.Runs;
import io.beckon.engine.shopper.ErasedAddress;
import io.beckon.engine.shopper.Head;
import io.beckon.engine.shopper.Links;
import io.beckon.engine.shopper.MergedId;
import io.beckon.engine.shopper.Shopper;
import java.util.ArrayList;
import java.util.List;

/**
 * Forgets a shopper (GDPR, article 17): all parts, and the pointers of all earlier ids. What stays
 * tells nobody who it was: hashes of event ids, so that an event that is delivered again brings
 * nothing back, and salted hashes of the addresses, so that they stay suppressed.
 */
final class Erasure {

  private final String store;
  private final Runs runs;
  private final Correspondence contacts;

  Erasure(String store, Runs runs, Correspondence contacts) {
    this.contacts = contacts;
    this.store = store;
    this.runs = runs;
  }

  void erase(Shopper shopper, ShopperEvent event, long at, Rulebook rules, Effects effects) {
    Links links = shopper.head().links();
    runs.erase(shopper, rules, at, effects);
    contacts.left(shopper, event.getEventId(), at, effects);
    List<ErasedAddress> erased = new ArrayList<>(links.erased());
    String salt = Ids.of("salt", store, shopper.id(), event.getEventId());
    erased.addAll(ErasedAddresses.of(shopper.profile(), salt, at));
    List<String> ids = new ArrayList<>();
    links.merged().forEach(merged -> ids.add(merged.id()));
    ids.add(shopper.id());
    for (MergedId merged : links.merged()) {
      effects.append(
          new ShopperEvent(
              Ids.of("erased", store, shopper.id(), merged.id(), event.getEventId()),
              at,
              merged.id(),
              "beckon",
              event.getHistorical(),
              new ErasureRequested(ids, stored(erased))));
    }
    Identity.leaveOnly(
        shopper, new Head(Head.NEVER, shopper.head().recent(), Links.NONE.erasing(erased)));
  }

  /** Forgets what an earlier id stands for, unless it stands for somebody else by now. */
  void forgetPointer(Shopper shopper, ErasureRequested request) {
    String movedTo = shopper.head().links().movedTo();
    if (movedTo != null && request.getPointsTo().contains(movedTo)) {
      List<ErasedAddress> erased =
          request.getErased().stream()
              .map(
                  e ->
                      new ErasedAddress(
                          e.getChannel(), e.getReason(), e.getSalt(), e.getHash(), e.getAt()))
              .toList();
      Head head = shopper.head();
      shopper.head(new Head(Head.NEVER, head.recent(), Links.NONE.erasing(erased)));
    }
  }

  private static List<io.beckon.state.ErasedAddress> stored(List<ErasedAddress> erased) {
    return erased.stream()
        .map(
            e ->
                new io.beckon.state.ErasedAddress(
                    e.channel(), e.reason(), e.salt(), e.hash(), e.at()))
        .toList();
  }
}
