package io.beckon.app.input.segment;

import io.beckon.app.input.field.Refusal;
import io.beckon.contract.ConsentGiven;
import io.beckon.contract.Identified;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The traits of an identify call. What is unusable is as if it were not there: an e-mail address
 * without '@', a phone number of fewer than five digits. A zone, country or birthday that cannot be
 * read is kept as an attribute, as are all other traits; and so are, where no trait has the name,
 * the device ({@code context.device.type}) and the campaign ({@code context.campaign}: {@code
 * source}, {@code medium}, {@code campaign}).
 */
final class Traits {

  private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());
  private static final int MAX_EMAIL = 254;
  private static final int MAX_PHONE = 32;

  /** What is read here, or must not stand among the attributes. */
  private static final Set<String> READ =
      Set.of(
          "email",
          "phone",
          "firstName",
          "first_name",
          "lastName",
          "last_name",
          "language",
          "locale",
          "consent",
          "consent_source",
          "consentSource");

  private Traits() {}

  /**
   * Reads the traits; {@code BAD_CONSENT} when a consent cannot be read.
   *
   * @param knownId the customer id of an anonymous shopper; null: it is not told, or is the
   *     shopper's
   */
  static Identified identified(Props call, @Nullable String knownId) throws Refusal {
    Props context = call.child("context");
    Props traits = call.child("traits");
    if (traits.node().isEmpty()) {
      traits = context.child("traits");
    }
    Map<String, @Nullable Object> attributes = Attributes.of(traits.node(), READ);
    String timezone = readable(zone(traits.raw("timezone")), "timezone", attributes);
    String country = readable(country(traits.raw("country")), "country", attributes);
    String birthday = readable(birthday(traits.raw("birthday")), "birthday", attributes);
    List<ConsentGiven> consents = Consents.ofTraits(traits, attributes);
    origin(context, attributes);
    return new Identified(
        knownId,
        email(traits.raw("email")),
        phone(traits.raw("phone")),
        traits.name("firstName", "first_name"),
        traits.name("lastName", "last_name"),
        timezone != null ? timezone : zone(context.raw("timezone")),
        country != null ? country : country(traits.child("address").raw("country")),
        language(traits, context),
        birthday,
        consents,
        attributes);
  }

  /** Where the shopper comes from, and on what: from the call's context, unless a trait says it. */
  private static void origin(Props context, Map<String, @Nullable Object> attributes) {
    Props campaign = context.child("campaign");
    add("device", context.child("device").name("type"), attributes);
    add("source", campaign.name("source"), attributes);
    add("medium", campaign.name("medium"), attributes);
    add("campaign", campaign.name("name"), attributes);
  }

  private static void add(
      String name, @Nullable String value, Map<String, @Nullable Object> attributes) {
    if (value != null && attributes.size() < Attributes.MAX_ENTRIES) {
      attributes.putIfAbsent(name, value);
    }
  }

  private static @Nullable String readable(
      @Nullable String value, String name, Map<String, @Nullable Object> attributes) {
    if (value != null) {
      attributes.remove(name);
    }
    return value;
  }

  private static @Nullable String email(@Nullable String text) {
    if (text == null || text.length() > MAX_EMAIL) {
      return null;
    }
    int at = text.lastIndexOf('@');
    return at > 0 && at < text.length() - 1 ? text : null;
  }

  private static @Nullable String phone(@Nullable String text) {
    return text != null
            && text.length() <= MAX_PHONE
            && text.chars().filter(Character::isDigit).count() >= 5
        ? text
        : null;
  }

  private static @Nullable String zone(@Nullable String text) {
    if (text == null) {
      return null;
    }
    try {
      return ZoneId.of(text).getId();
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static @Nullable String country(@Nullable String text) {
    String upper = text == null ? "" : text.toUpperCase(Locale.ROOT);
    return COUNTRIES.contains(upper) ? upper : null;
  }

  private static @Nullable String language(Props traits, Props context) {
    String own = traits.name("language", "locale");
    String tag = own != null ? own : context.name("locale");
    if (tag == null) {
      return null;
    }
    String normal = Locale.forLanguageTag(tag.replace('_', '-')).toLanguageTag();
    return normal.equals("und") ? null : normal;
  }

  /** {@code 1990-05-31}, also with a time behind it, or {@code --05-31}. */
  private static @Nullable String birthday(@Nullable String text) {
    if (text == null) {
      return null;
    }
    try {
      if (text.startsWith("--")) {
        return MonthDay.parse(text).toString();
      }
      String date = text.length() > 10 && text.charAt(10) == 'T' ? text.substring(0, 10) : text;
      return LocalDate.parse(date).toString();
    } catch (DateTimeException e) {
      return null;
    }
  }
}
