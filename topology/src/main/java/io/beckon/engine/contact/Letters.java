package io.beckon.engine.contact;

import io.beckon.contract.ContactLift;
import io.beckon.contract.ContactMatter;
import io.beckon.contract.ContactMessage;
import io.beckon.contract.ContactQuestion;
import io.beckon.contract.ContactSuppression;
import io.beckon.contract.ContactTold;
import io.beckon.contract.ShopperEvent;
import io.beckon.engine.Effects;
import io.beckon.engine.Ids;
import io.beckon.engine.shopper.SentMessage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a shopper writes to contacts because of one cause.
 *
 * @param cause makes ids of what is written: the same cause, met again, writes the same
 * @param at log time, epoch milliseconds
 */
record Letters(String shopperId, String cause, long at, Effects effects) {

  private static final String SOURCE = "beckon";

  void linked(String contact, List<ContactSuppression> suppressions, List<SentMessage> sent) {
    write(contact, told(ContactMatter.LINKED, shopperId, suppressions, null, sent, null, null));
  }

  void unlinked(String contact, List<SentMessage> sent) {
    write(contact, told(ContactMatter.UNLINKED, shopperId, List.of(), null, sent, null, null));
  }

  /** The shopper may have another id by now than the one that the contact knows. */
  void history(String contact, String member, List<SentMessage> sent) {
    write(contact, told(ContactMatter.HISTORY, member, List.of(), null, sent, null, null));
  }

  void suppressed(String contact, List<ContactSuppression> suppressions) {
    write(
        contact,
        told(ContactMatter.SUPPRESSED, shopperId, suppressions, null, List.of(), null, null));
  }

  void lifted(String contact, ContactLift lift) {
    write(contact, told(ContactMatter.LIFTED, shopperId, List.of(), lift, List.of(), null, null));
  }

  void asked(String contact, ContactQuestion question) {
    write(
        contact, told(ContactMatter.ASKED, shopperId, List.of(), null, List.of(), question, null));
  }

  void returned(String contact, String commandId) {
    write(
        contact,
        told(ContactMatter.RETURNED, shopperId, List.of(), null, List.of(), null, commandId));
  }

  private static ContactTold told(
      ContactMatter matter,
      String shopperId,
      List<ContactSuppression> suppressions,
      @Nullable ContactLift lift,
      List<SentMessage> sent,
      @Nullable ContactQuestion question,
      @Nullable String commandId) {
    List<ContactMessage> messages =
        sent.stream()
            .map(
                m ->
                    new ContactMessage(
                        m.commandId(), shopperId, m.channel(), m.purpose(), m.flow(), m.at()))
            .toList();
    return new ContactTold(matter, shopperId, suppressions, lift, messages, question, commandId);
  }

  private void write(String contact, ContactTold told) {
    ContactLift lift = told.getLift();
    effects.append(
        new ShopperEvent(
            Ids.of(
                "contact-told",
                contact,
                shopperId,
                cause,
                told.getMatter().name(),
                lift == null ? "" : lift.getChannel() + ":" + lift.getPurpose()),
            at,
            contact,
            SOURCE,
            false,
            told));
  }
}
