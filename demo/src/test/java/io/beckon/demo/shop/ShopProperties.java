package io.beckon.demo.shop;

import static org.assertj.core.api.Assertions.assertThat;

import io.beckon.contract.CheckoutStarted;
import io.beckon.contract.Identified;
import io.beckon.contract.Item;
import io.beckon.contract.OrderCompleted;
import io.beckon.contract.ProductAdded;
import io.beckon.contract.ProductRemoved;
import io.beckon.contract.ShopperEvent;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** What must be true of any shop, whoever shops there. */
class ShopProperties {

  private static final int TRIES = 60;

  @Property(tries = TRIES)
  void shouldTellTheSameStoryWhenTheSeedIsTheSame(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 60) int shoppers) {
    assertThat(Shops.reports(seed, shoppers)).isEqualTo(Shops.reports(seed, shoppers));
  }

  @Property(tries = TRIES)
  void shouldOrderExactlyWhatIsInTheCart(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 60) int shoppers) {
    Map<String, Map<String, Integer>> carts = new HashMap<>();
    for (Report report : Shops.reports(seed, shoppers)) {
      ShopperEvent event = report.event();
      Map<String, Integer> cart =
          carts.computeIfAbsent(event.getShopperId(), unseen -> new TreeMap<>());
      Object payload = event.getPayload();
      if (report.repeat()) {
        continue;
      }
      if (payload instanceof ProductAdded added) {
        Item item = added.getItem();
        cart.merge(item.getProductId(), item.getQuantity(), Integer::sum);
      } else if (payload instanceof ProductRemoved removed) {
        Item item = removed.getItem();
        assertThat(cart.remove(item.getProductId())).isEqualTo(item.getQuantity());
      } else if (payload instanceof CheckoutStarted checkout) {
        assertThat(quantities(checkout.getItems())).isNotEmpty().isEqualTo(cart);
      } else if (payload instanceof OrderCompleted order) {
        assertThat(quantities(order.getItems())).isNotEmpty().isEqualTo(cart);
        assertThat(order.getTotal()).isEqualTo(value(order.getItems()));
        cart.clear();
      }
    }
  }

  @Property(tries = TRIES)
  void shouldCallItRepeatedExactlyWhenItWasToldBefore(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 60) int shoppers) {
    Set<String> known = new HashSet<>();
    for (Report report : Shops.reports(seed, shoppers)) {
      boolean newEvent = known.add(report.event().getEventId());
      boolean newFact =
          report.event().getPayload() instanceof OrderCompleted order
              ? known.add(order.getOrderId())
              : newEvent;
      assertThat(report.repeat()).isEqualTo(!(newEvent && newFact));
    }
  }

  @Property(tries = TRIES)
  void shouldReportInOrderAndWithinItsHours(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 60) int shoppers) {
    long last = Shops.START;
    for (Report report : Shops.reports(seed, shoppers)) {
      assertThat(report.at()).isBetween(last, Shops.END);
      assertThat(report.event().getOccurredAt()).isBetween(Shops.START, report.at());
      last = report.at();
    }
  }

  @Property(tries = TRIES)
  void shouldHaveRealTimeZonesAndNobodysAddress(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 60) int shoppers) {
    for (Report report : Shops.reports(seed, shoppers)) {
      if (report.event().getPayload() instanceof Identified identified) {
        if (identified.getTimezone() != null) {
          assertThat(ZoneId.getAvailableZoneIds()).contains(identified.getTimezone());
        }
        assertThat(identified.getEmail()).matches(".+@example\\.(com|org|net)");
      }
    }
  }

  private static Map<String, Integer> quantities(List<Item> items) {
    Map<String, Integer> quantities = new TreeMap<>();
    items.forEach(item -> quantities.put(item.getProductId(), item.getQuantity()));
    return quantities;
  }

  private static long value(List<Item> items) {
    return items.stream().mapToLong(item -> item.getPrice() * item.getQuantity()).sum();
  }
}
