package io.beckon.it;

import static io.beckon.it.Payloads.added;
import static io.beckon.it.Payloads.identifiedWithConsent;
import static io.beckon.it.Payloads.ordered;
import static io.beckon.it.Payloads.viewed;

import java.util.PriorityQueue;
import org.apache.avro.specific.SpecificRecord;

/**
 * Shoppers who come and go, at the wall clock, until it is ended: every tenth of a second one puts
 * something into the cart. Of four, two leave it there, one buys a second later, and one five
 * seconds later. Visitors look at products beside them.
 */
final class Load {

  private static final long EVERY = 100;
  private static final int VIEWS = 10;

  private record Act(long at, String shopper, SpecificRecord payload) implements Comparable<Act> {
    @Override
    public int compareTo(Act other) {
      return Long.compare(at, other.at);
    }
  }

  private final Shop shop;
  private final PriorityQueue<Act> planned = new PriorityQueue<>();
  private final Thread thread = new Thread(this::run, "load");
  private volatile boolean over;

  private Load(Shop shop) {
    this.shop = shop;
  }

  static Load start(Shop shop) {
    Load load = new Load(shop);
    load.thread.start();
    return load;
  }

  void end() throws InterruptedException {
    over = true;
    thread.join();
  }

  private void run() {
    long begin = System.currentTimeMillis();
    for (int n = 0; sleepUntil(begin + n * EVERY); n++) {
      come(n, System.currentTimeMillis());
      while (!planned.isEmpty() && planned.element().at() <= System.currentTimeMillis()) {
        Act act = planned.remove();
        shop.append(act.shopper(), 0, act.payload());
      }
      for (int i = 0; i < VIEWS; i++) {
        shop.append("visitor-" + (n * VIEWS + i) % 500, 0, viewed("p" + i));
      }
    }
    shop.producer().flush();
  }

  private void come(int n, long now) {
    String shopper = "bob-" + n;
    shop.append(shopper, 0, identifiedWithConsent(shopper));
    shop.append(shopper, 0, added("boots"));
    if (n % 4 == 2) {
      planned.add(new Act(now + 1_000, shopper, ordered("o-" + n, "boots")));
    } else if (n % 4 == 3) {
      planned.add(new Act(now + 5_000, shopper, ordered("o-" + n, "boots")));
    }
  }

  /** Returns false when the load is to end. */
  private boolean sleepUntil(long at) {
    try {
      Thread.sleep(Math.max(0, at - System.currentTimeMillis()));
      return !over;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
