package io.beckon.engine.identity;

import io.beckon.contract.Aliased;
import io.beckon.contract.ErasureRequested;
import io.beckon.contract.HandedOver;
import io.beckon.contract.Identified;
import io.beckon.contract.IdentityClaimed;
import io.beckon.contract.ShopperEvent;
import io.beckon.engine.Effects;
import io.beckon.engine.Ids;
import io.beckon.engine.contact.Correspondence;
import io.beckon.engine.flow.Rulebook;
import io.beckon.engine.flow.Runs;
import io.beckon.engine.shopper.Head;
import io.beckon.engine.shopper.Links;
import io.beckon.engine.shopper.RecentIds;
import io.beckon.engine.shopper.Shopper;
import org.jspecify.annotations.Nullable;

/**
 * Where a shopper's things are kept. An id that stands for another one hands over what it has,
 * keeps a pointer, and sends on what still comes. Only the task of an id changes what is kept under
 * it; the others ask it through the log.
 */
public final class Identity {

  /** What becomes of an event. */
  public enum Course {
    /** It is applied to the shopper. */
    HERE,
    /** All is done. */
    DONE,
    /** It had no effect: it was known. */
    KNOWN
  }

  private final String store;
  private final PartsFormat format;
  private final Correspondence contacts;
  private final Merging merging;
  private final Erasure erasure;

  /**
   * Identity in a shop.
   *
   * @param cartTtl after how many milliseconds without cart activity a cart is dropped
   */
  public Identity(
      String store, PartsFormat format, long cartTtl, Runs runs, Correspondence contacts) {
    this.store = store;
    this.format = format;
    this.contacts = contacts;
    this.merging = new Merging(cartTtl, runs);
    this.erasure = new Erasure(store, runs, contacts);
  }

  /**
   * Decides where an event belongs that is about ids, or is read at a shopper that was handed over.
   *
   * @param at its append time, epoch milliseconds
   */
  public Course course(
      Shopper shopper, ShopperEvent event, long at, Rulebook rules, Effects effects) {
    Object payload = event.getPayload();
    Links links = shopper.head().links();
    if (payload instanceof HandedOver handedOver) {
      return handedOver(shopper, handedOver, event, effects);
    }
    if (payload instanceof ErasureRequested request && !request.getPointsTo().isEmpty()) {
      erasure.forgetPointer(shopper, request);
      return remembered(shopper, event);
    }
    String knownId = knownId(payload);
    if (knownId != null && !knownId.isEmpty() && !knownId.equals(shopper.id())) {
      if (!knownId.equals(links.movedTo())) {
        handOver(shopper, knownId, event, at, effects);
      }
      return payload instanceof IdentityClaimed
          ? remembered(shopper, event)
          : sentOn(knownId, event, effects);
    }
    if (links.movedTo() != null) {
      return payload instanceof IdentityClaimed
          ? remembered(shopper, event)
          : sentOn(links.movedTo(), event, effects);
    }
    if (payload instanceof ErasureRequested) {
      erasure.erase(shopper, event, at, rules, effects);
      return remembered(shopper, event);
    }
    if (payload instanceof Aliased aliased) {
      claim(shopper, aliased.getPreviousId(), event, at, effects);
    }
    return Course.HERE;
  }

  /** Merges what was handed over into the shopper. */
  public void merge(
      Shopper shopper,
      HandedOver handedOver,
      ShopperEvent event,
      long at,
      Rulebook rules,
      Effects effects) {
    Shopper.Parts from = format.read(handedOver.getParts());
    long handOver = RecentIds.hash(event.getEventId());
    merging.merge(shopper, from, handedOver.getPreviousId(), handOver, at, rules, effects);
  }

  private static @Nullable String knownId(Object payload) {
    if (payload instanceof Identified identified) {
      return identified.getKnownId();
    }
    return payload instanceof IdentityClaimed claimed ? claimed.getKnownId() : null;
  }

  /**
   * What was handed over to a shopper who was handed over in turn goes where that one is; unless
   * this id is what it stands for: then everything of the shopper is in it, and the pointer, which
   * would lead in a circle, goes. The same if too many ids were merged to be sure: nothing may go
   * round for ever.
   */
  private Course handedOver(
      Shopper shopper, HandedOver handedOver, ShopperEvent event, Effects effects) {
    Links links = shopper.head().links();
    if (links.knows(handedOver.getPreviousId(), RecentIds.hash(event.getEventId()))) {
      return Course.KNOWN;
    }
    if (links.movedTo() == null) {
      return Course.HERE;
    }
    Links theirs = format.read(handedOver.getParts()).head().links();
    boolean forgot = theirs.merged().size() >= Links.MAX_MERGED;
    if (forgot
        || handedOver.getPreviousId().equals(links.movedTo())
        || theirs.includes(shopper.id())) {
      shopper.head(
          shopper
              .head()
              .with(
                  new Links(
                      null, links.merged(), links.removed(), links.erased(), links.orderedAt())));
      return Course.HERE;
    }
    return sentOn(links.movedTo(), event, effects);
  }

  private void handOver(
      Shopper shopper, String knownId, ShopperEvent cause, long at, Effects effects) {
    contacts.left(shopper, cause.getEventId(), at, effects);
    PartsFormat.Written written = format.write(shopper.parts());
    effects.append(
        new ShopperEvent(
            Ids.of("handed-over", store, shopper.id(), knownId, cause.getEventId()),
            at,
            knownId,
            "beckon",
            cause.getHistorical(),
            new HandedOver(shopper.id(), written.parts(), written.leftOut())));
    leaveOnly(shopper, new Head(Head.NEVER, shopper.head().recent(), Links.to(knownId)));
    remembered(shopper, cause);
  }

  /** Asks an earlier id for what it has. */
  private void claim(
      Shopper shopper, String previousId, ShopperEvent cause, long at, Effects effects) {
    if (previousId.isEmpty() || previousId.equals(shopper.id())) {
      return;
    }
    effects.append(
        new ShopperEvent(
            Ids.of("claimed", store, previousId, shopper.id(), cause.getEventId()),
            at,
            previousId,
            "beckon",
            cause.getHistorical(),
            new IdentityClaimed(shopper.id())));
  }

  private static Course sentOn(String id, ShopperEvent event, Effects effects) {
    effects.append(
        new ShopperEvent(
            event.getEventId(),
            event.getOccurredAt(),
            id,
            event.getSource(),
            event.getHistorical(),
            event.getPayload()));
    return Course.DONE;
  }

  private static Course remembered(Shopper shopper, ShopperEvent event) {
    long hash = RecentIds.hash(event.getEventId());
    if (!shopper.head().recent().contains(hash)) {
      shopper.head(shopper.head().remembering(hash));
    }
    return Course.DONE;
  }

  /** Leaves nothing of a shopper but a head. */
  static void leaveOnly(Shopper shopper, Head head) {
    Shopper.Parts none = Shopper.Parts.EMPTY;
    shopper.restore(
        new Shopper.Parts(
            head,
            none.visit(),
            none.cart(),
            none.history(),
            none.profile(),
            none.sends(),
            none.journeys(),
            none.queue()));
  }
}
