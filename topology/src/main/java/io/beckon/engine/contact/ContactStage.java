package io.beckon.engine.contact;

import io.beckon.contract.ContactTold;
import io.beckon.contract.ShopperEvent;
import io.beckon.engine.Effects;
import io.beckon.engine.policy.Policy;
import io.beckon.engine.policy.RecipientGate;
import io.beckon.engine.shopper.RecentIds;

/**
 * The second stage: hears what shoppers tell the contacts of their addresses, and answers. What it
 * hears of one contact comes in one order, that of the contact's own part of the log; so of two
 * shoppers who ask at once, one is first.
 */
public final class ContactStage {

  private final ContactStore contacts;
  private final RecipientGate gate = new RecipientGate();

  /** A stage over a store of contacts. */
  public ContactStage(ContactStore contacts) {
    this.contacts = contacts;
  }

  /**
   * Hears an event for a contact. Nothing is kept when it throws.
   *
   * @param at its append time, epoch milliseconds
   * @return false for an event that was heard before
   */
  public boolean hear(
      ShopperEvent event, ContactTold told, long at, Policy policy, Effects effects) {
    String id = event.getShopperId();
    Contact before = contacts.get(id);
    long hash = RecentIds.hash(event.getEventId());
    if (before.recent().contains(hash)) {
      return false;
    }
    Hearing hearing =
        new Hearing(id, event.getEventId(), before.remembering(hash), gate, policy, at, effects);
    hearing.hear(told);
    hearing.report(before);
    contacts.put(id, hearing.contact());
    return true;
  }
}
