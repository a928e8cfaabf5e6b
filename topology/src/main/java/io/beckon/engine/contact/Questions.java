package io.beckon.engine.contact;

import io.beckon.contract.Channel;
import io.beckon.contract.ContactAnswer;
import io.beckon.contract.ContactQuestion;
import io.beckon.contract.ContactSaid;
import io.beckon.contract.ContactVerdict;
import io.beckon.contract.Purpose;
import io.beckon.engine.Effects;
import io.beckon.engine.consent.Address;
import io.beckon.engine.policy.Policy;
import io.beckon.engine.policy.RecipientGate;
import io.beckon.engine.policy.Verdict;
import io.beckon.engine.shopper.AddressLink.State;
import io.beckon.engine.shopper.PendingSend;
import io.beckon.engine.shopper.Permit;
import io.beckon.engine.shopper.Profile;
import io.beckon.engine.shopper.SendQueue;
import io.beckon.engine.shopper.Shopper;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a contact is asked before a message leaves, and what its answer means. A message to an
 * address that is one shopper's only is not asked for.
 */
@SuppressWarnings("ReferenceEquality") // parts are values: another one is a change
public final class Questions {

  private final AddressBook book;
  private final RecipientGate gate = new RecipientGate();

  /** Questions to contacts that are known by these. */
  public Questions(Addresses addresses) {
    this.book = new AddressBook(addresses);
  }

  /**
   * The send that a contact's answer is about, if it still waits for it, with what was granted; the
   * question itself is done.
   */
  public static @Nullable PendingSend answered(Shopper shopper, ContactSaid said) {
    ContactAnswer answer = said.getAnswer();
    PendingSend send = answer == null ? null : shopper.queue().ofCommand(answer.getCommandId());
    Permit permit = send == null ? null : send.permit();
    if (answer == null
        || send == null
        || permit == null
        || !permit.isAsked()
        || permit.askedAt() != answer.getAskedAt()
        || !permit.contact().equals(said.getContact())) {
      return null;
    }
    Long until = answer.getUntil();
    PendingSend next =
        answer.getVerdict() == ContactVerdict.GRANTED && until != null
            ? send.granted(permit.granted(until))
            : send.unasked();
    shopper.queue(shopper.queue().with(next));
    return next;
  }

  /** What a contact answered that did not grant what was asked. */
  public static Verdict verdict(ContactSaid said) {
    ContactAnswer answer = Objects.requireNonNull(said.getAnswer());
    boolean defer = answer.getVerdict() == ContactVerdict.DEFERRED && answer.getUntil() != null;
    long until = answer.getUntil() == null ? 0 : answer.getUntil();
    Map<String, String> inputs = new TreeMap<>(answer.getInputs());
    inputs.put("judgedBy", "contact");
    return new Verdict(
        defer ? Verdict.Answer.DEFER : Verdict.Answer.SKIP,
        answer.getReason(),
        answer.getRule(),
        defer ? until : 0,
        inputs);
  }

  /** The contact that must be asked before a message of this channel leaves; null: none. */
  public @Nullable String asks(Profile profile, Channel channel) {
    if (!book.isOpen()) {
      return null;
    }
    Address kind = Address.of(channel);
    return !AddressBook.KINDS.contains(kind)
            || AddressBook.link(profile, kind).state() == State.ALONE
        ? null
        : book.contact(profile, kind);
  }

  /**
   * Asks a contact about a send, which then waits for the answer, and no longer than till it is
   * stale.
   */
  public void ask(
      Shopper shopper,
      PendingSend send,
      String contact,
      Purpose purpose,
      String flow,
      Policy policy,
      long at,
      Effects effects) {
    Letters letters = new Letters(shopper.id(), send.commandId() + ':' + at, at, effects);
    Address kind = Address.of(send.channel());
    if (AddressBook.link(shopper.profile(), kind).state() == State.UNTOLD) {
      AddressBook.link(shopper, kind, contact, true, letters);
    }
    RecipientGate.Where where = gate.where(policy, shopper.profile());
    letters.asked(
        contact,
        new ContactQuestion(
            send.commandId(), at, send.channel(), purpose, flow, where.regions(), where.zones()));
    long stale = send.dueAt() + policy.staleAfter().toMillis();
    shopper.queue(shopper.queue().with(send.asking(Permit.asked(contact, at), stale)));
  }

  /** Gives permits back that were asked for and are not needed: their sends are gone, not sent. */
  public static void settle(SendQueue before, Shopper shopper, long at, Effects effects) {
    if (before == shopper.queue()) {
      return;
    }
    for (PendingSend send : before.sends()) {
      Permit permit = send.permit();
      if (permit == null) {
        continue;
      }
      PendingSend now = shopper.queue().ofCommand(send.commandId());
      Permit kept = now == null ? null : now.permit();
      boolean used = now == null && shopper.sends().find(send.commandId()) != null;
      if (!used && (kept == null || !kept.contact().equals(permit.contact()))) {
        new Letters(shopper.id(), send.commandId() + ':' + at, at, effects)
            .returned(permit.contact(), send.commandId());
      }
    }
  }
}
