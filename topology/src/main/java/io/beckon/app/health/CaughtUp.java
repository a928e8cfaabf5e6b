package io.beckon.app.health;

import io.beckon.app.config.Durations;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;

/**
 * No partition is further behind its log than a ready instance may be.
 *
 * @param behind how far each partition is behind, by its number
 */
public record CaughtUp(Duration limit, Supplier<Map<Integer, Behind>> behind) implements Component {

  @Override
  public String name() {
    return "caught-up";
  }

  @Override
  public Check check() {
    for (Map.Entry<Integer, Behind> each : behind.get().entrySet()) {
      if (!each.getValue().isKnown()) {
        return Check.failed("partition " + each.getKey() + " was not fetched yet");
      }
      Duration late = Duration.ofMillis(each.getValue().millis());
      if (late.compareTo(limit) > 0) {
        return Check.failed(
            "partition "
                + each.getKey()
                + " is "
                + Durations.format(Duration.ofSeconds(late.toSeconds()))
                + " behind its log; at most "
                + Durations.format(limit)
                + " (ready.behind)");
      }
    }
    return Check.ok("no partition is more than " + Durations.format(limit) + " behind its log");
  }
}
