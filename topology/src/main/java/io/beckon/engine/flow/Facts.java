package io.beckon.engine.flow;

import io.beckon.engine.score.Score;
import io.beckon.engine.shopper.Points;
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

  /** What the shopper did that counts for scores; no condition can ask for it. */
  default Points points() {
    return Points.NONE;
  }

  /** As many points as the shopper's deeds can be worth for a score at any time. */
  default double unmelted(Score score) {
    return score.unmelted(points());
  }
}
