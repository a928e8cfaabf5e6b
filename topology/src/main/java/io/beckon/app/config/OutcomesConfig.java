package io.beckon.app.config;

import static io.beckon.app.config.Importance.LOW;
import static io.beckon.app.config.Importance.MEDIUM;

import java.time.Duration;
import java.util.List;

/**
 * What the main job tells measurement.
 *
 * @param markEvery log time between two time marks; zero: no outcomes are written
 */
public record OutcomesConfig(Duration markEvery) {

  static final Key<Boolean> ENABLED =
      Key.of(
          "outcomes.enabled",
          Types.yesOrNo(),
          "true",
          MEDIUM,
          "Whether triggers, touches, orders and the like are written to outcomes, for measurement.",
          "What was not written cannot be measured later. An event that is none of these costs"
              + " nothing.");

  static final Key<Duration> MARK_INTERVAL =
      Key.of(
          "outcomes.mark.interval",
          Types.duration("1s", "1d"),
          "5m",
          LOW,
          "Log time between two time marks in each partition of outcomes.",
          "Windows of silent shoppers close as exactly, and they are days long. 288 small records a day"
              + " and partition.");

  static final List<Key<?>> KEYS = List.of(ENABLED, MARK_INTERVAL);

  static OutcomesConfig from(Values values) {
    return new OutcomesConfig(values.get(ENABLED) ? values.get(MARK_INTERVAL) : Duration.ZERO);
  }
}
