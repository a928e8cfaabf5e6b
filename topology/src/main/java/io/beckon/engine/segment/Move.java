package io.beckon.engine.segment;

/**
 * A shopper comes to be in a segment, or leaves it.
 *
 * @param entered true: comes to be in it
 */
public record Move(Segment segment, boolean entered) {}
