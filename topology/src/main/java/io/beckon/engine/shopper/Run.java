package io.beckon.engine.shopper;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One shopper's passage through a flow.
 *
 * @param id name-based UUID of (store, flow, shopper, origin)
 * @param version the version entered; a run stays on it
 * @param origin what started the run
 * @param startedAt logical time of the entry, epoch milliseconds
 * @param position the instruction to execute next, as numbered in that version's program
 * @param stepAt the time that the next wait counts from, epoch milliseconds
 * @param wakeAt when its wait is due (epoch milliseconds), or {@link #NO_WAKE} while its send is
 *     pending or it is parked
 * @param ordinal how many decisions were made in it
 * @param parked why it was parked, null while it is alive
 * @param audiences the audiences that it holds its shopper in
 */
public record Run(
    Id id,
    String flow,
    int version,
    Origin origin,
    long startedAt,
    int position,
    long stepAt,
    long wakeAt,
    int ordinal,
    @Nullable String parked,
    List<Joined> audiences) {

  /** It does not wait for a time. */
  public static final long NO_WAKE = Long.MAX_VALUE;

  /**
   * An audience that a run holds its shopper in.
   *
   * @param memberId as whom the shopper joined
   * @param until when the membership ends by itself, epoch milliseconds
   */
  public record Joined(String audience, String memberId, long until) {}

  public Run {
    audiences = List.copyOf(audiences);
  }

  /** A run of which the id is told as text. */
  public Run(
      String runId,
      String flow,
      int version,
      Origin origin,
      long startedAt,
      int position,
      long stepAt,
      long wakeAt,
      int ordinal,
      @Nullable String parked,
      List<Joined> audiences) {
    this(
        Id.of(runId),
        flow,
        version,
        origin,
        startedAt,
        position,
        stepAt,
        wakeAt,
        ordinal,
        parked,
        audiences);
  }

  /** A run that holds its shopper in no audience. */
  public Run(
      String runId,
      String flow,
      int version,
      Origin origin,
      long startedAt,
      int position,
      long stepAt,
      long wakeAt,
      int ordinal,
      @Nullable String parked) {
    this(
        runId, flow, version, origin, startedAt, position, stepAt, wakeAt, ordinal, parked,
        List.of());
  }

  /** Its id as others are told it. Made anew each time: to compare, take {@link #id()}. */
  public String runId() {
    return id.text();
  }

  /** The same run, standing at an instruction since a time. */
  public Run at(int newPosition, long newStepAt) {
    return new Run(
        id,
        flow,
        version,
        origin,
        startedAt,
        newPosition,
        newStepAt,
        NO_WAKE,
        ordinal,
        parked,
        audiences);
  }

  /** The same run, waiting for a time. */
  public Run wakingAt(long time) {
    return new Run(
        id, flow, version, origin, startedAt, position, stepAt, time, ordinal, parked, audiences);
  }

  /** The same run with one more decision made. */
  public Run counted() {
    return new Run(
        id,
        flow,
        version,
        origin,
        startedAt,
        position,
        stepAt,
        wakeAt,
        ordinal + 1,
        parked,
        audiences);
  }

  /** The same run, stopped by an error until somebody looks at it. */
  public Run parkedBecause(String why) {
    return new Run(
        id, flow, version, origin, startedAt, position, stepAt, NO_WAKE, ordinal, why, audiences);
  }

  /** The same run, holding its shopper in other audiences. */
  public Run in(List<Joined> others) {
    return new Run(
        id, flow, version, origin, startedAt, position, stepAt, wakeAt, ordinal, parked, others);
  }
}
