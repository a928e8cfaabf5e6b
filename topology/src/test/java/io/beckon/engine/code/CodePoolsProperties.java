package io.beckon.engine.code;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Whatever is added, given, ended and restarted: no code twice, and always the first there is. */
class CodePoolsProperties {

  private final Map<String, Long> told = new HashMap<>();

  @Property(tries = 300)
  void shouldGiveEachCodeOnceAndAlwaysTheFirst(@ForAll long seed) {
    Random random = new Random(seed);
    CodeStore store = CodeStore.inMemory();
    CodePools pools = new CodePools(store, told::put);
    Map<String, Long> free = new TreeMap<>();
    Set<String> gone = new HashSet<>();
    List<String> given = new ArrayList<>();
    long now = 0;
    for (int i = 0; i < 200; i++) {
      now += random.nextInt(5);
      switch (random.nextInt(6)) {
        case 0 -> {
          Long until = random.nextBoolean() ? null : Long.valueOf(now + random.nextInt(60));
          List<String> some = new ArrayList<>();
          for (int k = random.nextInt(4); k >= 0; k--) {
            some.add("C" + random.nextInt(60));
          }
          pools.add("summer", some, until);
          for (String code : some) {
            if (!gone.contains(code)) {
              free.putIfAbsent(code, until == null ? Long.MAX_VALUE : until);
            }
          }
        }
        case 1 -> pools = new CodePools(store, told::put);
        case 2 -> pools.add("summer-sale", List.of("C" + random.nextInt(60)), null);
        default -> {
          long goodUntil = now + random.nextInt(20);
          String next = pools.next("summer", now, goodUntil);
          long at = now;
          assertThat(next)
              .isEqualTo(
                  free.entrySet().stream()
                      .filter(code -> code.getValue() > at && code.getValue() >= goodUntil)
                      .map(Map.Entry::getKey)
                      .findFirst()
                      .orElse(null));
          if (next != null && random.nextInt(4) > 0) {
            assertThat(pools.give("summer", next)).isTrue();
            assertThat(pools.give("summer", next)).isFalse();
            free.remove(next);
            gone.add(next);
            given.add(next);
          }
        }
      }
    }
    assertThat(given).doesNotHaveDuplicates();
    long at = now;
    long left = free.values().stream().filter(until -> until > at).count();
    pools.next("summer", now, Long.MAX_VALUE);
    told.clear();
    pools.report();
    if (left > 0) {
      assertThat(told.get("summer")).isBetween(left, (long) free.size());
    }
  }

  @Example
  void shouldTakeOnlyWhatCanBeACodeAndKnowNoOtherPool() {
    CodePools pools = CodePools.inMemory();

    assertThat(pools.add("a", List.of("X1", "X 1", "", "X\u00e9", "X".repeat(65)), null))
        .isEqualTo(1);
    assertThat(pools.next("b", 0, 0)).isNull();
    assertThat(pools.give("a", "X2")).isFalse();
    assertThat(pools.next("a", 0, 0)).isEqualTo("X1");
  }
}
