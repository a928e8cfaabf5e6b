package io.beckon.engine.contact;

import io.beckon.contract.ContactLift;
import io.beckon.contract.ContactSaid;
import io.beckon.contract.ContactSuppression;
import io.beckon.engine.Effects;
import io.beckon.engine.consent.Address;
import io.beckon.engine.consent.Suppressions;
import io.beckon.engine.shopper.AddressLink;
import io.beckon.engine.shopper.AddressLink.State;
import io.beckon.engine.shopper.AddressLinks;
import io.beckon.engine.shopper.Consent;
import io.beckon.engine.shopper.Profile;
import io.beckon.engine.shopper.Shopper;
import io.beckon.engine.shopper.Suppression;
import java.util.List;
import java.util.Objects;
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

  private final AddressBook book;

  /** Correspondence with contacts that are known by these. */
  public Correspondence(Addresses addresses) {
    this.book = new AddressBook(addresses);
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
    if (!book.isOpen() || (reported == null && before == shopper.profile())) {
      return;
    }
    if (reported != null) {
      reported(shopper, before, reported);
    }
    Letters letters = new Letters(shopper.id(), cause, at, effects);
    if (before.contact() != shopper.profile().contact()) {
      for (Address kind : AddressBook.KINDS) {
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
    for (Address kind : AddressBook.KINDS) {
      String contact = book.contact(shopper.profile(), kind);
      if (contact != null && AddressBook.link(shopper.profile(), kind).state() != State.UNTOLD) {
        letters.unlinked(contact, AddressBook.untoldMessages(shopper, shopper.profile(), kind));
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
    AddressLink link = AddressBook.link(before, kind);
    boolean told = link.state() != State.UNTOLD;
    if (told && isSameWriting(before.contact(), profile.contact(), kind)) {
      return;
    }
    String was = book.contact(before, kind);
    String now = book.contact(profile, kind);
    if (told && was != null && was.equals(now)) {
      return;
    }
    if (told && was != null) {
      letters.unlinked(was, AddressBook.untoldMessages(shopper, before, kind));
      shopper.profile(
          Suppressions.withoutTold(AddressBook.with(profile, kind, AddressLink.NONE), kind));
    }
    if (now != null) {
      AddressBook.link(shopper, kind, now, was == null || was.equals(now), letters);
    }
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
        && book.contact(profile, Address.of(reported.channel())) != null
        && Suppressions.lifting(profile, reported) == null) {
      shopper.profile(Suppressions.told(profile, reported));
    }
  }

  /** Tells what is new. What contacts say is heard elsewhere: all of it is this shopper's word. */
  private void suppressed(Shopper shopper, Profile before, Letters letters) {
    for (Address kind : AddressBook.KINDS) {
      List<Suppression> news =
          shopper.profile().suppressions().stream()
              .filter(s -> Address.of(s.channel()) == kind)
              .filter(s -> !before.suppressions().contains(s))
              .toList();
      String contact = news.isEmpty() ? null : book.contact(shopper.profile(), kind);
      if (contact == null) {
        continue;
      }
      if (AddressBook.link(shopper.profile(), kind).state() == State.UNTOLD) {
        AddressBook.link(shopper, kind, contact, true, letters);
        news = news.stream().filter(Suppression::ofAddress).toList();
      }
      if (!news.isEmpty()) {
        letters.suppressed(contact, news.stream().map(AddressBook::written).toList());
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
    String contact = book.contact(profile, kind);
    if (contact != null && AddressBook.link(profile, kind).state() != State.UNTOLD) {
      letters.lifted(contact, new ContactLift(consent.channel(), consent.purpose(), consent.at()));
    }
  }

  /**
   * Takes in what a contact says, but for its answer to a question. What is suppressed for the
   * address is not lifted by what the shopper agreed to when they had another one.
   */
  public void heard(Shopper shopper, ContactSaid said, String cause, long at, Effects effects) {
    Letters letters = new Letters(shopper.id(), cause, at, effects);
    Address kind = book.kind(shopper.profile(), said.getContact());
    if (kind == null || AddressBook.link(shopper.profile(), kind).state() == State.UNTOLD) {
      if (Boolean.TRUE.equals(said.getShared())) {
        letters.history(said.getContact(), said.getMember(), List.of());
      }
      return;
    }
    if (said.getShared() != null) {
      AddressLink link = AddressBook.link(shopper.profile(), kind);
      if (said.getShared() && link.state() == State.ALONE) {
        letters.history(
            said.getContact(),
            said.getMember(),
            AddressBook.untoldMessages(shopper, shopper.profile(), kind));
      }
      shopper.profile(AddressBook.with(shopper.profile(), kind, link.shared(said.getShared())));
    }
    for (ContactSuppression told : said.getSuppressions()) {
      Suppression suppression = new Suppression(told.getChannel(), told.getReason(), told.getAt());
      Consent consent = Suppressions.lifting(shopper.profile(), suppression);
      if (consent != null && consent.at() >= AddressBook.link(shopper.profile(), kind).since()) {
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
}
