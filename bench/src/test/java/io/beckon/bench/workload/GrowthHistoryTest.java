package io.beckon.bench.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.beckon.contract.OrderCompleted;
import io.beckon.contract.ProductAdded;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GrowthHistoryTest {

  private static final long ENDS = 1_800_000_000_000L;

  @Test
  void shouldMakeEverybodyKnownAndSomeLive() {
    GrowthHistory history = new GrowthHistory(60_000, 600, 4, 7, ENDS);
    Set<Integer> known = new HashSet<>();
    Set<Integer> live = new HashSet<>();
    long[] last = new long[1];

    EventSink inOrder =
        (shopper, at, event) -> {
          assertThat(at).isGreaterThanOrEqualTo(last[0]);
          last[0] = at;
        };
    history.playKnown(
        (shopper, at, event) -> {
          inOrder.accept(shopper, at, event);
          known.add(shopper);
        });
    history.playLive(
        (shopper, at, event) -> {
          inOrder.accept(shopper, at, event);
          assertThat(event.getPayload()).isInstanceOf(ProductAdded.class);
          live.add(shopper);
        });
    history.playTraffic(10_000, inOrder);

    assertThat(known).hasSize(60_000 + 4).containsAll(live);
    assertThat(live).hasSize(600);
    assertThat(last[0]).isLessThanOrEqualTo(ENDS);
  }

  @Test
  void shouldMakeTheSameTrafficAtEverySize() {
    assertThat(traffic(50_000)).isEqualTo(traffic(1_000_000));
  }

  @Test
  void shouldRefuseTooFew() {
    assertThatThrownBy(() -> new GrowthHistory(10, 1, 4, 7, ENDS))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static List<String> traffic(long known) {
    List<String> all = new ArrayList<>();
    new GrowthHistory(known, known / 10, 4, 7, ENDS)
        .playTraffic(
            2_000,
            (shopper, at, event) ->
                all.add(shopper + " " + at + " " + (event.getPayload() instanceof OrderCompleted)));
    return all;
  }
}
