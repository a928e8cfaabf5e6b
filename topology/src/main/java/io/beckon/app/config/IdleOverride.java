package io.beckon.app.config;

import static io.beckon.app.config.Importance.MEDIUM;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Other idle times for some carts and products: considered purchases wait longer. Where several
 * match, the longest of each kind holds.
 *
 * @param name as configured; names it in messages
 * @param category matches when something in the cart, or viewed, is in it or below it ({@code a/b}
 *     is below {@code a}); null: any
 * @param minValue matches from this value of the cart up, minor units; 0: any
 * @param currency ISO-4217 code of {@code minValue}; a cart in another currency does not match;
 *     null when there is no {@code minValue}
 * @param cartIdle null: as ever
 * @param checkoutIdle null: as ever
 * @param browseIdle null: as ever
 */
public record IdleOverride(
    String name,
    @Nullable String category,
    long minValue,
    @Nullable String currency,
    @Nullable Duration cartIdle,
    @Nullable Duration checkoutIdle,
    @Nullable Duration browseIdle) {

  static final String PREFIX = "idle.overrides.";

  static final Type<Duration> IDLE = Types.duration("1s", "365d");

  private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,40}");
  private static final String SAME = "Without it, the time that holds for all.";

  static final Key<String> CATEGORY =
      Key.of(
          "category",
          Types.text("a category path, such as furniture/sofas, or nothing", "\\P{Cntrl}{0,200}"),
          "",
          MEDIUM,
          "Holds where something in the cart, or viewed, is in this category or below it.",
          "Without it, any category.");

  static final Key<Integer> MIN_VALUE =
      Key.of(
          "min.value",
          Types.integer(0, Integer.MAX_VALUE, "minor units (cents)"),
          "0",
          MEDIUM,
          "Holds for carts of this value or more; needs currency.",
          "Without it, any value.");

  static final Key<String> CURRENCY =
      Key.of(
          "currency",
          Types.text("an ISO-4217 code, such as EUR, or nothing", "([A-Z]{3})?"),
          "",
          MEDIUM,
          "Currency of min.value; carts in another one do not match.",
          "Amounts of different currencies can't be compared.");

  static final Key<Duration> CART_IDLE = idle("cart.idle");
  static final Key<Duration> CHECKOUT_IDLE = idle("checkout.idle");
  static final Key<Duration> BROWSE_IDLE = idle("browse.idle");

  /** Keys of one entry, after {@code idle.overrides.NAME.}. */
  static final List<Key<?>> KEYS =
      List.of(CATEGORY, MIN_VALUE, CURRENCY, CART_IDLE, CHECKOUT_IDLE, BROWSE_IDLE);

  /** The default is never used: an override that is not set is no override. */
  private static Key<Duration> idle(String name) {
    return Key.of(name, IDLE, "1h", MEDIUM, "Instead of " + name + ".", SAME);
  }

  /** Is it the full name of a key of an entry? */
  static boolean isKey(String name) {
    String entry = entry(name);
    return NAME.matcher(entry).matches()
        && KEYS.stream().anyMatch(key -> name.equals(PREFIX + entry + "." + key.name()));
  }

  private static String entry(String name) {
    if (!name.startsWith(PREFIX)) {
      return "";
    }
    int end = name.indexOf('.', PREFIX.length());
    return end < 0 ? "" : name.substring(PREFIX.length(), end);
  }

  static List<IdleOverride> allFrom(Values values) {
    Set<String> entries = new TreeSet<>();
    for (Setting setting : values.under(PREFIX)) {
      if (isKey(setting.name())) {
        entries.add(entry(setting.name()));
      }
    }
    List<IdleOverride> overrides = new ArrayList<>();
    for (String entry : entries) {
      overrides.add(from(values, entry));
    }
    return overrides;
  }

  private static IdleOverride from(Values values, String entry) {
    String prefix = PREFIX + entry + ".";
    Key<Integer> minValueKey = MIN_VALUE.within(prefix);
    Key<String> categoryKey = CATEGORY.within(prefix);
    Key<String> currencyKey = CURRENCY.within(prefix);
    String category = values.get(categoryKey);
    String currency = values.get(currencyKey);
    int minValue = values.get(minValueKey);
    IdleOverride override =
        new IdleOverride(
            entry,
            category.isEmpty() ? null : category,
            minValue,
            currency.isEmpty() ? null : currency,
            optional(values, CART_IDLE.within(prefix)),
            optional(values, CHECKOUT_IDLE.within(prefix)),
            optional(values, BROWSE_IDLE.within(prefix)));
    values.require(
        minValue == 0 || !currency.isEmpty(),
        "a value needs its currency. Set " + currencyKey.name() + ".",
        minValueKey);
    values.require(
        !category.isEmpty() || minValue > 0,
        "it would hold for everything. Set a category, or a min.value with its currency; for all"
            + " carts, set cart.idle itself.",
        categoryKey,
        minValueKey);
    values.require(
        override.cartIdle != null || override.checkoutIdle != null || override.browseIdle != null,
        "it changes nothing. Set cart.idle, checkout.idle or browse.idle under "
            + PREFIX
            + entry
            + ".",
        categoryKey,
        minValueKey);
    return override;
  }

  private static @Nullable Duration optional(Values values, Key<Duration> key) {
    return values.given(key) ? values.get(key) : null;
  }
}
