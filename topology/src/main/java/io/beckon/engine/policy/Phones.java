package io.beckon.engine.policy;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * What telephone numbers tell of where they belong, by Google's numbering plans. To read a number
 * takes longer than the rest of a decision, so the latest ones are kept; what is told depends on
 * the number only, never on what is kept. For use by several threads.
 */
public final class Phones {

  private static final int KEPT = 1024;

  /** Numbers that are dialled from everywhere and stand nowhere. */
  private static final Set<PhoneNumberType> NOWHERE =
      EnumSet.of(
          PhoneNumberType.TOLL_FREE, PhoneNumberType.PREMIUM_RATE, PhoneNumberType.SHARED_COST);

  /**
   * What a number tells.
   *
   * @param country ISO-3166 alpha-2 code, null when it tells none
   * @param national its national part
   */
  public record Dialled(@Nullable String country, int callingCode, String national) {}

  private record Known(String phone, @Nullable String country, @Nullable Dialled number) {}

  private final PhoneNumberUtil plans = PhoneNumberUtil.getInstance();
  private final AtomicReferenceArray<@Nullable Known> kept = new AtomicReferenceArray<>(KEPT);

  /**
   * Reads a number; null when it is none.
   *
   * @param country where it is dialled from if it has no calling code; null: not known
   */
  public @Nullable Dialled read(String phone, @Nullable String country) {
    int slot = Math.floorMod(Objects.hash(phone, country), KEPT);
    Known known = kept.get(slot);
    if (known == null || !known.phone.equals(phone) || !Objects.equals(known.country, country)) {
      known = new Known(phone, country, parsed(phone, country));
      kept.set(slot, known);
    }
    return known.number;
  }

  /** A number as E.164 has it (+4915112345678); null when it is none. */
  public @Nullable String e164(String phone, @Nullable String country) {
    Dialled number = read(phone, country);
    return number == null ? null : "+" + number.callingCode() + number.national();
  }

  private @Nullable Dialled parsed(String phone, @Nullable String country) {
    try {
      String from = country == null ? null : country.strip().toUpperCase(Locale.ROOT);
      PhoneNumber number = plans.parse(phone, from);
      boolean nowhere = NOWHERE.contains(plans.getNumberType(number));
      return new Dialled(
          nowhere ? null : plans.getRegionCodeForNumber(number),
          number.getCountryCode(),
          plans.getNationalSignificantNumber(number));
    } catch (NumberParseException e) {
      return null;
    }
  }
}
