package io.beckon.engine.contact;

import io.beckon.contract.Channel;
import io.beckon.contract.ContactAnswer;
import io.beckon.contract.ContactLift;
import io.beckon.contract.ContactQuestion;
import io.beckon.contract.ContactSaid;
import io.beckon.contract.ContactSuppression;
import io.beckon.contract.ContactVerdict;
import io.beckon.contract.Purpose;
import io.beckon.engine.Effects;
import io.beckon.engine.consent.Address;
import io.beckon.engine.consent.Suppressions;
import io.beckon.engine.policy.Policy;
import io.beckon.engine.policy.RecipientGate;
import io.beckon.engine.policy.Verdict;
import io.beckon.engine.shopper.AddressLink;
import io.beckon.engine.shopper.AddressLink.State;
import io.beckon.engine.shopper.AddressLinks;
import io.beckon.engine.shopper.Consent;
import io.beckon.engine.shopper.PendingSend;
import io.beckon.engine.shopper.Permit;
import io.beckon.engine.shopper.Profile;
import io.beckon.engine.shopper.SendQueue;
import io.beckon.engine.shopper.SentMessage;
import io.beckon.engine.shopper.Shopper;
import io.beckon.engine.shopper.Suppression;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a shopper tells the contacts of their addresses, and what they hear from them. Nothing is
 * told that has not changed: an event that says nothing new of addresses and suppressions costs
 * nothing here, and a message to an address that is one shopper's only is not asked for.
 */
@SuppressWarnings("ReferenceEquality") // parts are values: another one is a change
public final class Correspondence {

  /** Nobody's addresses are known, so nothing is told and nothing asked. */
  public static final Correspondence OFF = new Correspondence(Addresses.OFF);

  private static final List<Address> KINDS = List.of(Address.EMAIL, Address.PHONE);

  private final Addresses addresses;
  private final RecipientGate gate = new RecipientGate();

  /** Correspondence with contacts that are known by these. */
  public Correspondence(Addresses addresses) {
    this.addresses = addresses;
  }

  /**
   * Tells what an event changed: addresses, suppressions, and opt-ins that lift one.
   *
   * @param before the profile before it
   * @param reported what it reports of the present address, also where the profile holds the same,
   *     or something stronger, already: it may have been said of another address; null: nothing
   * @param cause id of the event
   * @param at log time, epoch milliseconds
   */
  public void changed(
      Shopper shopper,
      Profile before,
      @Nullable Suppression reported,
      String cause,
      long at,
      Effects effects) {
    if (!addresses.areKnown() || (reported == null && before == shopper.profile())) {
      return;
    }
    if (reported != null) {
      reported(shopper, before, reported);
    }
    Letters letters = new Letters(shopper.id(), cause, at, effects);
    if (before.contact() != shopper.profile().contact()) {
      for (Address kind : KINDS) {
        readdressed(shopper, before, kind, letters);
      }
    }
    Profile after = shopper.profile();
    if (!before.suppressions().equals(after.suppressions())) {
      suppressed(shopper, before, letters);
      lifted(shopper, before, letters);
    }
  }

  /**
   * The shopper has the address no more: the contacts forget them, and keep what is suppressed. For
   * erasures and hand-overs.
   */
  public void left(Shopper shopper, String cause, long at, Effects effects) {
    Letters letters = new Letters(shopper.id(), cause, at, effects);
    for (Address kind : KINDS) {
      String contact = contact(shopper.profile(), kind);
      if (contact != null && link(shopper.profile(), kind).state() != State.UNTOLD) {
        letters.unlinked(contact, untoldMessages(shopper, shopper.profile(), kind));
      }
    }
    shopper.profile(shopper.profile().with(AddressLinks.NONE));
  }

  private static boolean isSameWriting(
      Profile.Contact before, Profile.Contact after, Address kind) {
    return kind == Address.EMAIL
        ? Objects.equals(before.email(), after.email())
        : Objects.equals(before.phone(), after.phone())
            && Objects.equals(before.country(), after.country());
  }

  private void readdressed(Shopper shopper, Profile before, Address kind, Letters letters) {
    Profile profile = shopper.profile();
    AddressLink link = link(before, kind);
    boolean told = link.state() != State.UNTOLD;
    if (told && isSameWriting(before.contact(), profile.contact(), kind)) {
      return;
    }
    String was = addresses.contact(kind, before.contact());
    String now = contact(profile, kind);
    if (told && was != null && was.equals(now)) {
      return;
    }
    if (told && was != null) {
      letters.unlinked(was, untoldMessages(shopper, before, kind));
      shopper.profile(Suppressions.withoutTold(with(profile, kind, AddressLink.NONE), kind));
    }
    if (now != null) {
      link(shopper, kind, now, was == null || was.equals(now), letters);
    }
  }

  /**
   * Tells a contact that its address is the shopper's now.
   *
   * @param asEver the shopper had no other address before, so what is suppressed, and what was
   *     sent, was for this one
   */
  private static void link(
      Shopper shopper, Address kind, String contact, boolean asEver, Letters letters) {
    Profile profile = shopper.profile();
    List<ContactSuppression> suppressions =
        asEver
            ? profile.suppressions().stream()
                .filter(s -> Address.of(s.channel()) == kind && !s.ofAddress())
                .map(Correspondence::written)
                .toList()
            : List.of();
    letters.linked(
        contact, suppressions, asEver ? messages(shopper, kind, Long.MIN_VALUE) : List.of());
    shopper.profile(with(profile, kind, AddressLink.told(letters.at())));
  }

  /**
   * What the profile did not take in, since it holds the same or something stronger, is kept beside
   * it as the address's: others are told, and what lifts it for them lifts it here.
   */
  private void reported(Shopper shopper, Profile before, Suppression reported) {
    Profile profile = shopper.profile();
    boolean takenIn =
        profile.suppressions().contains(reported) && !before.suppressions().contains(reported);
    boolean isKnown =
        profile.suppressions().stream()
            .anyMatch(
                s ->
                    s.ofAddress()
                        && s.channel() == reported.channel()
                        && s.reason().equals(reported.reason())
                        && s.at() >= reported.at());
    if (!takenIn
        && !isKnown
        && contact(profile, Address.of(reported.channel())) != null
        && Suppressions.lifting(profile, reported) == null) {
      shopper.profile(Suppressions.told(profile, reported));
    }
  }

  /** Tells what is new. What contacts say is heard elsewhere: all of it is this shopper's word. */
  private void suppressed(Shopper shopper, Profile before, Letters letters) {
    for (Address kind : KINDS) {
      List<Suppression> news =
          shopper.profile().suppressions().stream()
              .filter(s -> Address.of(s.channel()) == kind)
              .filter(s -> !before.suppressions().contains(s))
              .toList();
      String contact = news.isEmpty() ? null : contact(shopper.profile(), kind);
      if (contact == null) {
        continue;
      }
      if (link(shopper.profile(), kind).state() == State.UNTOLD) {
        link(shopper, kind, contact, true, letters);
        news = news.stream().filter(Suppression::ofAddress).toList();
      }
      if (!news.isEmpty()) {
        letters.suppressed(contact, news.stream().map(Correspondence::written).toList());
      }
    }
  }

  /** What is gone and was not left behind with an address was lifted by an opt-in. */
  private void lifted(Shopper shopper, Profile before, Letters letters) {
    for (Suppression gone : before.suppressions()) {
      Consent consent = Suppressions.lifting(shopper.profile(), gone);
      if (consent != null && !shopper.profile().suppressions().contains(gone)) {
        tellLift(shopper.profile(), consent, letters);
      }
    }
  }

  private void tellLift(Profile profile, Consent consent, Letters letters) {
    Address kind = Address.of(consent.channel());
    String contact = contact(profile, kind);
    if (contact != null && link(profile, kind).state() != State.UNTOLD) {
      letters.lifted(contact, new ContactLift(consent.channel(), consent.purpose(), consent.at()));
    }
  }

  /**
   * Takes in what a contact says, but for its answer to a question. What is suppressed for the
   * address is not lifted by what the shopper agreed to when they had another one.
   */
  public void heard(Shopper shopper, ContactSaid said, String cause, long at, Effects effects) {
    Letters letters = new Letters(shopper.id(), cause, at, effects);
    Address kind = kind(shopper.profile(), said.getContact());
    if (kind == null || link(shopper.profile(), kind).state() == State.UNTOLD) {
      if (Boolean.TRUE.equals(said.getShared())) {
        letters.history(said.getContact(), said.getMember(), List.of());
      }
      return;
    }
    if (said.getShared() != null) {
      AddressLink link = link(shopper.profile(), kind);
      if (said.getShared() && link.state() == State.ALONE) {
        letters.history(
            said.getContact(), said.getMember(), untoldMessages(shopper, shopper.profile(), kind));
      }
      shopper.profile(with(shopper.profile(), kind, link.shared(said.getShared())));
    }
    for (ContactSuppression told : said.getSuppressions()) {
      Suppression suppression = new Suppression(told.getChannel(), told.getReason(), told.getAt());
      Consent consent = Suppressions.lifting(shopper.profile(), suppression);
      if (consent != null && consent.at() >= link(shopper.profile(), kind).since()) {
        tellLift(shopper.profile(), consent, letters);
      } else {
        shopper.profile(Suppressions.told(shopper.profile(), suppression));
      }
    }
    ContactLift lift = said.getLift();
    if (lift != null) {
      shopper.profile(
          Suppressions.lifted(
              shopper.profile(), lift.getChannel(), lift.getPurpose(), lift.getAt()));
    }
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
    if (!addresses.areKnown()) {
      return null;
    }
    Address kind = Address.of(channel);
    return !KINDS.contains(kind) || link(profile, kind).state() == State.ALONE
        ? null
        : contact(profile, kind);
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
    if (link(shopper.profile(), kind).state() == State.UNTOLD) {
      link(shopper, kind, contact, true, letters);
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

  /** What the contact of an address does not know that the shopper was sent there. */
  private static List<SentMessage> untoldMessages(Shopper shopper, Profile profile, Address kind) {
    AddressLink link = link(profile, kind);
    return link.state() == State.ALONE ? messages(shopper, kind, link.since()) : List.of();
  }

  private static List<SentMessage> messages(Shopper shopper, Address kind, long since) {
    return shopper.sends().messages().stream()
        .filter(m -> Address.of(m.channel()) == kind && m.at() >= since)
        .toList();
  }

  private @Nullable Address kind(Profile profile, String contact) {
    for (Address kind : KINDS) {
      if (contact.equals(contact(profile, kind))) {
        return kind;
      }
    }
    return null;
  }

  private @Nullable String contact(Profile profile, Address kind) {
    return addresses.contact(kind, profile.contact());
  }

  private static AddressLink link(Profile profile, Address kind) {
    return kind == Address.EMAIL ? profile.links().email() : profile.links().phone();
  }

  private static Profile with(Profile profile, Address kind, AddressLink link) {
    return profile.with(
        kind == Address.EMAIL
            ? new AddressLinks(link, profile.links().phone())
            : new AddressLinks(profile.links().email(), link));
  }

  private static ContactSuppression written(Suppression suppression) {
    return new ContactSuppression(suppression.channel(), suppression.reason(), suppression.at());
  }
}
