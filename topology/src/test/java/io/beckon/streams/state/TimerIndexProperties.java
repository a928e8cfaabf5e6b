package io.beckon.streams.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.beckon.engine.shopper.FlowEntry;
import io.beckon.engine.shopper.Journeys;
import io.beckon.engine.shopper.Origin;
import io.beckon.engine.shopper.Run;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whoever waits is found, by the time at the latest, by a task that starts at any moment. */
class TimerIndexProperties {

  private static final long MINUTE = 60_000L;
  private static final long HOUR = 60 * MINUTE;
  private static final long T = 1_790_000_000_000L;

  /** What happens in one commit: time goes on, and shoppers begin to wait, or end it. */
  record Commit(int minutes, Map<String, Integer> waits, boolean restart) {}

  @Provide
  Arbitrary<List<Commit>> commits() {
    Arbitrary<Map<String, Integer>> waits =
        Arbitraries.maps(
                Arbitraries.of("a", "b", "c", "d", "e", "f"),
                Arbitraries.integers().between(-1, 300))
            .ofMaxSize(4);
    return Combinators.combine(
            Arbitraries.integers().between(0, 90), waits, Arbitraries.of(true, false, false, false))
        .as(Commit::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(20);
  }

  @Property(tries = 100)
  void shouldFindEverybodyWhoWaits(@ForAll("commits") List<Commit> commits) {
    try (StoreHarness harness = new StoreHarness(3)) {
      Map<String, Long> waiting = new TreeMap<>();
      long now = T;
      for (Commit commit : commits) {
        now += commit.minutes() * MINUTE;
        fireDue(harness, waiting, now);
        change(harness, waiting, commit.waits(), now);
        long earliest = waiting.values().stream().min(Long::compare).orElse(Long.MAX_VALUE);
        long over = TimerIndex.hourOf(Math.min(now, earliest));
        harness.inOneCommit(store -> store.timers().overBefore(over));
        if (commit.restart()) {
          harness.inOneCommit(store -> harness.open());
        }
        assertThat(harness.store().timers().firstHour()).isLessThanOrEqualTo(over);
        check(found(harness), waiting);
      }
    }
  }

  private static void fireDue(StoreHarness harness, Map<String, Long> waiting, long now) {
    List<String> due = new ArrayList<>();
    waiting.forEach(
        (id, at) -> {
          if (at <= now) {
            due.add(id);
          }
        });
    due.forEach(waiting::remove);
    harness.inOneCommit(store -> due.forEach(id -> store.get(id).journeys(Journeys.EMPTY)));
  }

  private static void change(
      StoreHarness harness, Map<String, Long> waiting, Map<String, Integer> waits, long now) {
    harness.inOneCommit(
        store ->
            waits.forEach(
                (id, minutes) -> {
                  if (minutes < 0) {
                    waiting.remove(id);
                    store.get(id).journeys(Journeys.EMPTY);
                  } else {
                    waiting.put(id, now + minutes * MINUTE);
                    store.get(id).journeys(until(now + minutes * MINUTE));
                  }
                }));
  }

  private static Map<String, Long> found(StoreHarness harness) {
    Map<String, Long> found = new HashMap<>();
    harness.inOneCommit(
        store ->
            store
                .timers()
                .loadDue(
                    store.timers().firstHour(),
                    TimerIndex.hourOf(T + 1_000 * HOUR),
                    (at, id) -> found.merge(id, at, Math::min),
                    corrupt -> {
                      throw corrupt;
                    }));
    return found;
  }

  private static void check(Map<String, Long> found, Map<String, Long> waiting) {
    waiting.forEach(
        (id, at) -> {
          assertThat(found).containsKey(id);
          assertThat(found.get(id)).as(id).isLessThanOrEqualTo(at);
        });
  }

  private static Journeys until(long wakeAt) {
    Origin origin =
        new Origin("t-1", null, T, null, List.of(), null, null, null, null, "", Map.of());
    Run run = new Run("r-1", "flow", 1, origin, T, 0, T, wakeAt, 0, null);
    return Journeys.EMPTY.entered(run, new FlowEntry("flow", T, null));
  }
}
