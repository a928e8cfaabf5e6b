package io.beckon.engine.flow;

import io.beckon.engine.score.Score;
import io.beckon.engine.shopper.Points;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What conditions and expressions may ask: values by their qualified name, for example {@code
 * cart.value}. The names and types are those of {@link Vocabulary}.
 */
@FunctionalInterface
public interface Facts {

  /**
   * Returns the value of a name: Boolean, Long, Double, String, java.time.Instant, List or Map of
   * these. Null only for a name that is not in the vocabulary.
   */
  @Nullable Object get(String name);

  /**
   * The value of a name that is a whole number, or a time in epoch milliseconds.
   *
   * @throws RuntimeException if it is neither
   */
  default long whole(String name) {
    Object value = get(name);
    if (value instanceof Long number) {
      return number;
    }
    if (value instanceof Instant time
        && time.equals(Instant.ofEpochMilli(time.toEpochMilli()))) { // no part of a millisecond
      return time.toEpochMilli();
    }
    throw CelDirect.declined();
  }

  /** What the shopper did that counts for scores; no condition can ask for it. */
  default Points points() {
    return Points.NONE;
  }

  /** As many points as the shopper's deeds are worth for a score {@code now}. */
  default double melted(Score score) {
    long now = get("now") instanceof Instant time ? time.toEpochMilli() : 0;
    return score.behaviourPoints(points(), now);
  }

  /** As many points as the shopper's deeds can be worth for a score at any time. */
  default double unmelted(Score score) {
    return score.unmelted(points());
  }
}
