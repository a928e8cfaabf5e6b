package io.beckon.streams.state;

import io.beckon.engine.shopper.Agenda;
import io.beckon.engine.shopper.FlowEntry;
import io.beckon.engine.shopper.Journeys;
import io.beckon.engine.shopper.Membership;
import io.beckon.engine.shopper.Run;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What has changed of a shopper's journeys between two commits. It goes into the page of the
 * commit, so that a step of one run costs that step, and not all runs and entries there are.
 *
 * @param changed runs that are not over and have changed, by rising place
 * @param runs runs that are over, and that have begun
 * @param entries entries that are forgotten, and that are new
 * @param segments segments that the shopper has left and entered
 * @param segmentsDueAt as {@link Membership#dueAt}; null: as before
 * @param agenda the agenda; null: as before
 */
record JourneysChange(
    List<RunChange> changed,
    ListChange<Run> runs,
    ListChange<FlowEntry> entries,
    ListChange<String> segments,
    @Nullable Long segmentsDueAt,
    @Nullable Agenda agenda) {

  /**
   * The change from some journeys to others, which are not the same object; null when it can't be
   * told.
   */
  static @Nullable JourneysChange between(Journeys old, Journeys now) {
    if (old.runs().size() > ListChange.PLACES
        || old.entries().size() > ListChange.PLACES
        || old.membership().segments().size() > ListChange.PLACES) {
      return null;
    }
    Membership was = old.membership();
    Membership is = now.membership();
    ListChange<String> segments = ListChange.none();
    if (!is.segments().equals(was.segments())) {
      segments = ListChange.betweenSorted(was.segments(), is.segments());
      if (!ListChange.afterSorted(was.segments(), segments).equals(is.segments())) {
        return null; // ids out of order
      }
    }
    return between(
        old,
        now,
        segments,
        is.dueAt() == was.dueAt() ? null : is.dueAt(),
        now.agenda().equals(old.agenda()) ? null : now.agenda());
  }

  @SuppressWarnings("ReferenceEquality") // mostly the same: then nobody looks into it
  private static JourneysChange between(
      Journeys old,
      Journeys now,
      ListChange<String> segments,
      @Nullable Long segmentsDueAt,
      @Nullable Agenda agenda) {
    List<Run> before = old.runs();
    List<Run> after = now.runs();
    List<RunChange> changed = List.of();
    ListChange<Run> runs = ListChange.none();
    if (after != before) {
      byte[] ended = runs.gone();
      int next = 0;
      for (int i = 0; i < before.size(); i++) {
        Run known = before.get(i);
        Run run = next < after.size() ? after.get(next) : null;
        if (run == known) {
          next++;
        } else if (run != null && RunChange.leads(known, run)) {
          RunChange change = RunChange.between(i, known, run);
          changed = change == null ? changed : ListChange.and(changed, change);
          next++;
        } else {
          ended = ListChange.and(ended, i);
        }
      }
      runs = new ListChange<>(ended, ListChange.rest(after, next));
    }
    return new JourneysChange(
        changed,
        runs,
        ListChange.between(old.entries(), now.entries()),
        segments,
        segmentsDueAt,
        agenda);
  }

  /** Is all as it was? */
  boolean isNone() {
    return changed.isEmpty()
        && runs.isNone()
        && entries.isNone()
        && segments.isNone()
        && segmentsDueAt == null
        && agenda == null;
  }

  /** How many more runs there are after this change. */
  int moreRuns() {
    return runs.added().size() - runs.gone().length;
  }

  /** The journeys after this change. */
  Journeys after(Journeys before) {
    return new Journeys(
        runs.after(changed(before.runs())),
        entries.after(before.entries()),
        membership(before.membership()),
        agenda == null ? before.agenda() : agenda);
  }

  private List<Run> changed(List<Run> before) {
    if (changed.isEmpty()) {
      return before;
    }
    List<Run> all = new ArrayList<>(before);
    for (RunChange change : changed) {
      all.set(change.place(), change.after(all.get(change.place())));
    }
    return all;
  }

  private Membership membership(Membership before) {
    return segments.isNone() && segmentsDueAt == null
        ? before
        : new Membership(
            segments.isNone()
                ? before.segments()
                : ListChange.afterSorted(before.segments(), segments),
            segmentsDueAt == null ? before.dueAt() : segmentsDueAt);
  }
}
