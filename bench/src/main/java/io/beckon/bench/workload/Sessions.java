package io.beckon.bench.workload;

import java.time.Duration;
import java.util.SplittableRandom;

/**
 * A shop with so many sessions at a time. Each event is of one of them, drawn by chance, so that
 * the time between two events of a session is as random as people are.
 */
final class Sessions {

  /** Who is hot; not among the others. */
  private static final int HOT = Stage.FIRST_CLOSER - 1;

  private static final long HOUR = Duration.ofHours(1).toMillis();
  private static final long RUSH = Duration.ofMinutes(10).toMillis();
  private static final double HOT_ADD = 0.08;
  private static final double HOT_ORDER = 0.02;

  private static final class Session {
    int shopper = -1;
    int product;
    final Basket basket = new Basket();
  }

  private final Stage stage;
  private final Mix mix;
  private final SplittableRandom dice;
  private final Session[] sessions;
  private final Session hot = new Session();

  private Sessions(Stage stage, Mix mix) {
    this.stage = stage;
    this.mix = mix;
    this.dice = stage.dice();
    this.sessions = new Session[mix.sessions()];
    for (int i = 0; i < sessions.length; i++) {
      sessions[i] = new Session();
    }
    hot.shopper = HOT;
  }

  static void play(Stage stage, Mix mix) {
    Workload workload = stage.workload();
    play(stage, mix, workload.openEvents(), workload.startsAt(), workload.openMillis());
  }

  /** So many events, evenly over so many milliseconds. */
  static void play(Stage stage, Mix mix, long events, long start, long millis) {
    Sessions shop = new Sessions(stage, mix);
    for (long i = 0; i < events; i++) {
      shop.step(start + (long) ((double) i / events * millis));
    }
  }

  private void step(long at) {
    if (mix.hot() > 0 && dice.nextDouble() < mix.hot()) {
      double chance = dice.nextDouble();
      if (chance < HOT_ORDER) {
        order(hot, at);
      } else if (chance < HOT_ORDER + HOT_ADD) {
        add(hot, at);
      } else {
        view(hot, at);
      }
      return;
    }
    Session session = sessions[dice.nextInt(sessions.length)];
    if (session.shopper < 0) {
      begin(session);
      if (stage.introduces(session.shopper)) {
        stage.emit(session.shopper, at, stage.deeds().introduction(session.shopper));
        return;
      }
    }
    act(session, at);
  }

  private void begin(Session session) {
    double u = dice.nextDouble();
    session.shopper = (int) (mix.shoppers() * u * u);
    session.product = Catalogue.popular(dice, mix.products());
    session.basket.clear();
  }

  private void act(Session session, long at) {
    double order = at % HOUR < RUSH ? mix.rushOrder() : mix.order();
    double chance = dice.nextDouble();
    if (chance < order) {
      order(session, at);
      session.shopper = -1;
      return;
    }
    chance -= order;
    if (chance < mix.add()) {
      add(session, at);
    } else if (chance < mix.add() + mix.remove()) {
      remove(session, at);
    } else if (chance < mix.add() + mix.remove() + mix.checkout()) {
      checkout(session, at);
    } else {
      view(session, at);
    }
    if (dice.nextDouble() < mix.leave()) {
      session.shopper = -1;
    }
  }

  private void view(Session session, long at) {
    session.product = Catalogue.popular(dice, mix.products());
    stage.emit(session.shopper, at, stage.deeds().view(session.product));
  }

  private void add(Session session, long at) {
    session.basket.add(session.product);
    stage.emit(session.shopper, at, stage.deeds().add(session.product));
  }

  private void remove(Session session, long at) {
    int product = session.basket.isEmpty() ? session.product : session.basket.removeLast();
    stage.emit(session.shopper, at, stage.deeds().remove(product));
  }

  private void checkout(Session session, long at) {
    if (session.basket.isEmpty() || dice.nextInt(3) == 0) {
      stage.emit(session.shopper, at, stage.deeds().step(dice));
    } else {
      stage.emit(session.shopper, at, stage.deeds().checkout(session.basket));
    }
  }

  private void order(Session session, long at) {
    if (session.basket.isEmpty()) {
      session.basket.add(session.product);
    }
    stage.emit(session.shopper, at, stage.deeds().order(session.basket));
    session.basket.clear();
  }
}
