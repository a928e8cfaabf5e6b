package io.beckon.model;

import io.beckon.contract.Item;
import io.beckon.contract.ShopperEvent;
import io.beckon.model.Script.Action;
import io.beckon.model.Script.Happens;
import io.beckon.model.Script.Occurred;
import io.beckon.model.Script.Redelivered;
import io.beckon.model.Script.ReportedAgain;
import io.beckon.model.Script.Step;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/**
 * Random histories, realistic and nasty: pauses on, just before and just after everything that
 * decides; late timestamps; repeated events and orders; imports of the past; snapshots, full and
 * empty; products, variants and carts from small pools so that they meet. Short enough that every
 * id is still remembered.
 */
public final class Histories {

  private static final int MAX_STEPS = 30;

  private static final List<AbandonmentSettingsLike> SETTINGS =
      List.of(
          AbandonmentSettingsLike.DEFAULTS,
          minutes(60, 30, 240, 1, 90),
          minutes(60, 30, 240, 1, 60),
          minutes(60, 120, 30, 1, 240),
          minutes(30, 30, 30, 1, 60),
          minutes(45, 30, 60, 0, 24 * 60));

  private Histories() {}

  private static AbandonmentSettingsLike minutes(
      long cart, long checkout, long browse, long settle, long ttl) {
    return AbandonmentSettingsLike.of(
        Duration.ofMinutes(cart),
        Duration.ofMinutes(checkout),
        Duration.ofMinutes(browse),
        Duration.ofMinutes(settle),
        Duration.ofMinutes(ttl));
  }

  /** Histories of one to five shoppers, with all that can go wrong. */
  public static Arbitrary<Scenario> any() {
    return scenarios(Arbitraries.integers().between(1, 5), late());
  }

  /** The same with timestamps that never fall. */
  public static Arbitrary<Scenario> inOrder() {
    return scenarios(Arbitraries.integers().between(1, 5), Arbitraries.just(0L));
  }

  /** One shopper: the most that can happen to one. */
  public static Arbitrary<Scenario> ofOneShopper() {
    return scenarios(Arbitraries.just(1), late());
  }

  /** Without jqwik's edge cases: for lists of this kind they cost minutes and find nothing. */
  private static Arbitrary<Scenario> scenarios(Arbitrary<Integer> shoppers, Arbitrary<Long> late) {
    return Combinators.combine(
            Arbitraries.frequencyOf(
                Tuple.of(2, Arbitraries.just(AbandonmentSettingsLike.DEFAULTS)),
                Tuple.of(3, Arbitraries.of(SETTINGS))),
            shoppers,
            steps(late).list().ofMaxSize(MAX_STEPS),
            Arbitraries.frequencyOf(
                Tuple.of(2, Arbitraries.just(Gap.WEEK)), Tuple.of(1, Arbitraries.of(Gap.values()))))
        .as(Script::play)
        .withoutEdgeCases();
  }

  private static Arbitrary<Step> steps(Arbitrary<Long> late) {
    return Combinators.combine(
            Arbitraries.integers().between(0, 59),
            gaps(),
            Arbitraries.frequency(Tuple.of(3, true), Tuple.of(1, false)),
            late,
            occurred(),
            actions())
        .as(Step::new)
        .withoutEdgeCases();
  }

  /** Mostly short pauses, or nobody would ever fill a cart. */
  private static Arbitrary<Gap> gaps() {
    return Arbitraries.frequencyOf(
        Tuple.of(5, Arbitraries.of(Gap.NONE, Gap.ONE_MS, Gap.SECONDS, Gap.MINUTES, Gap.QUARTER)),
        Tuple.of(4, Arbitraries.of(Gap.values())));
  }

  private static Arbitrary<Long> late() {
    return Arbitraries.frequency(
        Tuple.of(20, 0L),
        Tuple.of(1, 1L),
        Tuple.of(1, 29_000L),
        Tuple.of(1, Duration.ofMinutes(20).toMillis()),
        Tuple.of(1, Duration.ofHours(6).toMillis()));
  }

  private static Arbitrary<Occurred> occurred() {
    return Arbitraries.frequency(
        Tuple.of(4, Occurred.AT_APPEND),
        Tuple.of(2, Occurred.AT_LAST),
        Tuple.of(2, Occurred.JUST_BEFORE_LAST),
        Tuple.of(1, Occurred.LONG_AGO),
        Tuple.of(1, Occurred.AHEAD));
  }

  private static Arbitrary<Action> actions() {
    Arbitrary<Integer> back = Arbitraries.integers().between(0, 12);
    Arbitrary<ShopperEvent> events =
        Arbitraries.frequencyOf(Tuple.of(7, live()), Tuple.of(1, live().map(Touches::historical)));
    return Arbitraries.frequencyOf(
        Tuple.of(20, events.map(Happens::new)),
        Tuple.of(2, back.map(Redelivered::new)),
        Tuple.of(1, back.map(ReportedAgain::new)));
  }

  private static Arbitrary<ShopperEvent> live() {
    return Arbitraries.frequencyOf(
        Tuple.of(6, products().map(product -> Events.viewed("s", product))),
        Tuple.of(2, browsing()),
        Tuple.of(6, mayNameACart(lines().map(line -> Events.added("s", line)))),
        Tuple.of(4, mayNameACart(lines().map(line -> Events.removed("s", line)))),
        Tuple.of(2, mayNameACart(snapshots())),
        Tuple.of(2, mayNameACart(checkouts())),
        Tuple.of(2, carts()),
        Tuple.of(3, mayNameACart(Arbitraries.create(() -> Events.ordered("s", "o")))),
        Tuple.of(2, aside()));
  }

  private static Arbitrary<ShopperEvent> browsing() {
    return Arbitraries.of(
        Events.pageViewed("s"),
        Events.listViewed("s", "p1", "p2"),
        Events.searched("s"),
        Events.custom("s", "Quiz Finished"));
  }

  private static Arbitrary<ShopperEvent> carts() {
    return Arbitraries.of(
        Events.cartViewed("s"),
        Events.couponEntered("s"),
        Events.checkoutStepped("s", "shipping"),
        Events.paymentFailed("s", "declined"));
  }

  private static Arbitrary<ShopperEvent> snapshots() {
    Arbitrary<Item[]> items = lines().list().ofMaxSize(3).map(list -> list.toArray(Item[]::new));
    return Arbitraries.frequencyOf(
        Tuple.of(2, items.map(lines -> Events.cartReplaced("s", lines))),
        Tuple.of(1, items.map(lines -> Events.cartViewedListing("s", lines))),
        Tuple.of(1, items.map(lines -> Touches.worth(777, Events.cartReplaced("s", lines)))));
  }

  private static Arbitrary<ShopperEvent> checkouts() {
    Arbitrary<Item[]> items = lines().list().ofMaxSize(2).map(list -> list.toArray(Item[]::new));
    return Arbitraries.frequencyOf(
        Tuple.of(2, Arbitraries.create(() -> Events.checkoutStarted("s"))),
        Tuple.of(2, items.map(lines -> Events.checkoutStarted("s", lines))),
        Tuple.of(1, items.map(lines -> Touches.worth(555, Events.checkoutStarted("s", lines)))));
  }

  /** What is no site activity. */
  private static Arbitrary<ShopperEvent> aside() {
    return Arbitraries.of(
        Events.tick(),
        Events.identified("s"),
        Events.consented("s"),
        Events.shipped("s", "o1"),
        Events.opened("s"),
        Events.flowRetired());
  }

  private static Arbitrary<ShopperEvent> mayNameACart(Arbitrary<ShopperEvent> events) {
    return Arbitraries.frequencyOf(
        Tuple.of(5, events),
        Tuple.of(2, events.map(event -> Touches.inCart("c1", event))),
        Tuple.of(1, events.map(event -> Touches.inCart("c2", event))));
  }

  private static Arbitrary<Item> products() {
    return Arbitraries.of("p1", "p2", "p3").map(Events::item);
  }

  private static Arbitrary<Item> lines() {
    Arbitrary<Integer> pieces =
        Arbitraries.frequency(
            Tuple.of(6, 1), Tuple.of(2, 2), Tuple.of(1, 3), Tuple.of(1, 0), Tuple.of(1, -1));
    return Combinators.combine(
            Arbitraries.of("p1", "p2", "p3"),
            pieces,
            Arbitraries.frequency(Tuple.of(2, 0L), Tuple.of(1, 100L), Tuple.of(1, 250L)),
            Arbitraries.frequency(Tuple.of(4, false), Tuple.of(1, true)))
        .as(
            (product, quantity, price, variant) -> {
              Item item =
                  price == 0
                      ? Events.item(product, quantity)
                      : Events.priced(product, quantity, price);
              return variant ? Events.variant("red", item) : item;
            });
  }
}
