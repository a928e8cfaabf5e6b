package io.beckon.streams;

import io.beckon.contract.ShopperEvent;
import org.jspecify.annotations.Nullable;

/**
 * The events of one task by type and source. The hot path: an event of the type and source of the
 * one before costs two comparisons. Types are those of the contract; of each, sources beyond the
 * first {@link #SOURCES} are one.
 */
final class EventTally {

  /** A shop has a handful: web, app, shop system, senders, till. */
  static final int SOURCES = 12;

  private final Tally counts;
  private @Nullable Class<?> lastType;
  private String lastSource = "";
  private Count last = new Count();

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
    if (type != lastType || !source.equals(lastSource)) {
      last = counts.get(type, source);
      lastType = type;
      lastSource = source;
    }
    last.add();
  }
}
