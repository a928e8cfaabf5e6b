package io.beckon.engine.contact;

import io.beckon.contract.ContactAnswer;
import io.beckon.contract.ContactLift;
import io.beckon.contract.ContactQuestion;
import io.beckon.contract.ContactSaid;
import io.beckon.contract.ContactSuppression;
import io.beckon.contract.ContactTold;
import io.beckon.contract.ContactVerdict;
import io.beckon.contract.ShopperEvent;
import io.beckon.engine.Effects;
import io.beckon.engine.Ids;
import io.beckon.engine.consent.Suppressions;
import io.beckon.engine.policy.Policy;
import io.beckon.engine.policy.RecipientGate;
import io.beckon.engine.policy.Verdict;
import io.beckon.engine.shopper.Suppression;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One event heard by one contact. */
final class Hearing {

  /** How long a message that was granted may take to leave. It counts as sent at the end of it. */
  static final long GRANT_HOLDS_MS = Duration.ofMinutes(1).toMillis();

  /** When a question is to be asked again that found too many waiting. */
  static final long BUSY_MS = Duration.ofMinutes(1).toMillis();

  private static final String SOURCE = "beckon";

  private final String id;
  private final String cause;
  private final RecipientGate gate;
  private final Policy policy;
  private final long at;
  private final Effects effects;
  private Contact contact;

  Hearing(
      String id,
      String cause,
      Contact contact,
      RecipientGate gate,
      Policy policy,
      long at,
      Effects effects) {
    this.id = id;
    this.cause = cause;
    this.contact = contact;
    this.gate = gate;
    this.policy = policy;
    this.at = at;
    this.effects = effects;
  }

  Contact contact() {
    return contact;
  }

  void hear(ContactTold told) {
    String shopperId = told.getShopperId();
    switch (told.getMatter()) {
      case LINKED -> linked(shopperId, told);
      case UNLINKED -> unlinked(shopperId, told);
      case HISTORY -> history(shopperId, told);
      case SUPPRESSED -> suppressed(shopperId, told.getSuppressions());
      case LIFTED -> lifted(shopperId, told.getLift());
      case ASKED -> asked(shopperId, told.getQuestion());
      case RETURNED -> returned(told.getCommandId());
      case UNKNOWN -> {
        // Told by a newer release: it will be told again to whoever understands it.
      }
    }
  }

  private void linked(String shopperId, ContactTold told) {
    suppressed(shopperId, told.getSuppressions());
    learn(told);
    boolean shared = joined(shopperId);
    say(shopperId, "linked", shared, contact.suppressions(), null, null);
  }

  /** Counts a shopper in; returns whether the address is shared with others. */
  private boolean joined(String shopperId) {
    contact = contact.joined(shopperId);
    String lonely = contact.alone();
    if (lonely == null && contact.awaited() == null && contact.isOnlyOf(shopperId, at)) {
      contact = contact.alone(shopperId);
    } else if (lonely != null && !lonely.equals(shopperId)) {
      contact = contact.alone(null).awaiting(lonely);
      say(lonely, "shared", true, List.of(), null, null);
    }
    return !shopperId.equals(contact.alone());
  }

  private void unlinked(String shopperId, ContactTold told) {
    learn(told);
    contact = contact.left(shopperId);
    if (shopperId.equals(contact.alone())) {
      contact = contact.alone(null);
    }
    contact =
        contact.waiting(
            contact.waiting().stream().filter(w -> !w.shopperId().equals(shopperId)).toList());
    told(shopperId);
  }

  private void history(String shopperId, ContactTold told) {
    learn(told);
    told(shopperId);
  }

  private void learn(ContactTold told) {
    if (!told.getSent().isEmpty()) {
      contact = contact.sent(told.getSent().stream().map(Sent::of).toList(), at);
    }
  }

  /** What a member sent is known now: those who waited for it are answered. */
  private void told(String shopperId) {
    if (shopperId.equals(contact.awaited())) {
      List<Waiting> waiting = contact.waiting();
      contact = contact.awaiting(null).waiting(List.of());
      for (Waiting each : waiting) {
        answer(each.shopperId(), each.eventId(), each.question());
      }
    }
  }

  private void suppressed(String shopperId, List<ContactSuppression> told) {
    List<Suppression> news = new ArrayList<>();
    for (ContactSuppression each : told) {
      Suppression known = contact.suppression(each.getChannel(), each.getReason());
      if (known == null || known.at() < each.getAt()) {
        Suppression suppression =
            new Suppression(each.getChannel(), each.getReason(), each.getAt());
        contact = contact.suppressing(suppression);
        news.add(suppression);
      }
    }
    if (!news.isEmpty()) {
      for (String member : contact.members()) {
        if (!member.equals(shopperId)) {
          say(member, "suppressed", null, news, null, null);
        }
      }
    }
  }

  private void lifted(String shopperId, @Nullable ContactLift lift) {
    if (lift == null) {
      return;
    }
    List<Suppression> left =
        contact.suppressions().stream()
            .filter(
                s -> !Suppressions.isLifted(s, lift.getChannel(), lift.getPurpose(), lift.getAt()))
            .toList();
    if (left.size() == contact.suppressions().size()) {
      return;
    }
    contact = contact.suppressing(left);
    for (String member : contact.members()) {
      if (!member.equals(shopperId)) {
        say(member, "lifted", null, List.of(), lift, null);
      }
    }
  }

  private void asked(String shopperId, @Nullable ContactQuestion question) {
    if (question == null) {
      return;
    }
    if (!contact.members().contains(shopperId) && contact.further() == 0) {
      joined(shopperId);
    }
    if (contact.awaited() == null) {
      answer(shopperId, cause, question);
    } else if (contact.waiting().size() < Contact.MAX_WAITING) {
      List<Waiting> next = new ArrayList<>(contact.waiting());
      next.add(new Waiting(cause, shopperId, question));
      contact = contact.waiting(next);
    } else {
      ContactAnswer busy =
          new ContactAnswer(
              question.getCommandId(),
              question.getAskedAt(),
              ContactVerdict.DEFERRED,
              ContactReasons.CONTACT_BUSY,
              null,
              at + BUSY_MS,
              Map.of());
      say(shopperId, cause, null, List.of(), null, busy);
    }
  }

  private void answer(String shopperId, String asked, ContactQuestion question) {
    Verdict verdict =
        gate.judge(
            policy,
            new RecipientGate.Message(
                question.getChannel(),
                question.getPurpose(),
                question.getFlow(),
                new RecipientGate.Where(question.getRegions(), question.getZones())),
            contact.suppressions(),
            contact.notSent(question.getCommandId()).log(),
            at);
    boolean granted = verdict.answer() == Verdict.Answer.ALLOW;
    Long until = null;
    if (granted) {
      until = at + GRANT_HOLDS_MS;
      Sent sent =
          new Sent(
              question.getCommandId(),
              shopperId,
              question.getChannel(),
              question.getPurpose(),
              question.getFlow(),
              until);
      contact = contact.notSent(question.getCommandId()).sent(List.of(sent), at);
    } else if (verdict.answer() == Verdict.Answer.DEFER) {
      until = verdict.until();
    }
    Boolean shared = null;
    if (contact.awaited() == null && contact.isOnlyOf(shopperId, at)) {
      contact = contact.alone(shopperId);
      shared = false;
    }
    ContactAnswer answer =
        new ContactAnswer(
            question.getCommandId(),
            question.getAskedAt(),
            switch (verdict.answer()) {
              case ALLOW -> ContactVerdict.GRANTED;
              case SKIP -> ContactVerdict.REFUSED;
              case DEFER -> ContactVerdict.DEFERRED;
            },
            verdict.reason(),
            verdict.rule(),
            until,
            verdict.inputs());
    say(shopperId, asked, shared, List.of(), null, answer);
  }

  private void returned(@Nullable String commandId) {
    if (commandId != null) {
      contact =
          contact
              .notSent(commandId)
              .waiting(
                  contact.waiting().stream()
                      .filter(w -> !w.question().getCommandId().equals(commandId))
                      .toList());
    }
  }

  /** Reports what others may want to know of the contact, if it changed. */
  void report(Contact before) {
    if (!before.members().equals(contact.members())
        || before.further() != contact.further()
        || !before.suppressions().equals(contact.suppressions())) {
      effects.contact(
          new io.beckon.contract.Contact(
              id, contact.members(), contact.further(), written(contact.suppressions()), at));
    }
  }

  private void say(
      String member,
      String about,
      @Nullable Boolean shared,
      List<Suppression> suppressions,
      @Nullable ContactLift lift,
      @Nullable ContactAnswer answer) {
    effects.append(
        new ShopperEvent(
            Ids.of("contact-said", id, cause, member, about),
            at,
            member,
            SOURCE,
            false,
            new ContactSaid(id, member, shared, written(suppressions), lift, answer)));
  }

  private static List<ContactSuppression> written(List<Suppression> suppressions) {
    return suppressions.stream()
        .map(s -> new ContactSuppression(s.channel(), s.reason(), s.at()))
        .toList();
  }
}
