package io.beckon.measurement.core;

import io.beckon.contract.Outcome;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Where everybody is who entered a flow: for each of its sends, each run is in exactly one place,
 * so that the places add up to the entries. Proven from decisions alone; what contradicts it is
 * reported.
 */
public final class Audience {

  /** Where a run is, seen from a send. */
  public enum Place {
    SENT,
    SKIPPED,
    CANCELLED,
    /** Put off; it will be judged again. */
    DEFERRED,
    /** Decided, and not released yet. */
    WAITING,
    /** A split dealt it the arm that is sent nothing, and it never came here. */
    CONTROL,
    /** It was over before it came here. */
    ENDED_BEFORE,
    /** It is on its way. */
    STILL_BEFORE
  }

  /**
   * A send of a version of a flow.
   *
   * @param step "" when no run came to any send
   * @param entered runs
   * @param places how many of them are where; together as many
   */
  public record Row(String flow, int version, String step, long entered, Map<Place, Long> places) {

    /** Do the places add up to the entries? */
    public boolean addsUp() {
      return places.values().stream().mapToLong(Long::longValue).sum() == entered;
    }
  }

  private static final class Run {
    final Map<String, Place> sends = new LinkedHashMap<>();
    boolean control;
    boolean over;
  }

  private final Map<String, Map<String, Run>> runsByFlow = new TreeMap<>();
  private final List<String> contradictions = new ArrayList<>();
  private final boolean whole;
  private final Set<String> begunBefore = new TreeSet<>();

  /** All decisions that were ever made. */
  public Audience() {
    this(true);
  }

  /**
   * Decisions from some time on.
   *
   * @param whole are they all that were ever made? If not, runs may have begun before; they are no
   *     part of it
   */
  public Audience(boolean whole) {
    this.whole = whole;
  }

  /** The next decision, in the order in which they were made for each run. */
  public void add(Decided decided) {
    if (decided.runId().isEmpty() || decided.outcome() == Outcome.REFUSED) {
      return;
    }
    Map<String, Run> runs =
        runsByFlow.computeIfAbsent(
            decided.flow() + "\n" + decided.version(), flow -> new TreeMap<>());
    if (decided.outcome() == Outcome.ENTERED) {
      if (runs.putIfAbsent(decided.runId(), new Run()) != null) {
        contradicts(decided, "entered twice");
      }
      return;
    }
    Run run = runs.get(decided.runId());
    if (run == null && !whole) {
      begunBefore.add(decided.runId());
    } else if (run == null) {
      contradicts(decided, "never entered");
    } else if (decided.outcome() != Outcome.CALLED_BACK) {
      follow(run, decided);
    }
  }

  private void follow(Run run, Decided decided) {
    if (run.over) {
      contradicts(decided, "was over already");
    }
    switch (decided.outcome()) {
      case ASSIGNED -> run.control |= decided.control();
      case EXITED, COMPLETED -> {
        run.over = true;
        for (Map.Entry<String, Place> send : run.sends.entrySet()) {
          if (isOpen(send.getValue())) {
            contradicts(decided, "is over while step " + send.getKey() + " waits");
          }
        }
      }
      default -> place(run, decided);
    }
  }

  private void place(Run run, Decided decided) {
    Place place = place(decided.outcome());
    String step = decided.step();
    if (place == null || step == null) {
      return;
    }
    Place before = run.sends.put(step, place);
    if (before != null && !isOpen(before)) {
      contradicts(decided, "had been " + before + " at step " + step);
    }
    if (place == Place.SENT && before == null) {
      contradicts(decided, "was sent what had not been decided: step " + step);
    }
  }

  private static boolean isOpen(Place place) {
    return place == Place.WAITING || place == Place.DEFERRED;
  }

  private static @Nullable Place place(Outcome outcome) {
    return switch (outcome) {
      case SENT -> Place.SENT;
      case SKIPPED -> Place.SKIPPED;
      case CANCELLED -> Place.CANCELLED;
      case DEFERRED -> Place.DEFERRED;
      case QUEUED -> Place.WAITING;
      default -> null;
    };
  }

  private void contradicts(Decided decided, String what) {
    contradictions.add(
        "run %s of %s@%d %s: %s %s"
            .formatted(
                decided.runId(),
                decided.flow(),
                decided.version(),
                what,
                decided.outcome(),
                decided.reason()));
  }

  /** What can't be, each in a sentence; none when all is well. */
  public List<String> contradictions() {
    return List.copyOf(contradictions);
  }

  /** Runs that began before the decisions that are known. */
  public long begunBefore() {
    return begunBefore.size();
  }

  /** Is everybody in exactly one place, and does nothing contradict it? */
  public boolean addsUp() {
    return contradictions.isEmpty() && rows().stream().allMatch(Row::addsUp);
  }

  /** A row for each send that any run came to, by flow. */
  public List<Row> rows() {
    List<Row> rows = new ArrayList<>();
    runsByFlow.forEach(
        (key, runs) -> {
          String flow = key.substring(0, key.indexOf('\n'));
          int version = Integer.parseInt(key.substring(key.indexOf('\n') + 1));
          Map<String, Boolean> steps = new LinkedHashMap<>();
          runs.values().forEach(run -> run.sends.keySet().forEach(s -> steps.put(s, true)));
          if (steps.isEmpty()) {
            steps.put("", true);
          }
          for (String step : steps.keySet()) {
            rows.add(new Row(flow, version, step, runs.size(), places(runs, step)));
          }
        });
    return rows;
  }

  private static Map<Place, Long> places(Map<String, Run> runs, String step) {
    Map<Place, Long> places = new EnumMap<>(Place.class);
    for (Run run : runs.values()) {
      Place place = run.sends.get(step);
      if (place == null) {
        place = !run.over ? Place.STILL_BEFORE : run.control ? Place.CONTROL : Place.ENDED_BEFORE;
      }
      places.merge(place, 1L, Long::sum);
    }
    return places;
  }
}
