package io.beckon.streams.state;

import io.beckon.engine.shopper.Run;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What has changed of a run between two commits: of what stays with a run as long as it lasts,
 * nothing.
 *
 * @param place its place among the runs before
 * @param position the instruction to execute next
 * @param stepsOn how much later its next wait counts from, milliseconds
 * @param wakesAfter how long that wait is, milliseconds; null: it waits for no time
 * @param decisions how many were made since
 * @param parked why it is parked; null: it is alive
 * @param audiences the audiences that it holds its shopper in; null: the same as before
 */
record RunChange(
    int place,
    int position,
    long stepsOn,
    @Nullable Long wakesAfter,
    int decisions,
    @Nullable String parked,
    @Nullable List<Run.Joined> audiences) {

  /** Can a change lead from one run to another, which are not the same object? */
  @SuppressWarnings("ReferenceEquality") // mostly the same: then nobody looks into it
  static boolean leads(Run old, Run now) {
    return now.id().equals(old.id())
        && now.startedAt() == old.startedAt()
        && now.version() == old.version()
        && now.flow().equals(old.flow())
        && (now.origin() == old.origin() || now.origin().equals(old.origin()));
  }

  /** The change from one run to another, if there is any; it must {@link #leads lead} there. */
  static @Nullable RunChange between(int place, Run old, Run now) {
    boolean joined = !now.audiences().equals(old.audiences());
    if (!joined
        && now.position() == old.position()
        && now.stepAt() == old.stepAt()
        && now.wakeAt() == old.wakeAt()
        && now.ordinal() == old.ordinal()
        && Objects.equals(now.parked(), old.parked())) {
      return null;
    }
    return new RunChange(
        place,
        now.position(),
        now.stepAt() - old.stepAt(),
        now.wakeAt() == Run.NO_WAKE ? null : now.wakeAt() - now.stepAt(),
        now.ordinal() - old.ordinal(),
        now.parked(),
        joined ? now.audiences() : null);
  }

  /** The run after this change. */
  Run after(Run before) {
    long stepAt = before.stepAt() + stepsOn;
    return new Run(
        before.id(),
        before.flow(),
        before.version(),
        before.origin(),
        before.startedAt(),
        position,
        stepAt,
        wakesAfter == null ? Run.NO_WAKE : stepAt + wakesAfter,
        before.ordinal() + decisions,
        parked,
        audiences == null ? before.audiences() : audiences);
  }
}
