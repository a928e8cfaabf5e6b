package io.beckon.bench.workload;

import io.beckon.contract.ShopperEvent;
import java.util.SplittableRandom;

/**
 * A steady load, event by event. Sessions take turns, so that the time between two events of one is
 * always the same, and nobody falls due by chance. Most are regulars, who behave as in the usual
 * mix and cannot be written to. Each so many events somebody new begins who gives an address,
 * looks, puts two products into the cart and leaves: a command is due for each of them.
 */
public final class LiveLoad {

  /** Numbers of those who leave a cart and get a command; regulars have smaller ones. */
  public static final int FIRST_LEAVER = 1_000_000_000;

  private static final int LEAVER_STEPS = 5;

  private static final class Session {
    int shopper = -1;
    int step;
    int product;
    final Basket basket = new Basket();
  }

  /**
   * An event.
   *
   * @param left is it the last of somebody who leaves a cart?
   */
  public record Next(int shopper, ShopperEvent event, boolean left) {}

  private final Mix mix = Mix.CART;
  private final Stage stage;
  private final SplittableRandom dice;
  private final Session[] sessions;
  private final double eventsPerLeaver;
  private ShopperEvent event = new ShopperEvent();
  private long played;
  private int leavers;

  /**
   * A load.
   *
   * @param sessions at a time
   * @param eventsPerLeaver events for each who leaves a cart; at least 5
   */
  public LiveLoad(int sessions, double eventsPerLeaver, long seed) {
    this.stage =
        new Stage(
            new Workload(Shape.CART, Workload.LEAST_EVENTS, 1, seed, 0),
            (shopper, at, made) -> event = made);
    this.dice = stage.dice();
    this.eventsPerLeaver = Math.max(LEAVER_STEPS, eventsPerLeaver);
    this.sessions = new Session[sessions];
    for (int i = 0; i < sessions; i++) {
      this.sessions[i] = new Session();
    }
  }

  /** How many sessions there are at a rate: so few that each is active every few seconds. */
  public static int sessions(double perSecond) {
    return (int) Math.max(1, Math.min(Mix.CART.sessions(), perSecond * 2));
  }

  /**
   * The next event.
   *
   * @param at when it happens, epoch milliseconds
   */
  public Next next(long at) {
    Session session = sessions[(int) (played % sessions.length)];
    played++;
    if (session.shopper < 0) {
      begin(session);
    }
    int shopper = session.shopper;
    boolean left = false;
    if (shopper >= FIRST_LEAVER) {
      left = leave(session, at);
    } else {
      act(session, at);
    }
    return new Next(shopper, event, left);
  }

  private void begin(Session session) {
    session.basket.clear();
    session.product = Catalogue.popular(dice, mix.products());
    session.step = 0;
    if (leavers < played / eventsPerLeaver) {
      session.shopper = FIRST_LEAVER + leavers++;
    } else {
      double u = dice.nextDouble();
      session.shopper = (int) (mix.shoppers() * u * u);
    }
  }

  private boolean leave(Session session, long at) {
    int shopper = session.shopper;
    Object deed =
        switch (session.step) {
          case 0 -> stage.deeds().introduction(shopper);
          case 1, 2 -> stage.deeds().view(product());
          default -> stage.deeds().add(product());
        };
    session.step++;
    stage.emit(shopper, at, deed);
    if (session.step < LEAVER_STEPS) {
      return false;
    }
    session.shopper = -1;
    return true;
  }

  private void act(Session session, long at) {
    double chance = dice.nextDouble();
    int shopper = session.shopper;
    if (chance < mix.order()) {
      if (session.basket.isEmpty()) {
        session.basket.add(session.product);
      }
      stage.emit(shopper, at, stage.deeds().order(session.basket));
      session.shopper = -1;
      return;
    }
    chance -= mix.order();
    if (chance < mix.add()) {
      session.basket.add(session.product);
      stage.emit(shopper, at, stage.deeds().add(session.product));
    } else if (chance < mix.add() + mix.remove()) {
      int product = session.basket.isEmpty() ? session.product : session.basket.removeLast();
      stage.emit(shopper, at, stage.deeds().remove(product));
    } else if (chance < mix.add() + mix.remove() + mix.checkout()) {
      Object deed =
          session.basket.isEmpty()
              ? stage.deeds().step(dice)
              : stage.deeds().checkout(session.basket);
      stage.emit(shopper, at, deed);
    } else {
      session.product = product();
      stage.emit(shopper, at, stage.deeds().view(session.product));
    }
    if (dice.nextDouble() < mix.leave()) {
      session.shopper = -1;
    }
  }

  private int product() {
    return Catalogue.popular(dice, mix.products());
  }
}
