package io.beckon.bench.workload;

import static org.assertj.core.api.Assertions.assertThat;

import io.beckon.contract.OrderSeen;
import io.beckon.contract.OutcomeEvent;
import io.beckon.contract.TimeMark;
import io.beckon.contract.Touched;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OutcomeLoadTest {

  private static final long END = 1_800_000_000_000L;

  @Test
  void shouldTellEachShoppersOutcomesInTheOrderOfTimeWithMarksBetween() {
    OutcomeLoad load = new OutcomeLoad(20_000, 3, 7, END);
    List<OutcomeEvent> told = new ArrayList<>();
    Map<String, Set<Integer>> partitions = new HashMap<>();
    long count =
        load.play(
            (event, partition) -> {
              told.add(event);
              partitions
                  .computeIfAbsent(event.getShopperId(), id -> new HashSet<>())
                  .add(partition);
            });

    assertThat(told).hasSize((int) count);
    assertThat(told).isSortedAccordingTo((a, b) -> Long.compare(a.getAt(), b.getAt()));
    long marks = told.stream().filter(each -> each.getFact() instanceof TimeMark).count();
    assertThat(marks).isEqualTo(3L * (6 * 24 * 12 + 1));
    assertThat(told.size() - marks).isBetween(19_000L, 21_000L);
    assertThat(partitions.remove("")).hasSize(3);
    assertThat(partitions.values()).allSatisfy(own -> assertThat(own).hasSize(1));
    assertThat(partitions).hasSize((int) load.shoppers());
    assertThat(told.stream().filter(each -> each.getFact() instanceof Touched).count())
        .isGreaterThan(2 * load.shoppers());
    assertThat(told.stream().filter(each -> each.getFact() instanceof OrderSeen).count())
        .isBetween(load.shoppers() / 5, load.shoppers() / 3);
    assertThat(told.get(told.size() - 1).getAt()).isEqualTo(END);
    assertThat(told.get(0).getAt()).isEqualTo(END - Duration.ofDays(6).toMillis());
  }
}
