package io.beckon.engine.flow;

import io.beckon.contract.TriggerKind;
import io.beckon.engine.date.DateRule;
import org.jspecify.annotations.Nullable;

/** What starts a run. */
public sealed interface Trigger {

  /** Must be true at the entry and, when it is about the cart, still at each send; null: always. */
  @Nullable Condition filter();

  /** A cart, checkout or browse was abandoned. */
  record Abandoned(TriggerKind kind, @Nullable Condition filter) implements Trigger {}

  /**
   * An event of the shopper.
   *
   * @param event its name: Segment's for the e-commerce events (Order Completed), the shop's own
   *     for others
   */
  record OnEvent(String event, @Nullable Condition filter) implements Trigger {}

  /**
   * The shopper comes to be in a segment, or leaves it.
   *
   * @param segment its id
   * @param entered true: comes to be in it
   */
  record OnSegment(String segment, boolean entered, @Nullable Condition filter)
      implements Trigger {}

  /** A date of the shopper comes. */
  record OnDate(DateRule rule, @Nullable Condition filter) implements Trigger {}
}
