package io.beckon.streams.state;

import io.beckon.contract.ContactSuppression;
import io.beckon.engine.contact.Contact;
import io.beckon.engine.contact.ContactStore;
import io.beckon.engine.contact.Sent;
import io.beckon.engine.contact.Waiting;
import io.beckon.engine.shopper.Suppression;
import io.beckon.schemas.StateCodec;
import io.beckon.state.ContactState;
import io.beckon.state.WaitingQuestion;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The store {@code contacts}. Contacts hear little, so each is read and written when it does, and
 * none is kept in memory: shoppers pay nothing for them.
 */
public final class ContactRows implements ContactStore {

  private final KeyValueStore<String, byte[]> rows;
  private final StateCodec<ContactState> format = StateCodec.of(ContactState.class);

  /** Contacts in a store of the task. */
  public ContactRows(KeyValueStore<String, byte[]> rows) {
    this.rows = rows;
  }

  @Override
  public Contact get(String id) {
    byte[] row = rows.get(id);
    if (row == null) {
      return Contact.EMPTY;
    }
    try {
      return live(format.decode(row));
    } catch (RuntimeException e) {
      throw new CorruptStateException(StoreNames.CONTACTS, id, e);
    }
  }

  @Override
  public void put(String id, Contact contact) {
    byte[] row;
    try {
      row = format.encode(stored(contact));
    } catch (RuntimeException e) {
      throw new UnwritableStateException(StoreNames.CONTACTS, id, e);
    }
    rows.put(id, row);
  }

  private static ContactState stored(Contact contact) {
    return new ContactState(
        contact.members(),
        contact.further(),
        contact.alone(),
        contact.awaited(),
        PartCodec.each(
            contact.suppressions(), s -> new ContactSuppression(s.channel(), s.reason(), s.at())),
        PartCodec.each(contact.sent(), Sent::written),
        PartCodec.each(
            contact.waiting(), w -> new WaitingQuestion(w.eventId(), w.shopperId(), w.question())),
        Heads.stored(contact.recent()));
  }

  private static Contact live(ContactState state) {
    return new Contact(
        state.getMembers(),
        state.getFurther(),
        state.getAlone(),
        state.getAwaited(),
        PartCodec.each(
            state.getSuppressions(),
            s -> new Suppression(s.getChannel(), s.getReason(), s.getAt())),
        PartCodec.each(state.getSent(), Sent::of),
        PartCodec.each(
            state.getWaiting(),
            w -> new Waiting(w.getEventId(), w.getShopperId(), w.getQuestion())),
        Heads.live(state.getRecent()));
  }
}
