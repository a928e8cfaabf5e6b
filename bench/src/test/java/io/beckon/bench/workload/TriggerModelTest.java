package io.beckon.bench.workload;

import static org.assertj.core.api.Assertions.assertThat;

import io.beckon.app.rules.RuleFiles;
import io.beckon.bench.scenario.Heard;
import io.beckon.contract.CheckoutStepped;
import io.beckon.contract.Item;
import io.beckon.contract.OrderCompleted;
import io.beckon.contract.ProductAdded;
import io.beckon.contract.ProductRemoved;
import io.beckon.contract.ProductViewed;
import io.beckon.contract.ShopperEvent;
import io.beckon.engine.Engine;
import io.beckon.engine.Surroundings;
import io.beckon.engine.abandonment.AbandonmentSettings;
import io.beckon.engine.flow.Rulebook;
import io.beckon.engine.policy.Gates;
import io.beckon.engine.shopper.Shopper;
import io.beckon.engine.time.Timeline;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TriggerModelTest {

  private static final int ANNA = 7;
  private static final int BEN = 8;
  private static final long MINUTE = 60_000;
  private static final long NOW = 1_790_000_000_000L;

  private final TriggerModel model = new TriggerModel(1);
  private int events;

  @ParameterizedTest
  @EnumSource
  void shouldCountWhatTheEngineFindsWhenTheSameHistoryIsPlayed(Shape shape) {
    Workload workload = new Workload(shape, 30_000, 3, 11, NOW);

    Expected expected = workload.expected();

    assertThat(expected.total()).isPositive();
    assertThat(engine(workload)).isEqualTo(expected);
  }

  @Test
  void shouldFireACartOnlyWhenTheSettleTimeIsOver() {
    does(ANNA, 0, new ProductAdded(null, item("a")));
    does(BEN, 60, new ProductViewed(item("b")));
    assertThat(model.finish()).isEqualTo(new Expected(0, 0, 0));

    does(BEN, 61, new ProductViewed(item("b")));
    assertThat(model.finish()).isEqualTo(new Expected(1, 0, 0));
  }

  @Test
  void shouldFireNothingWhenTheShopperCameBackWithinTheIdleTime() {
    does(ANNA, 0, new ProductAdded(null, item("a")));
    does(ANNA, 60, new ProductViewed(item("a")));
    does(ANNA, 100, order());

    does(BEN, 1_000, new ProductViewed(item("b")));
    assertThat(model.finish()).isEqualTo(new Expected(0, 0, 0));
  }

  @Test
  void shouldFireACheckoutEarlierThanACart() {
    does(ANNA, 0, new ProductAdded(null, item("a")));
    does(ANNA, 1, new CheckoutStepped(null, "payment", true, null));
    does(BEN, 32, new ProductViewed(item("b")));
    assertThat(model.finish()).isEqualTo(new Expected(0, 1, 0));
  }

  @Test
  void shouldFireNothingForACartThatWasEmptied() {
    does(ANNA, 0, new ProductAdded(null, item("a")));
    does(ANNA, 1, new ProductRemoved(null, item("a")));
    does(BEN, 1_000, new ProductViewed(item("b")));
    assertThat(model.finish()).isEqualTo(new Expected(0, 0, 0));
  }

  @Test
  void shouldFireAVisitOnceWhenOnlyViewsWereInIt() {
    does(ANNA, 0, new ProductViewed(item("a")));
    does(ANNA, 30, new ProductViewed(item("b")));
    does(BEN, 1_000, new ProductViewed(item("b")));
    does(ANNA, 1_001, new ProductViewed(item("b")));
    assertThat(model.finish()).isEqualTo(new Expected(0, 0, 1));
  }

  private void does(int shopper, long minute, Object payload) {
    long at = NOW + minute * MINUTE;
    model.accept(
        shopper,
        at,
        new ShopperEvent("e" + events++, at, ShopperIds.text(shopper), "web", false, payload));
  }

  private static Item item(String productId) {
    return Item.newBuilder().setProductId(productId).setQuantity(1).build();
  }

  private static OrderCompleted order() {
    return OrderCompleted.newBuilder().setOrderId("o").setItems(List.of(item("a"))).build();
  }

  private static Expected engine(Workload workload) {
    Heard heard = new Heard();
    Map<String, Shopper> shoppers = new HashMap<>();
    Engine engine =
        new Engine(Surroundings.of("bench", AbandonmentSettings.DEFAULT, new Gates()::judge));
    List<Timeline> timelines = new ArrayList<>();
    for (int i = 0; i < workload.partitions(); i++) {
      timelines.add(
          new Timeline(
              engine,
              id -> shoppers.computeIfAbsent(id, Shopper::unseen),
              heard,
              Timeline.Release.AT_DECISION,
              Rulebook.of(RuleFiles.readyMade().policy()),
              0));
    }
    workload.play(
        (shopper, at, event) -> {
          Timeline timeline = timelines.get(ShopperIds.partition(shopper, workload.partitions()));
          timeline.advance(at);
          timeline.apply(event);
          timeline.fireDue(Integer.MAX_VALUE);
        });
    return new Expected(
        heard.byKind().getOrDefault("CART", 0L),
        heard.byKind().getOrDefault("CHECKOUT", 0L),
        heard.byKind().getOrDefault("BROWSE", 0L));
  }
}
