package io.beckon.engine.contact;

import java.util.HashMap;
import java.util.Map;

/** Where contacts are kept. */
public interface ContactStore {

  /** A contact; one that was never told anything is empty. */
  Contact get(String id);

  /** Keeps a contact. */
  void put(String id, Contact contact);

  /** A store in memory. */
  static ContactStore inMemory() {
    Map<String, Contact> contacts = new HashMap<>();
    return new ContactStore() {
      @Override
      public Contact get(String id) {
        return contacts.getOrDefault(id, Contact.EMPTY);
      }

      @Override
      public void put(String id, Contact contact) {
        contacts.put(id, contact);
      }
    };
  }
}
