package io.beckon.bench.micro;

import io.beckon.app.rules.RuleFiles;
import io.beckon.app.rules.Rulebooks;
import io.beckon.bench.scenario.Heard;
import io.beckon.bench.workload.Shape;
import io.beckon.bench.workload.Workload;
import io.beckon.contract.ShopperEvent;
import io.beckon.engine.Engine;
import io.beckon.engine.Surroundings;
import io.beckon.engine.abandonment.AbandonmentSettings;
import io.beckon.engine.flow.Rulebook;
import io.beckon.engine.policy.Gates;
import io.beckon.engine.shopper.Run;
import io.beckon.engine.shopper.Shopper;
import io.beckon.engine.time.Timeline;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * A shop in the middle of its day: shoppers who have come that far through the first half of a
 * history, and the events of the second half.
 */
final class Shop {

  /** An event and its append time, epoch milliseconds. */
  record Arrival(long at, ShopperEvent event) {}

  private static final long SEED = 7;
  private static final long ENDS_AT = 1_790_000_000_000L;
  private static final int TIMERS_PER_RECORD = 64;

  private final Map<String, Shopper> shoppers = new HashMap<>();
  private final Map<String, Shopper.Parts> parts = new HashMap<>();
  private final List<Arrival> coming = new ArrayList<>();
  private final Engine engine =
      new Engine(Surroundings.of("bench", AbandonmentSettings.DEFAULT, new Gates()::judge));
  private final Rulebook rules = Rulebooks.sinceEver(RuleFiles.readyMade());
  private final long noon;

  /**
   * Plays the first half.
   *
   * @param events of the whole history
   */
  Shop(int events) {
    Timeline morning = timeline(0);
    int half = events / 2;
    int[] count = new int[1];
    new Workload(Shape.CART, events, 1, SEED, ENDS_AT)
        .play(
            (shopper, at, event) -> {
              if (count[0]++ < half) {
                play(morning, new Arrival(at, event));
              } else {
                coming.add(new Arrival(at, event));
              }
            });
    noon = morning.now();
    shoppers.forEach((id, shopper) -> parts.put(id, shopper.parts()));
  }

  Engine engine() {
    return engine;
  }

  Rulebook rules() {
    return rules;
  }

  /** When the first half ended, epoch milliseconds. */
  long noon() {
    return noon;
  }

  /** Those known at the end of the first half. */
  List<Shopper> known() {
    return parts.keySet().stream().sorted().map(this::shopper).toList();
  }

  /** Somebody as they are now; a stranger without anything. */
  Shopper shopper(String id) {
    return shoppers.computeIfAbsent(id, Shopper::unseen);
  }

  /** Everybody as they were at the end of the first half. */
  void backToNoon() {
    shoppers.forEach(
        (id, shopper) -> {
          shopper.restore(parts.getOrDefault(id, Shopper.Parts.EMPTY));
          shopper.wokenAt(Long.MAX_VALUE);
        });
  }

  /** The second half, the last minutes of it left out. */
  List<Arrival> afternoon() {
    return coming.subList(0, coming.size() * 9 / 10);
  }

  /** So many events of a kind from the second half; from the beginning again when it has fewer. */
  List<ShopperEvent> some(int count, Predicate<ShopperEvent> kind) {
    List<ShopperEvent> all = coming.stream().map(Arrival::event).filter(kind).toList();
    List<ShopperEvent> some = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      some.add(all.get(i % all.size()));
    }
    return some;
  }

  /** A timeline of all shoppers that goes on from the end of the first half. */
  Timeline fromNoon() {
    Timeline timeline = timeline(noon);
    parts.forEach(
        (id, stored) -> {
          long due = engine.indexedDue(stored);
          if (due != Run.NO_WAKE) {
            timeline.resumeAt(id, due);
          }
        });
    return timeline;
  }

  /** What the processor does with an event. */
  static void play(Timeline timeline, Arrival arrival) {
    timeline.advance(arrival.at());
    timeline.apply(arrival.event());
    timeline.fireDue(TIMERS_PER_RECORD);
  }

  private Timeline timeline(long now) {
    return new Timeline(
        engine, this::shopper, new Heard(), Timeline.Release.AT_DECISION, rules, now);
  }
}
