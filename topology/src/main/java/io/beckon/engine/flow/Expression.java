package io.beckon.engine.flow;

import org.jspecify.annotations.Nullable;

/**
 * A value for a message: a literal, or text with {@code ${...}} placeholders, each a compiled CEL
 * expression. Text that is one placeholder and nothing else keeps the type of its expression.
 */
public interface Expression {

  /** As it was written. */
  String source();

  /**
   * Evaluates it to a Boolean, Long, Double or String; null when it could not be evaluated (a
   * missing value is left out of a message, never guessed). Never throws.
   */
  @Nullable Object evaluate(Facts facts);
}
