package io.beckon.engine.shopper;

import io.beckon.contract.Channel;
import io.beckon.contract.Purpose;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Who the shopper is, what they agreed to, and what they bought. Values of attributes are Boolean,
 * Long, Double or String.
 */
public record Profile(
    Contact contact,
    List<Consent> consents,
    List<Suppression> suppressions,
    List<String> tags,
    Map<String, Object> attributes,
    @Nullable String knownId,
    Purchases purchases,
    AddressLinks links,
    List<Wish> wishes) {

  /**
   * How to reach and address the shopper; null where not known.
   *
   * @param timezone IANA zone
   * @param country ISO-3166 alpha-2
   * @param language BCP-47 tag
   * @param birthday ISO-8601 date, or --MM-DD
   */
  public record Contact(
      @Nullable String email,
      @Nullable String phone,
      @Nullable String firstName,
      @Nullable String lastName,
      @Nullable String timezone,
      @Nullable String country,
      @Nullable String language,
      @Nullable String birthday) {

    /** Nothing known. */
    public static final Contact EMPTY = new Contact(null, null, null, null, null, null, null, null);

    @Override
    public String toString() {
      return "Contact[not shown]";
    }
  }

  /**
   * Orders so far.
   *
   * @param spent sum in minor units of the latest order's currency
   * @param firstAt time of the first order, epoch milliseconds; 0 when there was none
   * @param lastAt time of the latest order, epoch milliseconds; 0 when there was none
   * @param recent hashes of the latest order ids
   * @param bought the products in them, the one bought least recently first
   */
  public record Purchases(
      int count,
      long spent,
      @Nullable String currency,
      long firstAt,
      long lastAt,
      RecentIds recent,
      List<Bought> bought) {

    /** Orders of which the products are not known. */
    public Purchases(
        int count,
        long spent,
        @Nullable String currency,
        long firstAt,
        long lastAt,
        RecentIds recent) {
      this(count, spent, currency, firstAt, lastAt, recent, List.of());
    }

    public Purchases {
      bought = List.copyOf(bought);
    }

    /** No orders. */
    public static final Purchases NONE = new Purchases(0, 0, null, 0, 0, RecentIds.EMPTY);
  }

  /** How many tags a shopper may have; further ones are not taken. */
  public static final int MAX_TAGS = 100;

  /** Nothing known. */
  public static final Profile EMPTY =
      new Profile(
          Contact.EMPTY,
          List.of(),
          List.of(),
          List.of(),
          Map.of(),
          null,
          Purchases.NONE,
          AddressLinks.NONE,
          List.of());

  /** A profile of whose addresses no contact was told. */
  public Profile(
      Contact contact,
      List<Consent> consents,
      List<Suppression> suppressions,
      List<String> tags,
      Map<String, Object> attributes,
      @Nullable String knownId,
      Purchases purchases) {
    this(
        contact,
        consents,
        suppressions,
        tags,
        attributes,
        knownId,
        purchases,
        AddressLinks.NONE,
        List.of());
  }

  public Profile {
    consents = List.copyOf(consents);
    suppressions = List.copyOf(suppressions);
    tags = List.copyOf(tags);
    wishes = List.copyOf(wishes);
    // Sorted: the order of Map.copyOf differs from process to process, and conditions can see it.
    attributes = SmallMap.copyOf(attributes);
  }

  /** Is nothing known? */
  public boolean isEmpty() {
    return purchases.count() == 0
        && consents.isEmpty()
        && suppressions.isEmpty()
        && tags.isEmpty()
        && attributes.isEmpty()
        && equals(EMPTY);
  }

  /** The consent for a channel and purpose, null when nothing was ever said. */
  public @Nullable Consent consent(Channel channel, Purpose purpose) {
    for (Consent consent : consents) {
      if (consent.channel() == channel && consent.purpose() == purpose) {
        return consent;
      }
    }
    return null;
  }

  /** The suppression of a channel that the shopper caused, null when there is none. */
  public @Nullable Suppression suppression(Channel channel) {
    for (Suppression suppression : suppressions) {
      if (suppression.channel() == channel && !suppression.ofAddress()) {
        return suppression;
      }
    }
    return null;
  }

  /** The same profile with a consent; one that was said earlier than the known one is ignored. */
  public Profile with(Consent consent) {
    Consent known = consent(consent.channel(), consent.purpose());
    if (known != null && known.at() > consent.at()) {
      return this;
    }
    List<Consent> next = new ArrayList<>(consents);
    next.removeIf(c -> c.channel() == consent.channel() && c.purpose() == consent.purpose());
    next.add(consent);
    return new Profile(
        contact, next, suppressions, tags, attributes, knownId, purchases, links, wishes);
  }

  /** The same profile without a consent. */
  public Profile without(Consent consent) {
    List<Consent> next = new ArrayList<>(consents);
    next.remove(consent);
    return new Profile(
        contact, next, suppressions, tags, attributes, knownId, purchases, links, wishes);
  }

  /** The same profile with a suppression; the first one of a channel stays. */
  public Profile with(Suppression suppression) {
    if (suppression(suppression.channel()) != null) {
      return this;
    }
    List<Suppression> next = new ArrayList<>(suppressions);
    next.add(suppression);
    return new Profile(
        contact, consents, next, tags, attributes, knownId, purchases, links, wishes);
  }

  /** The same profile without the suppression of a channel (a new opt-in lifts it). */
  public Profile withoutSuppression(Channel channel) {
    if (suppression(channel) == null) {
      return this;
    }
    List<Suppression> next = new ArrayList<>(suppressions);
    next.removeIf(s -> s.channel() == channel && !s.ofAddress());
    return new Profile(
        contact, consents, next, tags, attributes, knownId, purchases, links, wishes);
  }

  /** The same profile with other suppressions. */
  public Profile withSuppressions(List<Suppression> next) {
    return new Profile(
        contact, consents, next, tags, attributes, knownId, purchases, links, wishes);
  }

  /** The same profile, as the contacts of its addresses know it. */
  public Profile with(AddressLinks newLinks) {
    return newLinks.equals(links)
        ? this
        : new Profile(
            contact,
            consents,
            suppressions,
            tags,
            attributes,
            knownId,
            purchases,
            newLinks,
            wishes);
  }

  /** The same profile with other contact data. */
  public Profile with(Contact newContact) {
    return new Profile(
        newContact, consents, suppressions, tags, attributes, knownId, purchases, links, wishes);
  }

  /** The same profile with further attributes; a null value removes one. */
  public Profile withAttributes(Map<String, @Nullable Object> changes) {
    if (changes.isEmpty()) {
      return this;
    }
    Map<String, Object> next = new LinkedHashMap<>(attributes);
    changes.forEach(
        (name, value) -> {
          if (value == null) {
            next.remove(name);
          } else {
            next.put(name, value);
          }
        });
    return new Profile(
        contact, consents, suppressions, tags, next, knownId, purchases, links, wishes);
  }

  /** The same profile with other tags. */
  public Profile withTags(List<String> newTags) {
    return newTags.equals(tags)
        ? this
        : new Profile(
            contact,
            consents,
            suppressions,
            newTags,
            attributes,
            knownId,
            purchases,
            links,
            wishes);
  }

  /** The same profile under the platform's customer id. */
  public Profile knownAs(String customerId) {
    return new Profile(
        contact, consents, suppressions, tags, attributes, customerId, purchases, links, wishes);
  }

  /** The same profile with other purchases. */
  public Profile with(Purchases newPurchases) {
    return new Profile(
        contact, consents, suppressions, tags, attributes, knownId, newPurchases, links, wishes);
  }

  /** The same profile with a product asked for; what was asked for too long ago goes. */
  public Profile wishing(Wish wish) {
    List<Wish> next = new ArrayList<>(wishes);
    next.removeIf(old -> old.at() <= wish.at() - Wish.MAX_AGE_MS || isSame(old, wish));
    next.add(wish);
    return withWishes(next.subList(Math.max(0, next.size() - Wish.MOST), next.size()));
  }

  /** The same profile without wishes for a product. */
  public Profile notWishing(String productId) {
    List<Wish> next = new ArrayList<>(wishes);
    return next.removeIf(wish -> wish.productId().equals(productId)) ? withWishes(next) : this;
  }

  private Profile withWishes(List<Wish> next) {
    return new Profile(
        contact, consents, suppressions, tags, attributes, knownId, purchases, links, next);
  }

  private static boolean isSame(Wish one, Wish other) {
    return one.productId().equals(other.productId())
        && Objects.equals(one.variantId(), other.variantId());
  }

  @Override
  public String toString() {
    return "Profile[not shown]";
  }
}
