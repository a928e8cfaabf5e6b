package io.beckon.engine.shopper;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The runs of a shopper that are not over, in order of entry, when flows were last entered, the
 * segments that the shopper is in, and the next date that a flow may begin on.
 */
public record Journeys(
    List<Run> runs, List<FlowEntry> entries, Membership membership, Agenda agenda) {

  /** How many runs a shopper may have at once; further entries are refused. */
  public static final int MAX_RUNS = 20;

  /** How many entries are remembered; the oldest is forgotten first. */
  public static final int MAX_ENTRIES = 50;

  /** No runs. */
  public static final Journeys EMPTY = new Journeys(List.of(), List.of());

  public Journeys {
    runs = List.copyOf(runs);
    entries = List.copyOf(entries);
  }

  /** Journeys of a shopper for whom no date comes. */
  public Journeys(List<Run> runs, List<FlowEntry> entries, Membership membership) {
    this(runs, entries, membership, Agenda.NONE);
  }

  /** Journeys of a shopper who is in no segment. */
  public Journeys(List<Run> runs, List<FlowEntry> entries) {
    this(runs, entries, Membership.NONE);
  }

  /** Is nothing remembered? */
  public boolean isEmpty() {
    return runs.isEmpty() && entries.isEmpty() && membership.isNone() && agenda.isNone();
  }

  /** The run of that id, null when it is over. */
  public @Nullable Run find(String runId) {
    if (runs.isEmpty()) {
      return null;
    }
    Id wanted = Id.of(runId);
    for (Run run : runs) {
      if (run.id().equals(wanted)) {
        return run;
      }
    }
    return null;
  }

  /** The latest entry into a flow with a key (or with none), null when there was none. */
  public @Nullable FlowEntry entry(String flow) {
    FlowEntry latest = null;
    for (FlowEntry entry : entries) {
      if (entry.flow().equals(flow)) {
        latest = entry;
      }
    }
    return latest;
  }

  /** The same journeys with a run that begins. */
  public Journeys entered(Run run, FlowEntry entry) {
    List<Run> nextRuns = new ArrayList<>(runs);
    nextRuns.add(run);
    return new Journeys(nextRuns, remembering(entry).entries(), membership, agenda);
  }

  /** The same journeys with an entry remembered, and no run begun. */
  public Journeys remembering(FlowEntry entry) {
    List<FlowEntry> nextEntries = new ArrayList<>(entries);
    nextEntries.removeIf(
        e -> e.flow().equals(entry.flow()) && java.util.Objects.equals(e.by(), entry.by()));
    nextEntries.add(entry);
    int surplus = nextEntries.size() - MAX_ENTRIES;
    return new Journeys(
        runs,
        surplus > 0 ? nextEntries.subList(surplus, nextEntries.size()) : nextEntries,
        membership,
        agenda);
  }

  /** The same journeys with a run changed. */
  public Journeys with(Run changed) {
    List<Run> next = new ArrayList<>(runs);
    next.replaceAll(run -> run.id().equals(changed.id()) ? changed : run);
    return new Journeys(next, entries, membership, agenda);
  }

  /** The same journeys of a shopper who is in other segments. */
  public Journeys with(Membership changed) {
    return new Journeys(runs, entries, changed, agenda);
  }

  /** The same journeys of a shopper for whom another date comes. */
  public Journeys with(Agenda changed) {
    return new Journeys(runs, entries, membership, changed);
  }

  /** The same journeys with a run over. */
  public Journeys without(String runId) {
    List<Run> next = new ArrayList<>(runs);
    Id over = Id.of(runId);
    next.removeIf(run -> run.id().equals(over));
    return new Journeys(next, entries, membership, agenda);
  }

  /**
   * When the first wait, the next look at the segments, or the next date is due, epoch
   * milliseconds; {@link Run#NO_WAKE} when none is.
   */
  public long nextWake() {
    long next = Math.min(membership.dueAt(), agenda.dueAt());
    for (int i = 0; i < runs.size(); i++) { // asked twice an event: without an iterator
      next = Math.min(next, runs.get(i).wakeAt());
    }
    return next;
  }
}
