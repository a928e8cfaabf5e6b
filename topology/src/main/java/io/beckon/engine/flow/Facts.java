package io.beckon.engine.flow;

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
}
