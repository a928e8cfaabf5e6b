package io.beckon.bench.workload;

import io.beckon.contract.Channel;
import io.beckon.contract.CheckoutStarted;
import io.beckon.contract.CheckoutStepped;
import io.beckon.contract.ConsentGiven;
import io.beckon.contract.ConsentState;
import io.beckon.contract.Identified;
import io.beckon.contract.Item;
import io.beckon.contract.OrderCompleted;
import io.beckon.contract.ProductAdded;
import io.beckon.contract.ProductRemoved;
import io.beckon.contract.ProductViewed;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** What shoppers do, as payloads of events. */
final class Deeds {

  private static final String[] STEPS = {"contact", "shipping", "payment"};
  private static final String[][] HOMES = {
    {"Europe/Berlin", "DE"},
    {"Europe/Paris", "FR"},
    {"America/New_York", "US"},
    {"Asia/Tokyo", "JP"}
  };

  private final Catalogue catalogue;
  private final List<ConsentGiven> consents;
  private long orders;

  Deeds(Catalogue catalogue) {
    this.catalogue = catalogue;
    this.consents =
        List.of(
            ConsentGiven.newBuilder()
                .setChannel(Channel.EMAIL)
                .setState(ConsentState.GRANTED)
                .build());
  }

  ProductViewed view(int product) {
    return new ProductViewed(catalogue.item(product));
  }

  ProductAdded add(int product) {
    return new ProductAdded(null, catalogue.item(product));
  }

  ProductRemoved remove(int product) {
    return new ProductRemoved(null, catalogue.item(product));
  }

  CheckoutStarted checkout(Basket basket) {
    return CheckoutStarted.newBuilder().setItems(items(basket)).setCurrency("EUR").build();
  }

  CheckoutStepped step(SplittableRandom dice) {
    return new CheckoutStepped(null, STEPS[dice.nextInt(STEPS.length)], true, null);
  }

  OrderCompleted order(Basket basket) {
    List<Item> items = items(basket);
    long total = 0;
    for (Item item : items) {
      Long price = item.getPrice();
      total += price == null ? 0 : price;
    }
    return OrderCompleted.newBuilder()
        .setOrderId("o" + (10_000_000 + orders++))
        .setTotal(total)
        .setCurrency("EUR")
        .setItems(items)
        .build();
  }

  Identified introduction(int shopper) {
    String[] home = HOMES[Math.floorMod(shopper, HOMES.length)];
    return Identified.newBuilder()
        .setEmail(ShopperIds.text(shopper) + "@example.com")
        .setTimezone(home[0])
        .setCountry(home[1])
        .setConsents(consents)
        .build();
  }

  /** Something that is no site activity and changes nothing that could be abandoned. */
  Identified neutral() {
    return Identified.newBuilder().setCountry("DE").build();
  }

  private List<Item> items(Basket basket) {
    List<Item> items = new ArrayList<>(basket.size());
    for (int i = 0; i < basket.size(); i++) {
      items.add(catalogue.item(basket.product(i)));
    }
    return items;
  }
}
