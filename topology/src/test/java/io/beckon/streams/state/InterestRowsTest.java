package io.beckon.streams.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.beckon.engine.interest.InterestIndex;
import io.beckon.engine.interest.Names;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class InterestRowsTest {

  private static final long DAY = Duration.ofDays(1).toMillis();
  private static final long HAT = 0x1234_5678_9abcL;

  /** In the same bucket as the hat. */
  private static final long CAP = HAT + InterestRows.BUCKETS;

  private final StoreHarness harness = new StoreHarness(10);

  @AfterEach
  void close() {
    harness.close();
  }

  @Test
  void shouldFindWhoeverWasNotedAlsoAfterANewBeginning() {
    harness.inOneCommit(
        store -> {
          note(store, HAT, "ann", 100 * DAY);
          note(store, CAP, "bob", 100 * DAY);
          note(store, HAT, "čas", 111 * DAY);
        });
    harness.inOneCommit(old -> harness.open());
    harness.inOneCommit(store -> note(store, HAT, "dan", 112 * DAY));

    assertThat(noted(HAT, CAP)).containsExactlyInAnyOrder("ann", "bob", "čas", "dan");
    assertThat(noted(HAT)).containsExactlyInAnyOrder("ann", "čas", "dan");
    assertThat(noted(HAT + 1)).isEmpty();
  }

  @Test
  void shouldNameThoseUpToAMarkHoweverManyComeLater() {
    long[] mark = {0};
    harness.inOneCommit(
        store -> {
          note(store, HAT, "ann", 100 * DAY);
          mark[0] = store.interests().mark();
          note(store, HAT, "bob", 90 * DAY);
        });
    harness.inOneCommit(old -> harness.open());
    harness.inOneCommit(store -> note(store, HAT, "dan", 100 * DAY));

    assertThat(names(harness.store().interests().noted(Set.of(HAT), mark[0])))
        .containsExactly("ann");
  }

  @Test
  void shouldShareRowsAndForgetThemWhenTheyAreOutOfDate() {
    harness.inOneCommit(
        store -> {
          for (int i = 0; i < 100; i++) {
            note(store, i % 2 == 0 ? HAT : CAP, "s" + i, 100 * DAY);
          }
        });
    assertThat(harness.store().counters().interestWrites()).as("and the position").isEqualTo(2);
    assertThat(harness.store().counters().interestBytes()).isLessThan(100 * 13);

    harness.inOneCommit(store -> store.interests().expire(139 * DAY));
    assertThat(noted(HAT)).hasSize(50);
    harness.inOneCommit(store -> store.interests().expire(140 * DAY));
    assertThat(noted(HAT)).isEmpty();
  }

  private List<String> noted(Long... subjects) {
    InterestIndex index = harness.store().interests();
    return names(index.noted(Set.of(subjects), Long.MAX_VALUE));
  }

  private static List<String> names(Names names) {
    List<String> all = new ArrayList<>();
    names.forEach(all::add);
    return all;
  }

  private static void note(ShopperStore store, long subject, String shopper, long at) {
    store.interests().note(subject, shopper, at);
  }
}
