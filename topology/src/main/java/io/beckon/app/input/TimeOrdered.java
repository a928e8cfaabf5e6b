package io.beckon.app.input;

import io.beckon.app.input.InputEntry.Parsed;
import io.beckon.app.input.InputEntry.Rejected;
import io.beckon.app.input.field.Reason;
import io.beckon.app.input.field.Times;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Several sources as one, in order of time; among equal times in order of sources, then of lines.
 *
 * <p>Of each source up to a window of events is held back, so that an event may stand that many
 * events too late in its file. One that stands later still, so that something after it was already
 * played, is refused as {@code OUT_OF_ORDER}. Refused lines come as soon as they are read; nothing
 * but the windows is kept in memory.
 */
public final class TimeOrdered implements EventSource {

  private static final class Input {

    private final int order;
    private final EventSource source;
    private final SortWindow window = new SortWindow();
    private long head;

    Input(int order, EventSource source) {
      this.order = order;
      this.source = source;
    }
  }

  private final List<Input> all = new ArrayList<>();
  private final int window;
  private final PriorityQueue<Input> byHead =
      new PriorityQueue<>(
          Comparator.<Input>comparingLong(input -> input.head)
              .thenComparingInt(input -> input.order));
  private int opened;
  private @Nullable Input filling;
  private long played = Long.MIN_VALUE;

  /**
   * Merges; closing this closes the sources.
   *
   * @param window how many events of each source are held back, at least 1
   */
  public TimeOrdered(List<? extends EventSource> sources, int window) {
    if (window < 1) {
      throw new IllegalArgumentException("sort window is " + window + ": expected 1 or more");
    }
    for (EventSource source : sources) {
      all.add(new Input(all.size(), source));
    }
    this.window = window;
  }

  @Override
  public @Nullable InputEntry next() throws IOException {
    while (filling != null || opened < all.size()) {
      if (filling == null) {
        filling = all.get(opened++);
      }
      Rejected rejected = fill(filling);
      if (rejected != null) {
        return rejected;
      }
      filling = null;
    }
    Input first = byHead.poll();
    Parsed event = first == null ? null : first.window.poll();
    if (first == null || event == null) {
      return null;
    }
    filling = first;
    if (event.timestampMs() < played) {
      return outOfOrder(event);
    }
    played = event.timestampMs();
    return event;
  }

  /** Fills the window; gives a refused line at once, and is then called again. */
  private @Nullable Rejected fill(Input input) throws IOException {
    while (input.window.size() < window) {
      InputEntry entry = input.source.next();
      if (entry == null) {
        break;
      } else if (entry instanceof Rejected rejected) {
        return rejected;
      } else if (entry instanceof Parsed parsed) {
        input.window.add(parsed);
      }
    }
    Parsed earliest = input.window.peek();
    if (earliest != null) {
      input.head = earliest.timestampMs();
      byHead.add(input);
    }
    return null;
  }

  private Rejected outOfOrder(Parsed event) {
    return new Rejected(
        event.file(),
        event.line(),
        Reason.OUT_OF_ORDER,
        "the event's time "
            + Times.iso(event.timestampMs())
            + " is before "
            + Times.iso(played)
            + ", which was already played, and it stands more than "
            + window
            + " events too late in its file: sort the file by time, or raise --sort-window");
  }

  @Override
  public long bytesRead() {
    return all.stream().mapToLong(input -> input.source.bytesRead()).sum();
  }

  @Override
  public long bytesTotal() {
    return all.stream().mapToLong(input -> input.source.bytesTotal()).sum();
  }

  @Override
  public void close() throws IOException {
    IOException failed = null;
    for (Input input : all) {
      try {
        input.source.close();
      } catch (IOException e) {
        if (failed == null) {
          failed = e;
        } else {
          failed.addSuppressed(e);
        }
      }
    }
    if (failed != null) {
      throw failed;
    }
  }
}
