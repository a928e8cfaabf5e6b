package io.beckon.streams.state;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.beckon.engine.shopper.FlowEntry;
import io.beckon.engine.shopper.Journeys;
import io.beckon.engine.shopper.Origin;
import io.beckon.engine.shopper.Run;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** Who was erased is named nowhere in the index; everybody else who waits is. */
class GoneShoppersProperties {

  private static final long HOUR = 3_600_000L;
  private static final long T = 1_790_000_000_000L;

  /** Seven bytes: with the mark before it, as long as some keys. */
  private static final List<String> NAMES = List.of("a", "b", "c", "seven77", "čas", "eleven-byte");

  /** What happens in one commit. */
  record Commit(Map<String, Integer> waits, Set<String> erased, boolean sweep, boolean restart) {}

  @Provide
  Arbitrary<List<Commit>> commits() {
    Arbitrary<Boolean> seldom = Arbitraries.of(true, false, false, false);
    return Combinators.combine(
            Arbitraries.maps(Arbitraries.of(NAMES), Arbitraries.integers().between(0, 5_000))
                .ofMaxSize(4),
            Arbitraries.of(NAMES).set().ofMaxSize(2),
            Arbitraries.of(true, false),
            seldom)
        .as(Commit::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(20);
  }

  @Property(tries = 100)
  void shouldNameNobodyWhoWasErasedAndEverybodyElse(@ForAll("commits") List<Commit> commits) {
    try (StoreHarness harness = new StoreHarness(3)) {
      Map<String, Long> waiting = new TreeMap<>();
      for (Commit commit : commits) {
        harness.inOneCommit(
            store ->
                commit
                    .waits()
                    .forEach(
                        (id, hours) -> {
                          long at = T + hours * HOUR;
                          waiting.put(id, at);
                          store.get(id).journeys(until(at));
                          store.interests().note(hours, id, T);
                        }));
        harness.inOneCommit(
            store ->
                commit
                    .erased()
                    .forEach(
                        id -> {
                          waiting.remove(id);
                          store.get(id).journeys(Journeys.EMPTY);
                          store.forget(id);
                        }));
        if (commit.restart()) {
          harness.inOneCommit(store -> harness.open());
        }
        if (commit.sweep()) {
          harness.inOneCommit(ShopperStore::forget);
        }
        assertThat(found(harness)).containsAllEntriesOf(waiting);
      }
      Set<String> last = commits.get(commits.size() - 1).erased();
      for (int i = 0; i < 4; i++) {
        harness.inOneCommit(ShopperStore::forget);
      }
      assertThat(found(harness)).containsAllEntriesOf(waiting);
      for (String id : last) {
        assertThat(names(harness.timers())).doesNotContain(id);
        assertThat(names(harness.interests())).doesNotContain(id);
      }
      assertThat(marks(harness.timers())).isEmpty();
      assertThat(marks(harness.interests())).isEmpty();
      long writes = harness.store().counters().timerWrites();
      harness.inOneCommit(store -> assertThat(store.forget()).isFalse());
      assertThat(harness.store().counters().timerWrites()).isEqualTo(writes);
    }
  }

  /** Everybody in the index, at the earliest time that it has. */
  private static Map<String, Long> found(StoreHarness harness) {
    Map<String, Long> found = new TreeMap<>();
    harness.inOneCommit(
        store ->
            store
                .timers()
                .loadDue(
                    0,
                    TimerIndex.hourOf(T + 10_000 * HOUR),
                    (at, id) -> {
                      if (store.get(id).journeys().nextWake() / 60_000 >= at / 60_000) {
                        found.put(id, store.get(id).journeys().nextWake());
                      }
                    },
                    corrupt -> {
                      throw corrupt;
                    }));
    found.values().removeIf(at -> at == Run.NO_WAKE);
    return found;
  }

  private static Set<String> names(KeyValueStore<Bytes, byte[]> rows) {
    Set<String> names = new TreeSet<>();
    try (KeyValueIterator<Bytes, byte[]> all = rows.all()) {
      while (all.hasNext()) {
        KeyValue<Bytes, byte[]> row = all.next();
        PackedIndex index =
            row.key.get().length == TimerIndex.KEY_BYTES
                ? PackedIndex.TIMERS
                : PackedIndex.INTERESTS;
        if (index.isRow(row.key.get())) {
          index.entries(row.value, (id, entry) -> names.add(new String(id, UTF_8)));
        }
      }
    }
    return names;
  }

  private static Set<String> marks(KeyValueStore<Bytes, byte[]> rows) {
    Set<String> marks = new TreeSet<>();
    try (KeyValueIterator<Bytes, byte[]> all = rows.all()) {
      while (all.hasNext()) {
        byte[] key = all.next().key.get();
        if (PackedIndex.isGone(key)) {
          marks.add(new String(PackedIndex.idOf(key), UTF_8));
        }
      }
    }
    return marks;
  }

  private static Journeys until(long wakeAt) {
    Origin origin =
        new Origin("t-1", null, T, null, List.of(), null, null, null, null, "", Map.of());
    Run run = new Run("r-1", "flow", 1, origin, T, 0, T, wakeAt, 0, null);
    return Journeys.EMPTY.entered(run, new FlowEntry("flow", T, null));
  }
}
