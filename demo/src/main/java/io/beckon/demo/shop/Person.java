package io.beckon.demo.shop;

import io.beckon.contract.Channel;
import io.beckon.contract.ConsentGiven;
import io.beckon.contract.ConsentState;
import io.beckon.contract.Identified;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who shops, as they are before the first visit. Addresses are fictional.
 *
 * @param id shopper id: a customer number, or a device id of somebody who does not sign in
 * @param tells when the shop learns who it is
 * @param email null when they give none
 * @param phone null when they give none
 * @param emailConsent null when they were never asked
 * @param smsConsent null when they were never asked
 */
record Person(
    String id,
    Persona persona,
    Tells tells,
    Country country,
    String firstName,
    String lastName,
    @Nullable String email,
    @Nullable String phone,
    @Nullable ConsentState emailConsent,
    @Nullable ConsentState smsConsent) {

  /** When the shop learns who somebody is. */
  enum Tells {
    SIGNED_IN,
    AT_CHECKOUT,
    NEVER
  }

  static Person of(long seed, long number) {
    Dice dice = Dice.of(seed, "person", number);
    Country country = dice.of(List.of(Country.values()));
    String first = country.firstName(dice);
    String last = country.lastName(dice);
    Tells tells = Tells.values()[dice.weighted(72, 14, 14)];
    String mail =
        (first + "." + last + number).toLowerCase(Locale.ROOT)
            + dice.of(List.of("@example.com", "@example.org", "@example.net"));
    String phone = country.phone(dice);
    boolean givesPhone = dice.percent(60);
    return new Person(
        tells == Tells.SIGNED_IN ? "c-" + (10_000 + number) : "anon-" + dice.hex(8),
        Persona.any(dice),
        tells,
        country,
        first,
        last,
        tells == Tells.NEVER ? null : mail,
        tells == Tells.NEVER || !givesPhone ? null : phone,
        consent(dice.weighted(74, 10, 11, 5)),
        givesPhone ? consent(dice.weighted(70, 12, 8, 10)) : null);
  }

  private static @Nullable ConsentState consent(int rolled) {
    return switch (rolled) {
      case 0 -> ConsentState.GRANTED;
      case 1 -> ConsentState.DENIED;
      case 2 -> ConsentState.PENDING;
      default -> null;
    };
  }

  ZoneId zone() {
    return ZoneId.of(country.zone());
  }

  /** What they tell the shop. Some leave the time zone out; the country has to do. */
  Identified identified(Dice dice) {
    List<ConsentGiven> consents = new ArrayList<>();
    add(consents, Channel.EMAIL, emailConsent);
    add(consents, Channel.SMS, smsConsent);
    return Identified.newBuilder()
        .setEmail(email)
        .setPhone(phone)
        .setFirstName(firstName)
        .setLastName(lastName)
        .setCountry(country.name())
        .setLanguage(country.language())
        .setTimezone(dice.percent(85) ? country.zone() : null)
        .setConsents(consents)
        .setAttributes(Map.of())
        .build();
  }

  private static void add(
      List<ConsentGiven> consents, Channel channel, @Nullable ConsentState state) {
    if (state != null) {
      consents.add(consent(channel, state, "signup-form"));
    }
  }

  static ConsentGiven consent(Channel channel, ConsentState state, String source) {
    return ConsentGiven.newBuilder()
        .setChannel(channel)
        .setPurpose(null)
        .setState(state)
        .setSource(source)
        .build();
  }
}
