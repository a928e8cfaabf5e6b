package io.beckon.streams.state;

import io.beckon.contract.Channel;
import io.beckon.contract.Item;
import io.beckon.engine.shopper.Bought;
import io.beckon.engine.shopper.Cart;
import io.beckon.engine.shopper.FlowEntry;
import io.beckon.engine.shopper.Journeys;
import io.beckon.engine.shopper.Origin;
import io.beckon.engine.shopper.PendingSend;
import io.beckon.engine.shopper.Profile;
import io.beckon.engine.shopper.RecentIds;
import io.beckon.engine.shopper.Run;
import io.beckon.engine.shopper.Shopper;
import io.beckon.engine.shopper.Visit;
import java.util.List;
import java.util.Map;

/** What shoppers do in tests of the stores. */
final class Deeds {

  static final long T = 1_790_000_000_000L;

  private Deeds() {}

  /** Views a product, within a visit. */
  static void view(Shopper shopper, String product, long at) {
    Visit visit = shopper.visit() == null ? Visit.startingAt(at) : shopper.visit();
    shopper.visit(visit.withView(visit.views().viewed(item(product), at)));
    shopper.head(shopper.head().activeAt(at).remembering(RecentIds.hash(product + at)));
  }

  /** Adds a product to the cart. */
  static void add(Shopper shopper, String product, long at) {
    Visit visit = shopper.visit() == null ? Visit.startingAt(at) : shopper.visit();
    shopper.visit(visit.withCartActivity());
    shopper.cart(Cart.added(shopper.cart(), item(product), at).active(at));
    shopper.head(shopper.head().activeAt(at).remembering(RecentIds.hash("add" + at)));
  }

  /** Orders a product. */
  static void order(Shopper shopper, String product, long at) {
    Profile.Purchases before = shopper.profile().purchases();
    shopper.profile(
        shopper
            .profile()
            .with(
                new Profile.Purchases(
                    before.count() + 1,
                    before.spent() + 1999,
                    "EUR",
                    before.count() == 0 ? at : before.firstAt(),
                    at,
                    before.recent().with(RecentIds.hash(product + at)),
                    Bought.with(before.bought(), item(product), at, null))));
    shopper.head(shopper.head().activeAt(at).remembering(RecentIds.hash("order" + at)));
  }

  /** The visit is over. */
  static void endVisit(Shopper shopper) {
    Visit visit = shopper.visit();
    if (visit != null) {
      shopper.history(shopper.history().joined(visit.views(), T));
      shopper.visit(null);
    }
  }

  /** A run that waits until a time. */
  static Journeys waiting(long wakeAt) {
    Origin origin =
        new Origin("t-1", null, T, null, List.of(), null, null, null, null, "", Map.of());
    Run run = new Run("r-1", "cart-recovery", 1, origin, T, 0, T, wakeAt, 0, null);
    return Journeys.EMPTY.entered(run, new FlowEntry("cart-recovery", T, null));
  }

  /** A message that is queued. */
  static PendingSend pending() {
    return new PendingSend("c", "r-1", "s", Channel.EMAIL, 50, T, T, PendingSend.READY);
  }

  /** A product. */
  static Item item(String product) {
    return Item.newBuilder().setProductId(product).setPrice(1999L).setCurrency("EUR").build();
  }
}
