package io.beckon.engine.flow;

import io.beckon.contract.Channel;
import io.beckon.contract.Purpose;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A step of a flow. Its id is unique in the flow and part of every command id. */
public sealed interface Step {

  String id();

  /**
   * Decide a message.
   *
   * @param purpose null: the flow's
   * @param data values for the template
   * @param sendBy how long after its release a sender may still send it
   */
  record Send(
      String id,
      Channel channel,
      @Nullable Purpose purpose,
      String template,
      Map<String, Expression> data,
      @Nullable OfferTerms offer,
      @Nullable Expression deepLink,
      Duration sendBy)
      implements Step {
    public Send {
      data = Map.copyOf(data);
    }
  }

  /**
   * Wait for a time.
   *
   * @param base what it is counted from
   */
  record Wait(String id, Duration duration, Base base) implements Step {

    /** What a wait is counted from. */
    public enum Base {
      /** The time of the step before. */
      STEP,
      /** The trigger's idleSince. */
      IDLE_SINCE
    }
  }

  /** Go one way or the other. */
  record Branch(String id, Condition when, List<Step> then, List<Step> otherwise) implements Step {
    public Branch {
      then = List.copyOf(then);
      otherwise = List.copyOf(otherwise);
    }
  }

  /** End the run. */
  record End(String id) implements Step {}

  /**
   * A discount that a message promises.
   *
   * @param code code to type in
   * @param percent percent off, null for an amount
   * @param amount amount off in minor units, null for a percentage
   * @param currency ISO-4217 code of the amount
   * @param validFor counted from the release
   * @param terms what the message must say about it
   */
  record OfferTerms(
      @Nullable String code,
      @Nullable Double percent,
      @Nullable Long amount,
      @Nullable String currency,
      Duration validFor,
      @Nullable String terms) {}
}
