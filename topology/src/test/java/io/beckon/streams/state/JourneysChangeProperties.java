package io.beckon.streams.state;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.beckon.engine.shopper.Agenda;
import io.beckon.engine.shopper.BrowseHistory;
import io.beckon.engine.shopper.FlowEntry;
import io.beckon.engine.shopper.Head;
import io.beckon.engine.shopper.Journeys;
import io.beckon.engine.shopper.Membership;
import io.beckon.engine.shopper.Run;
import io.beckon.engine.shopper.Shopper;
import io.beckon.schemas.StateCodec;
import io.beckon.state.ActivityPage;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** A change leads exactly from some journeys to others, also when it was written and read. */
class JourneysChangeProperties {

  private static final long T = 1_790_000_000_000L;

  private final PageCodec codec = new PageCodec(StateCodec.of(ActivityPage.class));

  @Provide
  Arbitrary<Shopper.Parts> parts() {
    return Shoppers.parts();
  }

  @Property
  void shouldLeadFromAnyJourneysToAnyOthers(
      @ForAll("parts") Shopper.Parts old, @ForAll("parts") Shopper.Parts now) {
    JourneysChange change = JourneysChange.between(old.journeys(), now.journeys());

    if (change == null) {
      assertThat(List.of(old.journeys().membership(), now.journeys().membership()))
          .as("only segments out of order can't be told")
          .anyMatch(
              is -> !is.segments().equals(is.segments().stream().sorted().distinct().toList()));
    } else {
      assertThat(read(change, now.head()).after(old.journeys())).isEqualTo(now.journeys());
    }
  }

  @Property
  void shouldLeadFromStepToStep(
      @ForAll @Size(min = 1, max = 80)
          List<@Size(min = 1, max = 4) List<@IntRange(max = RunDeeds.KINDS - 1) Integer>> steps) {
    Journeys stored = Journeys.EMPTY;
    long at = T;
    for (List<Integer> deeds : steps) {
      Journeys now = stored;
      for (int deed : deeds) {
        at += 977L * (deed + 1);
        now = RunDeeds.after(now, deed, at);
      }
      JourneysChange change = JourneysChange.between(stored, now);
      if (change != null) {
        assertThat(change.isNone()).isEqualTo(now.equals(stored));
        assertThat(change.moreRuns()).isEqualTo(now.runs().size() - stored.runs().size());
        assertThat(read(change, Head.EMPTY.activeAt(at)).after(stored)).isEqualTo(now);
      }
      stored = now;
    }
  }

  @Example
  void shouldSayOfARunNoMoreThanItsStep() {
    Journeys before = many();
    Run run = before.runs().get(12);
    Journeys after = before.with(run.at(3, T + 60_000).counted().wakingAt(T + 3_600_000));

    JourneysChange change = change(before, after);

    assertThat(change.changed()).hasSize(1);
    assertThat(change.runs().isNone() && change.entries().isNone()).isTrue();
    assertThat(bytes(change)).isLessThan(30);
  }

  @Example
  void shouldSayOfAnEndAndAnEntryNoMoreThanThose() {
    Journeys before = many();
    Journeys after =
        before
            .without(before.runs().get(3).runId())
            .remembering(new FlowEntry("another", T + 9, null));

    JourneysChange change = change(before, after);

    assertThat(change.runs().gone()).containsExactly(3);
    assertThat(change.runs().added()).isEmpty();
    assertThat(change.entries().gone()).as("the oldest is forgotten").containsExactly(0);
    assertThat(change.entries().added()).containsExactly(new FlowEntry("another", T + 9, null));
    assertThat(bytes(change)).isLessThan(40);
  }

  @Example
  void shouldSayADueTimeAlone() {
    Journeys before = many();
    Membership segments = before.membership();

    JourneysChange due = change(before, before.with(new Membership(segments.segments(), T + 5)));
    JourneysChange never =
        change(before, before.with(new Membership(segments.segments(), Membership.NEVER)));
    JourneysChange date = change(before, before.with(new Agenda(T + 5, T)));

    assertThat(due.segmentsDueAt()).isEqualTo(T + 5);
    assertThat(due.segments().isNone()).isTrue();
    assertThat(due.agenda()).isNull();
    assertThat(bytes(due)).isLessThan(14);
    assertThat(never.segmentsDueAt()).isEqualTo(Membership.NEVER);
    assertThat(date.agenda()).isEqualTo(new Agenda(T + 5, T));
    assertThat(date.segmentsDueAt()).isNull();
  }

  @Example
  void shouldSayOfSegmentsThoseEnteredAndLeft() {
    Journeys before = Journeys.EMPTY.with(new Membership(List.of("a", "c", "d"), T));

    JourneysChange change = change(before, before.with(new Membership(List.of("a", "b", "d"), T)));

    assertThat(change.segments().gone()).containsExactly(1);
    assertThat(change.segments().added()).containsExactly("b");
    assertThat(change.segmentsDueAt()).isNull();
  }

  private JourneysChange change(Journeys before, Journeys after) {
    JourneysChange change = requireNonNull(JourneysChange.between(before, after));
    assertThat(read(change, Head.EMPTY.activeAt(T)).after(before)).isEqualTo(after);
    return change;
  }

  /** As many runs and entries as there can be. */
  private static Journeys many() {
    Journeys many = Journeys.EMPTY.with(new Membership(List.of("lapsed", "vip"), T + 1));
    for (int i = 0; many.entries().size() < Journeys.MAX_ENTRIES; i++) {
      many = many.remembering(new FlowEntry("flow-" + i, T + i, "cart"));
    }
    for (int i = 0; many.runs().size() < Journeys.MAX_RUNS; i++) {
      many = RunDeeds.after(many, 1, T + 7L * i);
    }
    return many;
  }

  private int bytes(JourneysChange change) {
    return codec.encode(page(new PartChanges(null, change), Head.EMPTY.activeAt(T))).length
        - codec.encode(page(PartChanges.NONE, Head.EMPTY.activeAt(T))).length;
  }

  private JourneysChange read(JourneysChange change, Head head) {
    Page read = codec.decode(codec.encode(page(new PartChanges(null, change), head)));
    return change.isNone() ? change : requireNonNull(read.changes().journeys());
  }

  private static Page page(PartChanges changes, Head head) {
    Page.Activity activity = new Page.Activity(head, null, BrowseHistory.EMPTY);
    return Page.between(activity, activity, 0, 1, changes);
  }
}
