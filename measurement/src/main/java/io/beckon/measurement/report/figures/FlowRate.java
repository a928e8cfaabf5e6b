package io.beckon.measurement.report.figures;

import io.beckon.measurement.stats.Proportion;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How many shoppers come to a flow, and how many of them reach its goal: what an experiment in it
 * can be planned with. Each shopper counts once, by the first entry, held out or not, as they do in
 * experiments.
 *
 * @param converted shoppers who reached the goal within the time, of those for whom it is over
 * @param shoppers all of them
 * @param weeks from the first entry to the end of what is known
 */
public record FlowRate(Proportion converted, long shoppers, double weeks) {

  private static final double WEEK = 7 * 86_400_000.0;

  /**
   * Of a flow.
   *
   * @param effect how long after the entry the goal counts
   */
  public static FlowRate of(Stories stories, String flow, Duration effect) {
    long shoppers = 0;
    long over = 0;
    long reached = 0;
    long first = Long.MAX_VALUE;
    for (Story story : stories.all()) {
      Long at = entry(story, flow);
      if (at == null) {
        continue;
      }
      shoppers++;
      first = Math.min(first, at);
      long until = at + effect.toMillis();
      boolean converted =
          story.goals.stream()
              .anyMatch(
                  goal ->
                      !goal.supporting()
                          && goal.flow().equals(flow)
                          && goal.at() >= at
                          && goal.at() < until);
      if (until <= stories.until()) {
        over++;
        reached += converted ? 1 : 0;
      }
    }
    double weeks = shoppers == 0 ? 0 : (stories.until() - first) / WEEK;
    return new FlowRate(new Proportion(reached, over), shoppers, weeks);
  }

  private static @Nullable Long entry(Story story, String flow) {
    Map<String, Long> first = new TreeMap<>();
    story.runs.values().forEach(run -> first.merge(run.flow(), run.at(), Math::min));
    story.held.forEach(held -> first.merge(held.flow(), held.at(), Math::min));
    return first.get(flow);
  }

  /** New shoppers in a week. */
  public double perWeek() {
    return weeks > 0 ? shoppers / weeks : 0;
  }
}
