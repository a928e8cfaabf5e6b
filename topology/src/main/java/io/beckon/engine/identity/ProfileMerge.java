package io.beckon.engine.identity;

import io.beckon.engine.consent.Agreements;
import io.beckon.engine.shopper.Bought;
import io.beckon.engine.shopper.Profile;
import io.beckon.engine.shopper.RecentIds;
import io.beckon.engine.shopper.Wish;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One profile of two: what the known id says counts, and what it does not say is taken from the
 * other one. Orders are united by their ids, because pixel and webhook report one order under two.
 */
final class ProfileMerge {

  private ProfileMerge() {}

  static Profile merged(Profile known, Profile other) {
    Profile.Contact contact = contact(known.contact(), other.contact());
    Profile agreed = Agreements.merged(known, other, contact);
    Map<String, Object> attributes = new LinkedHashMap<>(other.attributes());
    attributes.putAll(known.attributes());
    Set<String> tags = new LinkedHashSet<>(known.tags());
    tags.addAll(other.tags());
    return wishes(agreed, other)
        .withAttributes(new LinkedHashMap<>(attributes))
        .withTags(tags.stream().limit(Profile.MAX_TAGS).toList())
        .with(purchases(known.purchases(), other.purchases()));
  }

  /** Wishes of both, in order of time. */
  private static Profile wishes(Profile profile, Profile other) {
    if (other.wishes().isEmpty()) {
      return profile;
    }
    List<Wish> all = new ArrayList<>(profile.wishes());
    all.addAll(other.wishes());
    all.sort(Comparator.comparingLong(Wish::at));
    Profile merged = profile;
    for (Wish wish : all) {
      merged = merged.wishing(wish);
    }
    return merged;
  }

  private static Profile.Contact contact(Profile.Contact known, Profile.Contact other) {
    return new Profile.Contact(
        or(known.email(), other.email()),
        or(known.phone(), other.phone()),
        or(known.firstName(), other.firstName()),
        or(known.lastName(), other.lastName()),
        or(known.timezone(), other.timezone()),
        or(known.country(), other.country()),
        or(known.language(), other.language()),
        or(known.birthday(), other.birthday()));
  }

  private static @Nullable String or(@Nullable String first, @Nullable String second) {
    return first != null ? first : second;
  }

  static Profile.Purchases purchases(Profile.Purchases one, Profile.Purchases other) {
    if (one.count() == 0 || other.count() == 0) {
      return one.count() == 0 ? other : one;
    }
    Profile.Purchases later = isLater(one, other) ? one : other;
    Profile.Purchases earlier = later.equals(one) ? other : one;
    int shared = 0;
    RecentIds recent = RecentIds.EMPTY;
    for (long order : earlier.recent().toArray()) {
      if (later.recent().contains(order)) {
        shared++;
      } else {
        recent = recent.with(order);
      }
    }
    for (long order : later.recent().toArray()) {
      recent = recent.with(order);
    }
    return new Profile.Purchases(
        Math.max(later.count(), later.count() + earlier.count() - shared),
        later.spent() + spent(later, earlier, shared),
        later.currency() == null ? earlier.currency() : later.currency(),
        Math.min(one.firstAt(), other.firstAt()),
        Math.max(one.lastAt(), other.lastAt()),
        recent,
        bought(later.bought(), earlier.bought()));
  }

  /** What either bought; a purchase that both know of counts once. */
  private static List<Bought> bought(List<Bought> later, List<Bought> earlier) {
    Map<String, Bought> all = new LinkedHashMap<>();
    for (List<Bought> side : List.of(later, earlier)) {
      for (Bought product : side) {
        all.merge(product.item().getProductId(), product, ProfileMerge::joined);
      }
    }
    List<Bought> sorted = new ArrayList<>(all.values());
    sorted.sort(
        Comparator.comparingLong(Bought::lastAt).thenComparing(b -> b.item().getProductId()));
    int surplus = Math.max(0, sorted.size() - Bought.MAX_PRODUCTS);
    return sorted.subList(surplus, sorted.size());
  }

  private static Bought joined(Bought one, Bought other) {
    Bought later = one.lastAt() >= other.lastAt() ? one : other;
    Bought earlier = later.equals(one) ? other : one;
    List<Long> times = new ArrayList<>(one.times());
    int shared = 0;
    for (Long time : other.times()) {
      if (times.contains(time)) {
        shared++;
      } else {
        times.add(time);
      }
    }
    Collections.sort(times);
    int surplus = Math.max(0, times.size() - Bought.MAX_TIMES);
    return new Bought(
        later.item(),
        one.count() + other.count() - shared,
        times.subList(surplus, times.size()),
        later.typicalDays() == null ? earlier.typicalDays() : later.typicalDays());
  }

  /** The same in whatever order two come. */
  private static boolean isLater(Profile.Purchases one, Profile.Purchases other) {
    if (one.lastAt() != other.lastAt()) {
      return one.lastAt() > other.lastAt();
    }
    return one.count() != other.count()
        ? one.count() > other.count()
        : one.spent() >= other.spent();
  }

  /**
   * What the earlier one adds. What a single order cost is not remembered: those that both know
   * count with the average of the earlier one, which is exact when both know all of its orders.
   */
  private static long spent(Profile.Purchases later, Profile.Purchases earlier, int shared) {
    boolean sameCurrency =
        later.currency() == null
            || earlier.currency() == null
            || later.currency().equals(earlier.currency());
    int own = Math.max(0, earlier.count() - shared);
    return sameCurrency ? Math.round((double) earlier.spent() * own / earlier.count()) : 0;
  }
}
