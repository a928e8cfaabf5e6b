package io.beckon.measurement.core;

import io.beckon.contract.AttributionModel;
import io.beckon.contract.OutcomeEvent;
import org.jspecify.annotations.Nullable;

/**
 * A part of an order that is credited to something.
 *
 * @param causeId the command of a message, or the id of a trigger
 * @param cause the touch that counts, or the trigger
 * @param share millionths of the order
 * @param value share of its worth in minor units; null: no value is known
 * @param causes how many messages, or abandonments, there are to choose from
 */
public record Credit(
    AttributionModel model,
    String causeId,
    OutcomeEvent cause,
    long share,
    @Nullable Long value,
    int causes) {

  /** The whole of an order, in millionths. */
  public static final long WHOLE = 1_000_000;
}
