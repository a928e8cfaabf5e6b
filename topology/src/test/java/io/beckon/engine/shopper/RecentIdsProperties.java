package io.beckon.engine.shopper;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** A memory beside a plain list, also when two memories grow from one. */
class RecentIdsProperties {

  private static final long HIGH = 1L << 47;

  private record Pair(RecentIds ids, List<Long> model) {}

  @Property(tries = 300)
  void shouldRememberTheLatestWhicheverMemoryTheyWereAddedTo(
      @ForAll @Size(max = 200) List<@IntRange(max = 999) Integer> actions) {
    List<Pair> memories = new ArrayList<>();
    memories.add(new Pair(RecentIds.EMPTY, List.of()));
    for (int action : actions) {
      // Mostly the newest grows; now and then an older one, which shares its arrays.
      int which = action % 10 == 0 ? action % memories.size() : memories.size() - 1;
      Pair old = memories.get(which);
      long hash = hash(action);
      List<Long> model = new ArrayList<>(old.model);
      model.add(hash);
      if (model.size() > RecentIds.CAPACITY) {
        model.remove(0);
      }
      memories.add(new Pair(old.ids.with(hash), model));
    }
    for (Pair memory : memories) {
      long[] expected = memory.model.stream().mapToLong(each -> each).toArray();
      assertThat(memory.ids.toArray()).isEqualTo(expected);
      assertThat(memory.ids)
          .isEqualTo(RecentIds.of(expected))
          .hasSameHashCodeAs(RecentIds.of(expected));
      for (int action = 0; action < 1000; action += 7) {
        assertThat(memory.ids.contains(hash(action)))
            .isEqualTo(memory.model.contains(hash(action)));
      }
    }
  }

  @Property
  void shouldHashTwoTextsAsBothPutTogether(@ForAll String before, @ForAll String id) {
    assertThat(RecentIds.hash(before, id)).isEqualTo(RecentIds.hash(before + id));
  }

  @Property(tries = 300)
  void shouldTellWhatWasAdded(
      @ForAll @IntRange(max = 90) int before, @ForAll @IntRange(max = 90) int more) {
    RecentIds earlier = RecentIds.EMPTY;
    for (int i = 0; i < before; i++) {
      earlier = earlier.with(hash(i));
    }
    RecentIds later = earlier;
    for (int i = 0; i < more; i++) {
      later = later.with(hash(1000 + i));
    }

    long[] added = later.addedSince(earlier);

    assertThat(added).hasSize(Math.min(more, RecentIds.CAPACITY));
    assertThat(later.continues(earlier)).isTrue();
    RecentIds again = RecentIds.of(earlier.toArray());
    for (long hash : added) {
      again = again.with(hash);
    }
    assertThat(again).isEqualTo(later);
  }

  @Example
  void shouldNotContinueAMemoryThatHeldOtherIds() {
    RecentIds one = RecentIds.of(hash(1), hash(2));
    RecentIds other = RecentIds.of(hash(1), hash(2) ^ HIGH);

    assertThat(one.with(hash(3)).continues(one)).isTrue();
    assertThat(one.with(hash(3)).continues(other)).isFalse();
    assertThat(one).isNotEqualTo(other);
    assertThat(one.contains(hash(2) ^ HIGH)).isFalse();
  }

  /** Hashes of which some differ in their high or in their low bits alone. */
  private static long hash(int action) {
    long low = (action % 500) * 0x9e3779b9L & 0xffffffffL;
    return action < 500 ? low : low | HIGH;
  }

  @Example
  void shouldKeepHashesApartThatDifferInTheirHighBitsAlone() {
    assertThat(Arrays.asList(hash(3), hash(503)).stream().distinct()).hasSize(2);
    assertThat(RecentIds.EMPTY.with(hash(3)).contains(hash(503))).isFalse();
  }
}
