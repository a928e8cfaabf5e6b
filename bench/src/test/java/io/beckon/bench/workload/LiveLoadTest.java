package io.beckon.bench.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.beckon.contract.Identified;
import io.beckon.contract.ProductAdded;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class LiveLoadTest {

  @Property
  void shouldHaveAnEventDueExactlyFromItsTimeOn(
      @ForAll @DoubleRange(min = 0.5, max = 1_000_000) double rate,
      @ForAll @LongRange(min = 0, max = 100_000_000) long event) {
    LiveSchedule schedule = new LiveSchedule(rate);
    long due = schedule.dueNanos(event);

    assertThat(schedule.dueBy(due)).isGreaterThan(event);
    if (due > 0) {
      assertThat(schedule.dueBy(due - 1)).isLessThanOrEqualTo(event);
    }
  }

  @Test
  void shouldNotDriftWhenTheSenderIsLate() {
    LiveSchedule schedule = new LiveSchedule(1_000);

    assertThat(schedule.dueBy(5_000_000_000L)).isEqualTo(5_001);
    assertThat(schedule.dueNanos(5_000)).isEqualTo(5_000_000_000L);
    assertThat(schedule.dueBy(-1)).isZero();
    assertThatThrownBy(() -> new LiveSchedule(0)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shouldHaveLeaversGiveAnAddressAndLeaveACartOnce() {
    LiveLoad load = new LiveLoad(40, 50, 7);
    Map<Integer, List<Object>> deeds = new HashMap<>();
    int left = 0;
    for (int i = 0; i < 20_000; i++) {
      LiveLoad.Next next = load.next(1_000 + i);
      if (next.shopper() >= LiveLoad.FIRST_LEAVER) {
        deeds
            .computeIfAbsent(next.shopper(), shopper -> new ArrayList<>())
            .add(next.event().getPayload());
        left += next.left() ? 1 : 0;
      } else {
        assertThat(next.left()).isFalse();
        assertThat(next.event().getPayload()).isNotInstanceOf(Identified.class);
      }
      assertThat(next.event().getShopperId()).isEqualTo(ShopperIds.text(next.shopper()));
    }

    assertThat(left).isBetween(390, 400);
    assertThat(deeds.get(LiveLoad.FIRST_LEAVER).get(0)).isInstanceOf(Identified.class);
    assertThat(deeds.get(LiveLoad.FIRST_LEAVER).get(4)).isInstanceOf(ProductAdded.class);
    assertThat(deeds.values().stream().filter(own -> own.size() == 5).count()).isEqualTo(left);
  }

  @Test
  void shouldGiveEachSessionItsTurn() {
    LiveLoad load = new LiveLoad(10, 50, 7);
    Map<Integer, Integer> lastTurn = new HashMap<>();
    for (int i = 0; i < 5_000; i++) {
      LiveLoad.Next next = load.next(i);
      if (next.shopper() >= LiveLoad.FIRST_LEAVER) {
        Integer before = lastTurn.put(next.shopper(), i);
        assertThat(before == null ? 10 : i - before).isEqualTo(10);
      }
    }
  }
}
