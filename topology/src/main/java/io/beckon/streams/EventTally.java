package io.beckon.streams;

import io.beckon.contract.ShopperEvent;
import org.jspecify.annotations.Nullable;

/**
 * The events of one task by type and source. The hot path: an event of a type and source that came
 * lately costs a few comparisons. Types are those of the contract; of each, sources beyond the
 * first {@link #SOURCES} are one.
 */
final class EventTally {

  /** A shop has a handful: web, app, shop system, senders, till. */
  static final int SOURCES = 12;

  /** Nearly all events of a shop are of so many types and sources. */
  private static final int RECENT = 8;

  private final Tally counts;
  private final @Nullable Class<?>[] types = new Class<?>[RECENT];
  private final String[] sources = new String[RECENT];
  private final Count[] recent = new Count[RECENT];
  private int next;

  EventTally(CountedSeries series) {
    counts =
        new Tally(
            SOURCES,
            (type, source) ->
                series.open(
                    "beckon.events",
                    "Events of shoppers that were read, duplicates among them",
                    "type",
                    ((Class<?>) type).getSimpleName(),
                    "source",
                    source));
  }

  void add(ShopperEvent event) {
    Class<?> type = event.getPayload().getClass();
    String source = event.getSource();
    for (int i = 0; i < RECENT; i++) {
      if (types[i] == type && sources[i].equals(source)) {
        recent[i].add();
        return;
      }
    }
    Count count = counts.get(type, source);
    types[next] = type;
    sources[next] = source;
    recent[next] = count;
    next = (next + 1) % RECENT;
    count.add();
  }
}
