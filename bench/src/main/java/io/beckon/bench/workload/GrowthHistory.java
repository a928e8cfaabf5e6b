package io.beckon.bench.workload;

import io.beckon.contract.ProductAdded;
import io.beckon.contract.ProductViewed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The history of a shop that has grown: many who came once, some whose cart is open, and then the
 * same traffic whatever the size.
 *
 * <p>Whoever is known viewed two products in a visit that has ended. The carts are opened shortly
 * before the traffic and fall due after its end. It ends in the future of the clock, so that ticks,
 * which carry the clock's time, do not let them fall due either.
 *
 * @param known shoppers
 * @param live of them with an open cart
 * @param partitions of the log
 * @param endsAt append time of the last record of the traffic, epoch milliseconds
 */
public record GrowthHistory(long known, long live, int partitions, long seed, long endsAt) {

  /** Shoppers who make the traffic, at every size. */
  public static final int ACTIVE = 50_000;

  private static final long MINUTE = Duration.ofMinutes(1).toMillis();
  private static final long HOUR = Duration.ofHours(1).toMillis();
  private static final long KNOWN_FROM = 24 * HOUR;
  private static final long KNOWN_UNTIL = 6 * HOUR;
  private static final long CLOSED_AT = HOUR;
  private static final long LIVE_FROM = 55 * MINUTE;
  private static final long TRAFFIC_FROM = 52 * MINUTE;

  /** Checks that there are enough for the traffic. */
  public GrowthHistory {
    if (known < ACTIVE) {
      throw new IllegalArgumentException("at least " + ACTIVE + " known shoppers, not " + known);
    }
    if (live < 0 || live > known) {
      throw new IllegalArgumentException("live are 0 to " + known + ", not " + live);
    }
  }

  /** Append time of the first record, epoch milliseconds. */
  public long startsAt() {
    return endsAt - KNOWN_FROM;
  }

  /** Everybody comes once and goes; at the end every visit is over. */
  public void playKnown(EventSink sink) {
    Stage stage = stage(sink, 0);
    for (long i = 0; i < known; i++) {
      long at = startsAt() + i * (KNOWN_FROM - KNOWN_UNTIL) / known;
      stage.emit((int) i, at, view(stage));
      stage.emit((int) i, at, view(stage));
    }
    List<Integer> visitors = visitors();
    int rounds = 200;
    for (int round = 1; round <= rounds; round++) {
      long at = endsAt - KNOWN_UNTIL + (KNOWN_UNTIL - CLOSED_AT) * round / rounds;
      visitors.forEach(visitor -> stage.emit(visitor, at, stage.deeds().neutral()));
    }
  }

  /** Some, evenly among the known, put two products into a cart. */
  public void playLive(EventSink sink) {
    Stage stage = stage(sink, 1);
    for (long i = 0; i < live; i++) {
      long at = endsAt - LIVE_FROM + i * (LIVE_FROM - TRAFFIC_FROM) / live;
      int shopper = (int) (i * known / live);
      stage.emit(shopper, at, add(stage));
      stage.emit(shopper, at, add(stage));
    }
  }

  /** The traffic: so many events of the usual mix. */
  public void playTraffic(long events, EventSink sink) {
    Sessions.play(stage(sink, 2), mix(), events, endsAt - TRAFFIC_FROM, TRAFFIC_FROM);
  }

  /** More traffic behind it, of one minute. */
  public void playMore(int nth, long events, EventSink sink) {
    Sessions.play(stage(sink, 2L + nth), mix(), events, endsAt + (nth - 1) * MINUTE, MINUTE);
  }

  private static Mix mix() {
    Mix usual = Mix.CART;
    return new Mix(
        ACTIVE,
        usual.sessions(),
        usual.add(),
        usual.remove(),
        usual.checkout(),
        usual.order(),
        usual.leave(),
        usual.products(),
        usual.hot(),
        usual.rushOrder());
  }

  private Stage stage(EventSink sink, long part) {
    return new Stage(
        new Workload(Shape.CART, Workload.LEAST_EVENTS, partitions, seed + part, endsAt), sink);
  }

  private static ProductViewed view(Stage stage) {
    return stage.deeds().view(Catalogue.popular(stage.dice(), Catalogue.SIZE));
  }

  private static ProductAdded add(Stage stage) {
    return stage.deeds().add(Catalogue.popular(stage.dice(), Catalogue.SIZE));
  }

  /** Somebody of each partition who does nothing else. */
  private List<Integer> visitors() {
    List<Integer> visitors = new ArrayList<>();
    for (int partition = 0; partition < partitions; partition++) {
      int shopper = Stage.FIRST_CLOSER;
      while (ShopperIds.partition(shopper, partitions) != partition) {
        shopper++;
      }
      visitors.add(shopper);
    }
    return visitors;
  }
}
