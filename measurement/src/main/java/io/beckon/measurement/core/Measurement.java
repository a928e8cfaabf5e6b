package io.beckon.measurement.core;

import io.beckon.contract.Attribution;
import io.beckon.contract.OutcomeEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Measures a whole history at once: the output of a replay, or a topic that was read to its end. It
 * comes to what the application comes to over the same outcomes.
 */
public final class Measurement {

  private final Settings settings;
  private final Map<String, List<OutcomeEvent>> byShopper = new TreeMap<>();
  private final Tally alone = new Tally();
  private long end = Long.MIN_VALUE;

  /**
   * What it came to.
   *
   * @param measures all counts that are not 0
   * @param attributions every credit, by shopper
   * @param until the time that was reached, epoch milliseconds; windows that end later are open
   */
  public record Result(
      Map<MeasureKey, Long> measures, List<Attribution> attributions, long until) {}

  /** Nothing was told yet. */
  public Measurement(Settings settings) {
    this.settings = settings;
  }

  /** The next outcome, in the order in which they were written. */
  public void add(OutcomeEvent event) {
    end = Math.max(end, event.getAt());
    alone.add(Measures.ofItself(event, settings));
    if (!event.getHistorical() && Causes.id(event) != null) {
      byShopper.computeIfAbsent(event.getShopperId(), id -> new ArrayList<>()).add(event);
    }
  }

  /** What all that was told comes to. */
  public Result result() {
    Tally tally = new Tally();
    tally.add(alone);
    List<Attribution> attributions = new ArrayList<>();
    byShopper.forEach(
        (shopper, events) -> {
          History history = history(events);
          tally.add(Measures.of(history));
          attributions.addAll(Attributions.of(history, end));
        });
    return new Result(tally.sums(), List.copyOf(attributions), end);
  }

  private History history(List<OutcomeEvent> events) {
    History history = new History(settings);
    for (OutcomeEvent event : events) {
      history.add(event);
    }
    for (OutcomeEvent order : events) {
      if (Causes.isOrder(order)) {
        for (OutcomeEvent cause : events) {
          if (Causes.isCause(cause, settings) || Causes.isTrigger(cause)) {
            history.followed(cause, order);
          }
        }
      }
    }
    for (OutcomeEvent trigger : events) {
      if (Causes.isTrigger(trigger) && isOver(trigger)) {
        history.closed(trigger);
      }
    }
    return history;
  }

  private boolean isOver(OutcomeEvent trigger) {
    return Causes.begin(trigger, settings) + settings.longestRecovery() + settings.grace() < end;
  }
}
