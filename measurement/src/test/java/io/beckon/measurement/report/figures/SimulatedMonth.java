package io.beckon.measurement.report.figures;

import io.beckon.contract.Channel;
import io.beckon.contract.ConsentState;
import io.beckon.contract.OrderStage;
import io.beckon.contract.TouchKind;
import io.beckon.contract.TriggerKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A shop's month in which it is known what messages truly do: shoppers leave carts, some are held
 * out, the others get up to three messages, and each message makes so many more of them buy.
 */
final class SimulatedMonth {

  private static final double HOURS = 28 * 24;
  private static final String FLOW = "cart-recovery";
  private static final String[] STEPS = {"reminder", "support", "last-call"};
  private static final double[] AFTER = {1, 12, 24};

  private final Random random;
  private final double effect;
  private int ids;

  private SimulatedMonth(long seed, double effect) {
    this.random = new Random(seed);
    this.effect = effect;
  }

  /** What a held out shopper's chance to buy is. */
  static final double BASELINE = 0.12;

  /** The outcomes of so many shoppers; {@code effect} is the true relative uplift. */
  static List<Outcomes> shoppers(int count, double effect, long seed) {
    SimulatedMonth month = new SimulatedMonth(seed, effect);
    List<Outcomes> shoppers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      shoppers.add(month.shopper("shopper-" + i));
    }
    return shoppers;
  }

  private Outcomes shopper(String name) {
    Outcomes shopper = new Outcomes(name);
    shopper.in(chance(0.15) ? new String[] {"vip", "engaged"} : new String[] {"engaged"});
    double at = random.nextDouble() * (HOURS - 24 * 7);
    shopper.imported(true);
    int earlier = chance(0.35) ? 1 + random.nextInt(4) : 0;
    for (int i = 0; i < earlier; i++) {
      shopper.order(-8_000 + random.nextInt(2_000) + i * 1_900, "old-" + ids++, value());
    }
    shopper.imported(false);
    if (chance(0.2)) {
      shopper.consent(at - 0.5, ConsentState.UNKNOWN, ConsentState.GRANTED);
    }
    if (chance(0.3)) {
      shopper.trigger(at, TriggerKind.BROWSE, "t" + ids++);
      browsing(shopper, at);
      return shopper;
    }
    shopper.trigger(at, chance(0.4) ? TriggerKind.CHECKOUT : TriggerKind.CART, "t" + ids++);
    if (chance(0.1)) {
      shopper.heldOut(at, FLOW);
      if (chance(BASELINE)) {
        order(shopper, at + 2 + random.nextInt(60), at);
      }
    } else {
      shopper.entered(at, FLOW, at < HOURS / 2 ? 1 : 2, "r" + ids++);
      written(shopper, at);
    }
    return shopper;
  }

  private void browsing(Outcomes shopper, double at) {
    String id = "m" + ids++;
    shopper.entered(at, "browse-recovery", 1, "r" + ids++);
    shopper.touched(at + 4, TouchKind.SENT, Channel.EMAIL, id, "browse-recovery/look");
    feedback(shopper, at + 4, Channel.EMAIL, id, "browse-recovery/look");
    if (chance(0.04)) {
      shopper.order(at + 30, "o" + ids++, value()).goal(at + 30, "browse-recovery", at, false);
    }
  }

  private void written(Outcomes shopper, double at) {
    boolean buys = chance(BASELINE * (1 + effect));
    double bought = at + 2 + random.nextInt(60);
    String variant = chance(0.5) ? "a" : "b";
    shopper.dealt(at, FLOW, "subject", variant, variant.equals("a"));
    for (int i = 0; i < STEPS.length; i++) {
      double sent = at + AFTER[i];
      if (buys && bought < sent) {
        break;
      }
      Channel channel = i == 2 && chance(0.3) ? Channel.SMS : Channel.EMAIL;
      String of = FLOW + "/" + STEPS[i] + (i == 0 ? "/" + variant : "");
      String id = "m" + ids++;
      shopper.touched(sent, TouchKind.SENT, channel, id, of);
      feedback(shopper, sent, channel, id, of);
    }
    if (buys) {
      order(shopper, bought, at);
    }
  }

  private void feedback(Outcomes shopper, double sent, Channel channel, String id, String of) {
    if (chance(0.03)) {
      shopper.touched(sent + 0.1, TouchKind.BOUNCED, channel, id, of);
      return;
    }
    shopper.touched(sent + 0.1, TouchKind.DELIVERED, channel, id, of);
    if (channel == Channel.EMAIL && chance(0.45)) {
      shopper.touched(sent + 0.5, TouchKind.OPENED, channel, id, of);
    }
    if (chance(0.15)) {
      shopper.touched(sent + 0.6, TouchKind.CLICKED, channel, id, of);
    }
    if (chance(0.004)) {
      shopper.touched(sent + 0.7, TouchKind.UNSUBSCRIBED, channel, id, of);
    }
  }

  private void order(Outcomes shopper, double at, double entered) {
    String id = "o" + ids++;
    shopper.order(at, id, value()).goal(at, FLOW, entered, false);
    shopper.moved(at, "stages:customer", "STAGE_CHANGED", "engaged", "buyer");
    if (chance(0.06)) {
      shopper.adjusted(at + 90, id, OrderStage.REFUNDED, null);
    }
  }

  private boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  private long value() {
    return Math.round(Math.exp(8.3 + 0.8 * random.nextGaussian()));
  }
}
