package io.beckon.engine.shopper;

import org.jspecify.annotations.Nullable;

/**
 * When a shopper last entered a flow.
 *
 * @param by the entry's key (cart id, order id), for flows with one run per key
 * @param at logical time of the entry, epoch milliseconds
 */
public record FlowEntry(String flow, @Nullable Id by, long at) {

  /** An entry of which the key is told as text. */
  public FlowEntry(String flow, long at, @Nullable String key) {
    this(flow, key == null ? null : Id.of(key), at);
  }

  /** Its key as text; null: it has none. Made anew each time: to compare, take {@link #by()}. */
  public @Nullable String key() {
    return by == null ? null : by.text();
  }
}
