package io.beckon.streams.state;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.beckon.contract.Item;
import io.beckon.engine.abandonment.Abandonment;
import io.beckon.engine.shopper.Bought;
import io.beckon.engine.shopper.BrowseHistory;
import io.beckon.engine.shopper.Head;
import io.beckon.engine.shopper.Points;
import io.beckon.engine.shopper.Profile;
import io.beckon.engine.shopper.Profile.Purchases;
import io.beckon.engine.shopper.Shopper;
import io.beckon.engine.shopper.Visit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.apache.kafka.streams.test.TestRecord;

/** Whatever happens between commits, what is read afterwards is what was in memory. */
class PageProperties {

  private static final String ID = "s-1";
  private static final long DAY = 24L * 60 * 60 * 1000;

  @Property(tries = 60)
  void shouldReadWhatWasInMemory(
      @ForAll @Size(min = 1, max = 90)
          List<@Size(max = 6) List<@IntRange(max = 99) Integer>> commits,
      @ForAll @IntRange(max = 3) int haste) {
    try (StoreHarness harness = new StoreHarness(3)) {
      long[] now = {1_790_000_000_000L};
      for (List<Integer> actions : commits) {
        Shopper.Parts[] expected = new Shopper.Parts[1];
        harness.change(
            ID,
            shopper -> {
              for (int action : actions) {
                now[0] += haste == 0 ? 0 : haste == 1 ? action : haste == 2 ? DAY / 4 : 2 * DAY;
                act(shopper, action, now[0]);
              }
              expected[0] = shopper.parts();
            });

        assertThat(harness.stored(ID)).isEqualTo(expected[0]);
      }
    }
  }

  @Example
  void shouldSayOfPointsOnlyThoseThatChanged() {
    Points.Entry views = new Points.Entry("lead", "views", 3, 7);
    Points.Entry cart = new Points.Entry("lead", "cart", 15, 8);
    Points.Entry more = new Points.Entry("lead", "views", 4, 9);
    Page.Activity before = activity(new Points(List.of(views, cart)));
    Page.Activity after = activity(new Points(List.of(cart, more)));
    Page.Activity turned = activity(new Points(List.of(more, cart)));

    Page page = Page.between(before, after, 0, 1, PartChanges.NONE);

    assertThat(page.counted()).containsExactly(more);
    assertThat(page.points()).isNull();
    assertThat(page.after(before)).isEqualTo(after);
    assertThat(Page.between(before, turned, 0, 1, PartChanges.NONE).points())
        .isEqualTo(turned.head().points());
    assertThat(Page.between(before, turned, 0, 1, PartChanges.NONE).after(before))
        .isEqualTo(turned);
  }

  private static Page.Activity activity(Points points) {
    return new Page.Activity(Head.EMPTY.with(points), null, BrowseHistory.EMPTY);
  }

  @Property(tries = 5)
  void shouldWriteOnePageForEachCommitAndAFullRowNowAndThen(@ForAll @IntRange(max = 9) int more) {
    try (StoreHarness harness = new StoreHarness(3)) {
      int commits = 2 * ActivityStores.PAGES + more;
      for (int i = 0; i < commits; i++) {
        int product = i;
        harness.change(ID, shopper -> act(shopper, product, product));
      }

      StoreCounters counters = harness.store().counters();
      assertThat(counters.writes(Part.HISTORY) + counters.writes(Part.ACTIVITY)).isEqualTo(commits);
      assertThat(counters.writes(Part.HISTORY)).isBetween(2L, 3L);
      assertThat(harness.stored(ID).head().recent().size()).isEqualTo(64);
    }
  }

  @Property(tries = 60)
  void shouldReadWhatWasBoughtAndViewedAgain(
      @ForAll @Size(min = 1, max = 120)
          List<@Size(max = 9) List<@IntRange(max = 9) Integer>> commits,
      @ForAll @IntRange(max = 3) int haste) {
    List<List<Integer>> often =
        commits.stream()
            .map(actions -> actions.stream().map(PageProperties::often).toList())
            .toList();
    shouldReadWhatWasInMemory(often, haste);
  }

  /** What may happen to a shopper between two commits, beside deeds. */
  private enum Fate {
    STAYS,
    IS_READ_AGAIN,
    LEAVES,
    IS_LOST,
    STARTS_AGAIN
  }

  private record Commit(List<Integer> deeds, Fate fate) {}

  @Provide
  static Arbitrary<List<Commit>> commits() {
    Arbitrary<Integer> deeds =
        Arbitraries.frequencyOf(
            Tuple.of(5, Arbitraries.integers().between(100, 99 + RunDeeds.KINDS)),
            Tuple.of(1, Arbitraries.integers().between(0, 99)));
    return Combinators.combine(
            deeds.list().ofMaxSize(4),
            Arbitraries.frequency(
                Tuple.of(40, Fate.STAYS),
                Tuple.of(2, Fate.IS_READ_AGAIN),
                Tuple.of(2, Fate.LEAVES),
                Tuple.of(2, Fate.IS_LOST),
                Tuple.of(1, Fate.STARTS_AGAIN)))
        .as(Commit::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(100);
  }

  @Property(tries = 40)
  void shouldReadTheJourneysThatWereInMemory(@ForAll("commits") List<Commit> commits) {
    StoreHarness harness = new StoreHarness(3);
    try {
      Shopper.Parts expected = Shopper.Parts.EMPTY;
      List<Map<String, List<TestRecord<byte[], byte[]>>>> changelogs = new ArrayList<>();
      long at = 1_790_000_000_000L;
      for (Commit commit : commits) {
        long from = at;
        Shopper.Parts[] now = {expected};
        harness.inOneCommit(
            store -> {
              Shopper shopper = store.get(ID);
              assertThat(shopper.parts()).isEqualTo(now[0]);
              Shopper.Parts then = afterDeeds(shopper, commit.deeds(), from);
              if (commit.fate() == Fate.IS_LOST) {
                store.clear(); // nothing was written: it comes from the log again
              } else {
                now[0] = then;
              }
            });
        at += 3_600_000;
        expected = now[0];
        changelogs.add(harness.changelogs());
        if (commit.fate() == Fate.IS_READ_AGAIN) {
          assertThat(harness.stored(ID)).isEqualTo(expected);
        } else if (commit.fate() == Fate.LEAVES) {
          leave(harness);
          changelogs.add(harness.changelogs());
        } else if (commit.fate() == Fate.STARTS_AGAIN) {
          harness.close();
          harness = new StoreHarness(3);
          changelogs.forEach(harness::restore);
          harness.changelogs();
        }
      }
      assertThat(ofChangelogs(changelogs)).isEqualTo(expected);
      assertThat(harness.stored(ID)).isEqualTo(expected);
      assertThat(runsCountedAnew(harness)).isEqualTo(expected.journeys().runs().size());
    } finally {
      harness.close();
    }
  }

  private static Shopper.Parts afterDeeds(Shopper shopper, List<Integer> deeds, long from) {
    long at = from;
    for (int deed : deeds) {
      at += 977L * (deed + 1);
      if (deed < 100) {
        act(shopper, deed, at);
      } else {
        shopper.journeys(RunDeeds.after(shopper.journeys(), deed - 100, at));
      }
    }
    return shopper.parts();
  }

  /** So many others come that the shopper is in memory no more. */
  private static void leave(StoreHarness harness) {
    for (int i = 0; i < 12; i++) {
      int other = i;
      harness.inOneCommit(store -> store.get("other-" + other));
    }
  }

  private static Shopper.Parts ofChangelogs(
      List<Map<String, List<TestRecord<byte[], byte[]>>>> changelogs) {
    StoredShopper stored = new StoredShopper(ID);
    for (Map<String, List<TestRecord<byte[], byte[]>>> commit : changelogs) {
      for (Part part : Part.values()) {
        commit
            .getOrDefault(part.store(), List.of())
            .forEach(row -> stored.row(part, new String(row.key(), UTF_8), row.value()));
      }
    }
    return stored.shopper().parts();
  }

  private static long runsCountedAnew(StoreHarness harness) {
    harness.inOneCommit(store -> harness.open());
    harness.inOneCommit(
        store -> {
          while (!store.census().isComplete()) {
            store.census().advance(2);
          }
        });
    return harness.store().census().figures().runs();
  }

  @Example
  void shouldWriteJourneysInFullOnlyWithTheFullRow() {
    try (StoreHarness harness = new StoreHarness(3)) {
      int commits = 3 * (ActivityStores.PAGES + 1);
      for (int i = 0; i < commits; i++) {
        long at = 1_790_000_000_000L + i * DAY;
        int deed = i < 9 ? 1 : 5 + i % 7;
        harness.change(
            ID, shopper -> shopper.journeys(RunDeeds.after(shopper.journeys(), deed, at)));
      }

      StoreCounters counters = harness.store().counters();
      assertThat(counters.writes(Part.HISTORY)).isEqualTo(3);
      assertThat(counters.writes(Part.JOURNEYS)).isEqualTo(3);
      assertThat(counters.writes(Part.ACTIVITY)).isEqualTo(commits - 3);
    }
  }

  /** Few products, and orders and ends of visits between them. */
  private static int often(int action) {
    return action < 5 ? action : action == 5 ? 80 : action < 8 ? 95 : action == 8 ? 93 : 76;
  }

  private static void act(Shopper shopper, int action, long at) {
    Head head = shopper.head().remembering(at * 100 + action);
    Visit visit = shopper.visit();
    if (action % 3 == 0) {
      head = head.with(counted(head.points(), action, at));
    }
    if (action < 70) {
      Visit present = visit == null ? Visit.startingAt(at) : visit;
      shopper.visit(present.withView(present.views().viewed(item(action), at)));
      shopper.head(head.activeAt(at));
    } else if (action < 75) {
      shopper.visit((visit == null ? Visit.startingAt(at) : visit).withCartActivity());
      shopper.head(head.activeAt(at));
    } else if (action < 80) {
      Abandonment.startAfresh(shopper, at);
      shopper.head(head);
    } else if (action < 88 && visit != null) {
      shopper.history(shopper.history().joined(visit.views(), at));
      shopper.visit(null);
    } else if (action < 93) {
      shopper.history(shopper.history().viewed(item(action - 80), at - DAY * (action - 88)));
      shopper.head(head);
    } else if (action < 95) {
      shopper.profile(shopper.profile().knownAs("k" + action));
    } else if (action < 97) {
      order(shopper, action, at);
    } else if (action == 97) {
      shopper.head(head);
    } else if (action == 98) {
      shopper.profile(Profile.EMPTY);
    } else if (action == 99) {
      shopper.restore(Shopper.Parts.EMPTY);
    }
  }

  /** Points as a score counts them; now and then one is gone, or the order another. */
  private static Points counted(Points points, int action, long at) {
    List<Points.Entry> entries = new ArrayList<>(points.entries());
    if (action % 21 == 0 && !entries.isEmpty()) {
      entries.remove(0);
    } else if (action % 21 == 3) {
      Collections.reverse(entries);
    }
    return new Points(entries)
        .with(new Points.Entry("lead", "rule " + action % 5, action / 2.0, at));
  }

  private static void order(Shopper shopper, int action, long at) {
    Purchases before = shopper.profile().purchases();
    int product = (int) (at / 7 % 30) * action;
    shopper.profile(
        shopper
            .profile()
            .with(
                new Purchases(
                    before.count() + 1,
                    before.spent() + product,
                    "EUR",
                    before.count() == 0 ? at : before.firstAt(),
                    at,
                    before.recent().with(at * 100 + action),
                    Bought.with(before.bought(), item(product), at, null))));
  }

  private static Item item(int product) {
    return Item.newBuilder().setProductId("p" + product % 60).setQuantity(1).build();
  }
}
