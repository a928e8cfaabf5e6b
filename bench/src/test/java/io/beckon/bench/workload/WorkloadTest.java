package io.beckon.bench.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.beckon.contract.OrderCompleted;
import io.beckon.contract.ProductViewed;
import io.beckon.contract.ShopperEvent;
import io.beckon.schemas.SingleObjectCodec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WorkloadTest {

  private static final long EVENTS = 20_000;
  private static final long ENDS_AT = 1_790_000_000_000L;

  @ParameterizedTest
  @EnumSource
  void shouldHoldExactlySoManyEventsInOrderOfTime(Shape shape) {
    Workload workload = workload(shape);
    List<Long> times = new ArrayList<>();
    Set<String> ids = new HashSet<>();

    workload.play(
        (shopper, at, event) -> {
          times.add(at);
          ids.add(event.getEventId());
          assertThat(event.getShopperId()).isEqualTo(ShopperIds.text(shopper)).hasSize(11);
        });

    assertThat(times).hasSize((int) EVENTS).isSorted();
    assertThat(ids).hasSize((int) EVENTS);
    assertThat(times.get(0)).isEqualTo(workload.startsAt());
    assertThat(times.get(times.size() - 1)).isEqualTo(ENDS_AT);
  }

  @ParameterizedTest
  @EnumSource
  void shouldBeTheSameHistoryWhenPlayedAgain(Shape shape) {
    List<ShopperEvent> first = new ArrayList<>();
    List<ShopperEvent> second = new ArrayList<>();

    workload(shape).play((shopper, at, event) -> first.add(event));
    workload(shape).play((shopper, at, event) -> second.add(event));

    assertThat(second).isEqualTo(first);
  }

  @Test
  void shouldHaveTheUsualMixOfDeedsAndSizes() {
    Map<Class<?>, Integer> deeds = new HashMap<>();
    long[] bytes = new long[1];
    try (SingleObjectCodec codec = new SingleObjectCodec()) {
      workload(Shape.CART)
          .play(
              (shopper, at, event) -> {
                deeds.merge(event.getPayload().getClass(), 1, Integer::sum);
                bytes[0] += codec.encode("events", event).length;
              });
    }

    assertThat(deeds.get(ProductViewed.class) / (double) EVENTS).isBetween(0.6, 0.85);
    assertThat(deeds.get(OrderCompleted.class) / (double) EVENTS).isBetween(0.035, 0.06);
    assertThat(bytes[0] / EVENTS).isBetween(120L, 180L);
  }

  @Test
  void shouldGiveATenthOfASaleToOneShopper() {
    Map<Integer, Integer> events = new HashMap<>();

    workload(Shape.FLASH).play((shopper, at, event) -> events.merge(shopper, 1, Integer::sum));

    assertThat(events.values().stream().mapToInt(Integer::intValue).max().orElse(0))
        .isBetween((int) EVENTS * 9 / 100, (int) EVENTS * 11 / 100);
  }

  @Test
  void shouldSeeNobodyAgainBeforeAllOthersWhenCold() {
    Set<Integer> round = new HashSet<>();
    Workload workload = workload(Shape.COLD);
    int shoppers = (int) (workload.openEvents() / 4);
    List<Integer> order = new ArrayList<>();

    workload.play((shopper, at, event) -> order.add(shopper));
    round.addAll(order.subList(0, shoppers));

    assertThat(round).hasSize(shoppers);
    assertThat(order.subList(shoppers, 2 * shoppers)).isEqualTo(order.subList(0, shoppers));
  }

  @Test
  void shouldRefuseAHistoryWithoutRoomForItsEnd() {
    assertThatThrownBy(() -> new Workload(Shape.CART, 10, 4, 7, ENDS_AT))
        .hasMessageContaining("at least 10000 events, not 10");
  }

  private static Workload workload(Shape shape) {
    return new Workload(shape, EVENTS, 3, 11, ENDS_AT);
  }
}
