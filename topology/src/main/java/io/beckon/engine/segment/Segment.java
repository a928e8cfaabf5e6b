package io.beckon.engine.segment;

import org.jspecify.annotations.Nullable;

/**
 * Shoppers of whom something is true: each shopper is in it as long as the condition holds, and
 * comes to be in it, or leaves it, by an event or by time alone.
 *
 * @param version from 1, rising
 * @param hash SHA-256 of its text, lower-case hex
 * @param title what people call it
 * @param description what it is for, null when it is not said
 * @param when who is in it
 */
public record Segment(
    String id,
    int version,
    String hash,
    String title,
    @Nullable String description,
    Standing when) {

  public Segment {
    id = id.intern();
  }
}
