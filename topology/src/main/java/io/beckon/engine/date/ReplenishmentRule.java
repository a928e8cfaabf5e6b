package io.beckon.engine.date;

import io.beckon.engine.shopper.Bought;
import io.beckon.engine.shopper.Shopper;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the shopper bought will be used up. Expected from the shopper's own median time between
 * orders of the product; from the typical time that the catalog told at the latest order, if it was
 * bought once; else from the flow's.
 *
 * @param products ids of the products that it is about
 * @param categories their categories; products in neither are left alone. Both empty: all
 * @param typical when nothing better is known; null: the product is left alone then
 * @param lead how long before it is used up
 * @param together products that are due within this time after the first are about it too
 * @param time the first such time on the shopper's clock from then on; null: at once
 */
public record ReplenishmentRule(
    Set<String> products,
    Set<String> categories,
    @Nullable Duration typical,
    Duration lead,
    Duration together,
    @Nullable LocalTime time)
    implements DateRule {

  /** Orders within a day of each other are one purchase: something was forgotten. */
  private static final long ONE_PURCHASE_MS = Duration.ofDays(1).toMillis();

  private static final long DAY_MS = Duration.ofDays(1).toMillis();

  public ReplenishmentRule {
    products = Set.copyOf(products);
    categories = Set.copyOf(categories);
  }

  private record Due(long at, Occurrence.Goods goods) {}

  @Override
  public int asks() {
    return PROFILE;
  }

  @Override
  public @Nullable Occurrence nextAfter(Shopper shopper, Supplier<ZoneId> zone, long from) {
    List<Due> due = new ArrayList<>();
    for (Bought bought : shopper.profile().purchases().bought()) {
      Due next = concerns(bought) ? due(bought, zone) : null;
      if (next != null && next.at() > from) {
        due.add(next);
      }
    }
    if (due.isEmpty()) {
      return null;
    }
    due.sort(Comparator.comparingLong(Due::at).thenComparing(each -> each.goods().key()));
    long first = due.get(0).at();
    List<Occurrence.Goods> goods = new ArrayList<>();
    for (Due each : due) {
      if (each.at() <= first + together.toMillis()) {
        goods.add(each.goods());
      }
    }
    return new Occurrence(first, goods.get(0).key(), goods);
  }

  private boolean concerns(Bought bought) {
    String category = bought.item().getCategory();
    return (products.isEmpty() && categories.isEmpty())
        || products.contains(bought.item().getProductId())
        || (category != null && categories.contains(category));
  }

  private @Nullable Due due(Bought bought, Supplier<ZoneId> zone) {
    long interval = interval(bought);
    if (interval <= 0) {
      return null;
    }
    try {
      long at = bought.lastAt() + Math.max(0, interval - lead.toMillis());
      if (time != null) {
        at = WallClock.next(time, zone.get(), at);
      }
      return new Due(
          at,
          new Occurrence.Goods(
              bought.item().getProductId() + "@" + bought.lastAt(),
              bought.item(),
              bought.count(),
              Math.round(interval / (double) DAY_MS)));
    } catch (DateTimeException e) {
      return null; // too far away
    }
  }

  /** Milliseconds from the latest purchase until it is used up; 0: not known. */
  private long interval(Bought bought) {
    List<Long> gaps = new ArrayList<>();
    long previous = 0;
    for (long at : bought.times()) {
      if (previous != 0 && at - previous >= ONE_PURCHASE_MS) {
        gaps.add(at - previous);
      }
      if (previous == 0 || at - previous >= ONE_PURCHASE_MS) {
        previous = at;
      }
    }
    if (!gaps.isEmpty()) {
      gaps.sort(Comparator.naturalOrder());
      int middle = gaps.size() / 2;
      return gaps.size() % 2 == 1
          ? gaps.get(middle)
          : (gaps.get(middle - 1) + gaps.get(middle)) / 2;
    }
    Integer days = bought.typicalDays();
    return days != null ? days * DAY_MS : typical == null ? 0 : typical.toMillis();
  }
}
