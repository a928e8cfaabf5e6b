package io.beckon.streams.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.beckon.engine.shopper.Head;
import io.beckon.engine.shopper.Journeys;
import io.beckon.engine.shopper.Shopper;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever happens while it counts, and however often it begins anew: in the end it is right. */
class CensusProperties {

  /** Ids whose order as Java's strings is not that of their bytes in the stores. */
  private static final List<String> IDS =
      List.of("a", "a\0", "ab", "b", "ann-1", "ann-10", "Zoë", "日本", "\uFF5E", "\uD83D\uDED2", "z");

  private record Act(Kind kind, String id, Shopper.Parts parts, int rows) {}

  private enum Kind {
    CHANGE,
    CHANGE_RUNS,
    CHANGE_AND_COUNT,
    COUNT,
    RESTART
  }

  @Property(tries = 30)
  void shouldBeExactOnceEverythingWasCounted(@ForAll("histories") List<Act> history) {
    Map<String, Shopper.Parts> model = new HashMap<>();
    try (StoreHarness harness = new StoreHarness(2)) {
      for (Act act : history) {
        perform(harness, act, model);
        if (harness.store().census().isComplete()) {
          assertThat(harness.store().census().figures()).isEqualTo(expected(model));
        }
      }
      harness.inOneCommit(
          store -> {
            while (!store.census().isComplete()) {
              store.census().advance(3);
            }
          });
      assertThat(harness.store().census().figures()).isEqualTo(expected(model));
    }
  }

  @Example
  void shouldNotCountWhatPagesToldBeforeTheRowWasWritten() {
    try (StoreHarness harness = new StoreHarness(2)) {
      for (int deed : List.of(1, 1, 32, 1)) { // the row goes, and there is another
        harness.change(
            "a",
            shopper -> {
              Journeys before = shopper.journeys();
              shopper.head(Head.EMPTY.activeAt(1)); // or the page would go with the row
              shopper.journeys(RunDeeds.after(before, deed, 1_000L * before.runs().size()));
            });
      }
      assertThat(harness.store().counters().writes(Part.JOURNEYS)).isEqualTo(3);
      harness.inOneCommit(store -> harness.open());

      harness.inOneCommit(store -> store.census().advance(9));
      harness.inOneCommit(store -> store.census().advance(9));

      assertThat(harness.store().census().figures().runs()).isEqualTo(1);
    }
  }

  private static void perform(StoreHarness harness, Act act, Map<String, Shopper.Parts> model) {
    switch (act.kind()) {
      case COUNT -> harness.inOneCommit(store -> store.census().advance(act.rows()));
      case RESTART -> harness.inOneCommit(store -> harness.open());
      case CHANGE_RUNS -> changeRuns(harness, act, model);
      case CHANGE, CHANGE_AND_COUNT -> {
        harness.inOneCommit(
            store -> {
              Shopper shopper = store.get(act.id());
              shopper.restore(act.parts());
              if (act.kind() == Kind.CHANGE_AND_COUNT) {
                store.census().advance(act.rows());
              }
            });
        model.put(act.id(), act.parts());
      }
    }
  }

  /** Pages say it, where a shopper has a row of journeys. */
  private static void changeRuns(StoreHarness harness, Act act, Map<String, Shopper.Parts> model) {
    harness.change(
        act.id(),
        shopper -> {
          long at = 1_790_000_000_000L + 977L * act.rows();
          for (int deed : List.of(0, 3, 5, 15 + act.rows() % 3)) {
            shopper.journeys(RunDeeds.after(shopper.journeys(), deed, at + deed));
          }
          model.put(act.id(), shopper.parts());
        });
  }

  private static Census.Figures expected(Map<String, Shopper.Parts> model) {
    long carts = 0;
    long runs = 0;
    long deferred = 0;
    for (Shopper.Parts parts : model.values()) {
      carts += parts.cart() == null ? 0 : 1;
      runs += parts.journeys().runs().size();
      deferred += parts.queue().sends().stream().filter(send -> !send.isReady()).count();
    }
    return new Census.Figures(carts, runs, deferred, true);
  }

  @Provide
  static Arbitrary<List<Act>> histories() {
    return Combinators.combine(
            Arbitraries.of(
                Kind.CHANGE,
                Kind.CHANGE_RUNS,
                Kind.CHANGE_RUNS,
                Kind.CHANGE_AND_COUNT,
                Kind.COUNT,
                Kind.RESTART),
            Arbitraries.of(IDS),
            Shoppers.parts(),
            Arbitraries.integers().between(1, 3))
        .as(Act::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(40);
  }
}
