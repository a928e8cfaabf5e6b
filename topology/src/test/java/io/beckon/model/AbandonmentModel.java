package io.beckon.model;

import io.beckon.contract.ApplicationActivated;
import io.beckon.contract.Item;
import io.beckon.contract.OrderCompleted;
import io.beckon.contract.ProductViewed;
import io.beckon.contract.RulesActivated;
import io.beckon.contract.ShopperEvent;
import io.beckon.contract.Tick;
import io.beckon.contract.TriggerKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * When is a cart, a checkout or a visit abandoned: the rules of DESIGN.md sections 4 and 5 as
 * plainly as they can be written. It looks at the whole history of one shopper at once, goes from
 * one idle time to the next, and finds out from the beginning, each time, what the cart held and
 * what had happened in the visit. No timers, no state, no haste.
 *
 * <p>Where the text leaves a choice, this is how it is read here:
 *
 * <ol>
 *   <li>The checkout is begun by a checkout started or stepped and by a payment attempt: nobody
 *       steps or pays in a checkout that was not begun.
 *   <li>Cart activity arms the cart that is open after it. With no cart, it arms nothing that may
 *       be opened later by an import.
 *   <li>A historical cart event changes what the cart holds (lines, stated total, cart id) and
 *       nothing else: it does not arm, does not begin the checkout, and is no cart activity for
 *       {@code cartTtl}. A cart that it opens lives from its append time and is armed by the next
 *       live cart activity. A historical order may close the cart and does nothing else.
 *   <li>A cart has the id that was named last since it was opened; a snapshot without one keeps it.
 *   <li>{@code cartTtl} is judged by what touches the cart (cart events, orders, triggers); other
 *       events neither drop nor keep it.
 *   <li>A line's price is the latest that was reported; a removal reports none. A stated total
 *       holds until the lines change; then it is the sum of the lines, unpriced ones counting
 *       nothing.
 *   <li>A line that stands twice in a snapshot counts twice. A checkout started that lists only
 *       lines with no pieces lists nothing. A removal naming no variant does not touch a line with
 *       one.
 *   <li>An order ends what was viewed before it also when another cart was bought.
 *   <li>A {@code BROWSE} trigger holds the products viewed in the visit since the last order or
 *       trigger in it: what made it fire. Each once, latest first, no value.
 *   <li>The 48 h of a repeated event count from its first delivery, inclusive. An order report
 *       counts once for ever, a historical first report too.
 *   <li>At the end, a trigger decided exactly at {@code until} has fired. The log's own time counts
 *       when it is later.
 * </ol>
 */
public final class AbandonmentModel {

  private static final long REPEATED_WITHIN = Duration.ofDays(2).toMillis();
  private static final Set<Class<?>> ABOUT_NOBODY =
      Set.of(Tick.class, RulesActivated.class, ApplicationActivated.class);

  /** A trigger, and the index of the activity after which the shopper went idle. */
  private record Fired(ExpectedTrigger trigger, int after) {}

  private final String shopperId;
  private final List<Fact> facts;
  private final AbandonmentSettingsLike settings;
  private final long end;
  private final List<Fired> fired = new ArrayList<>();

  private AbandonmentModel(
      String shopperId, List<Fact> facts, AbandonmentSettingsLike settings, long end) {
    this.shopperId = shopperId;
    this.facts = facts;
    this.settings = settings;
    this.end = end;
  }

  /**
   * Returns the triggers that must come of one partition, in order, by shopper; shoppers without
   * any are left out.
   *
   * @param log records in log order
   * @param until the time at the end, epoch milliseconds
   */
  public static Map<String, List<ExpectedTrigger>> expect(
      List<Appended> log, AbandonmentSettingsLike settings, long until) {
    Map<String, List<Fact>> byShopper = new TreeMap<>();
    long now = Long.MIN_VALUE;
    for (Appended record : log) {
      now = Math.max(now, record.appendTime());
      ShopperEvent event = record.event();
      if (!ABOUT_NOBODY.contains(event.getPayload().getClass())) {
        byShopper
            .computeIfAbsent(event.getShopperId(), id -> new ArrayList<>())
            .add(new Fact(now, event));
      }
    }
    long end = Math.max(now, until);
    Map<String, List<ExpectedTrigger>> expected = new LinkedHashMap<>();
    byShopper.forEach(
        (shopperId, all) -> {
          var model = new AbandonmentModel(shopperId, withoutRepeated(all), settings, end);
          List<ExpectedTrigger> triggers = model.triggers();
          if (!triggers.isEmpty()) {
            expected.put(shopperId, triggers);
          }
        });
    return expected;
  }

  private static List<Fact> withoutRepeated(List<Fact> all) {
    Map<String, Long> events = new HashMap<>();
    Set<String> orders = new HashSet<>();
    List<Fact> facts = new ArrayList<>();
    for (Fact fact : all) {
      Long first = events.get(fact.event().getEventId());
      if (first != null && fact.at() - first <= REPEATED_WITHIN) {
        continue;
      }
      events.put(fact.event().getEventId(), fact.at());
      if (fact.payload() instanceof OrderCompleted order && !orders.add(order.getOrderId())) {
        continue;
      }
      facts.add(fact);
    }
    return facts;
  }

  private List<ExpectedTrigger> triggers() {
    for (int i = 0; i < facts.size(); i++) {
      if (facts.get(i).isSiteActivity()) {
        idleAfter(i);
      }
    }
    return fired.stream().map(Fired::trigger).toList();
  }

  /** The shopper did something and then, until the next site activity, nothing. */
  private void idleAfter(int last) {
    long idleSince = facts.get(last).at();
    long nextActivity = Long.MAX_VALUE;
    for (int i = facts.size() - 1; i > last; i--) {
      if (facts.get(i).isSiteActivity()) {
        nextActivity = facts.get(i).at();
      }
    }
    for (TriggerKind kind : kindsInDueOrder()) {
      long dueAt = idleSince + idleTime(kind);
      long decidedAt = dueAt + settings.settle();
      boolean cameBack = nextActivity < decidedAt;
      if (cameBack || decidedAt > end) {
        continue;
      }
      if (kind == TriggerKind.BROWSE) {
        browseAbandoned(last, idleSince, dueAt);
      } else {
        cartAbandoned(kind, last, idleSince, dueAt, decidedAt);
      }
    }
  }

  /** At the same instant, the cart comes before the visit. */
  private List<TriggerKind> kindsInDueOrder() {
    List<TriggerKind> kinds =
        new ArrayList<>(List.of(TriggerKind.CHECKOUT, TriggerKind.CART, TriggerKind.BROWSE));
    kinds.sort(Comparator.comparingLong(this::idleTime));
    return kinds;
  }

  private long idleTime(TriggerKind kind) {
    return switch (kind) {
      case CART -> settings.cartIdle();
      case CHECKOUT -> settings.checkoutIdle();
      case BROWSE -> settings.browseIdle();
      case UNKNOWN -> throw new IllegalArgumentException("no idle time for UNKNOWN");
    };
  }

  private void cartAbandoned(
      TriggerKind kind, int last, long idleSince, long dueAt, long decidedAt) {
    ReplayedCart cart = new ReplayedCart(settings.cartTtl());
    for (int i = 0; i < facts.size() && facts.get(i).at() < decidedAt; i++) {
      cart.apply(facts.get(i), i);
    }
    boolean open = cart.isOpenAt(dueAt);
    boolean thisKind = cart.isCheckoutBegun() == (kind == TriggerKind.CHECKOUT);
    boolean armed = cart.lastLiveActivity() > activityBeforeTheLastCartTrigger();
    if (open && thisKind && armed) {
      fire(kind, last, idleSince, dueAt, cart.items(), cart);
    }
  }

  private int activityBeforeTheLastCartTrigger() {
    int after = -1;
    for (Fired earlier : fired) {
      if (earlier.trigger().kind() != TriggerKind.BROWSE) {
        after = earlier.after();
      }
    }
    return after;
  }

  private void browseAbandoned(int last, long idleSince, long dueAt) {
    int from = startOfTheVisit(last);
    for (int i = from; i <= last; i++) {
      if (facts.get(i).isOrder() && !facts.get(i).isHistorical()) {
        from = i + 1;
      }
    }
    for (Fired earlier : fired) {
      from = Math.max(from, earlier.after() + 1);
    }
    Map<String, Item> viewed = new LinkedHashMap<>();
    for (int i = last; i >= from; i--) {
      if (facts.get(i).isCartActivity()) {
        return;
      }
      if (facts.get(i).isProductView()) {
        Item item = ((ProductViewed) facts.get(i).payload()).getItem();
        viewed.putIfAbsent(item.getProductId(), item);
      }
    }
    if (!viewed.isEmpty()) {
      fire(TriggerKind.BROWSE, last, idleSince, dueAt, List.copyOf(viewed.values()), null);
    }
  }

  /** The first activity of the run without a pause as long as the browse idle time and settle. */
  private int startOfTheVisit(int last) {
    int first = last;
    for (int i = last - 1; i >= 0; i--) {
      if (facts.get(i).isSiteActivity()) {
        long pause = facts.get(first).at() - facts.get(i).at();
        if (pause >= settings.browseIdle() + settings.settle()) {
          break;
        }
        first = i;
      }
    }
    return first;
  }

  private void fire(
      TriggerKind kind,
      int last,
      long idleSince,
      long dueAt,
      List<Item> items,
      @Nullable ReplayedCart cart) {
    fired.add(
        new Fired(
            new ExpectedTrigger(
                kind,
                shopperId,
                idleSince,
                dueAt,
                ExpectedTrigger.pieces(kind, items),
                cart == null ? null : cart.value()),
            last));
  }
}
