package io.beckon.engine.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** The heap against a map that is searched from end to end. */
class TimerHeapProperties {

  @Property(tries = 500)
  void shouldGiveTheEarliestAndAmongEqualsTheFirstId(
      @ForAll @Size(max = 400) List<@IntRange(max = 9999) Integer> actions) {
    TimerHeap heap = new TimerHeap();
    Map<String, Long> model = new HashMap<>();
    for (int action : actions) {
      String id = "s" + action % 300;
      long due = action / 300 % 20;
      switch (action % 7) {
        case 0 -> {
          String first =
              model.entrySet().stream()
                  .min(
                      Comparator.comparingLong((Map.Entry<String, Long> e) -> e.getValue())
                          .thenComparing(Map.Entry::getKey))
                  .map(Map.Entry::getKey)
                  .orElse(null);
          assertThat(heap.poll()).isEqualTo(first);
          model.remove(first);
        }
        case 1 -> {
          heap.remove(id);
          model.remove(id);
        }
        default -> {
          heap.ensure(id, due);
          model.merge(id, due, Math::min);
        }
      }
      assertThat(heap.size()).isEqualTo(model.size());
      assertThat(heap.earliest())
          .isEqualTo(model.values().stream().mapToLong(d -> d).min().orElse(Long.MAX_VALUE));
    }
    while (!model.isEmpty()) {
      model.remove(heap.poll());
      assertThat(heap.size()).isEqualTo(model.size());
    }
    assertThat(heap.poll()).isNull();
  }
}
