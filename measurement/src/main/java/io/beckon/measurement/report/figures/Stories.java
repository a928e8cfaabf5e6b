package io.beckon.measurement.report.figures;

import io.beckon.app.config.MeasureConfig;
import io.beckon.contract.OutcomeEvent;
import io.beckon.contract.TimeMark;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** The stories of all shoppers, in the making. Keeps about 1 KB for each ten outcomes. */
public final class Stories {

  private final MeasureConfig measure;
  private final Map<String, Story> stories = new HashMap<>();
  private long first = Long.MAX_VALUE;
  private long until = Long.MIN_VALUE;

  /** Nothing was told yet; how late something may be told is that of measurement. */
  public Stories(MeasureConfig measure) {
    this.measure = measure;
  }

  /** The next outcome; those of a shopper come in their order. */
  public void tell(OutcomeEvent event) {
    until = Math.max(until, event.getAt());
    if (event.getFact() instanceof TimeMark) {
      return;
    }
    if (!event.getHistorical()) {
      first = Math.min(first, event.getAt());
    }
    stories.computeIfAbsent(event.getShopperId(), this::story).tell(event);
  }

  private Story story(String shopperId) {
    return new Story(shopperId, measure.lateness().toMillis(), measure.corrections().toMillis());
  }

  /** Is nothing known? */
  public boolean isEmpty() {
    return stories.isEmpty();
  }

  /** Time of the first outcome that was no import; of none, that which was reached. */
  public long first() {
    return Math.min(first, until);
  }

  /** The time that was reached: of the latest outcome, or mark of the time. */
  public long until() {
    return until;
  }

  /** All of them, in no order. */
  Collection<Story> all() {
    return stories.values();
  }
}
