package io.beckon.engine.flow;

import io.beckon.contract.TriggerKind;
import io.beckon.engine.catalog.ChangeKind;
import io.beckon.engine.catalog.News;
import io.beckon.engine.date.DateRule;
import io.beckon.engine.interest.Interest;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What starts a run. */
public sealed interface Trigger {

  /** Must be true at the entry and, when it is about the cart, still at each send; null: always. */
  @Nullable Condition filter();

  /** Is it about what can be bought now? Then its messages show it as it is sold now. */
  default boolean isAboutSale() {
    return this instanceof Abandoned || this instanceof OnProduct;
  }

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

  /**
   * Something happened to a product that the shopper knows.
   *
   * @param interests how they know it
   * @param atLeast for a lower price: how much lower it must be
   * @param threshold for few pieces: at most so many
   */
  record OnProduct(
      ChangeKind kind,
      Set<Interest.Kind> interests,
      Least atLeast,
      int threshold,
      @Nullable Condition filter)
      implements Trigger {
    public OnProduct {
      interests = Collections.unmodifiableSet(EnumSet.copyOf(interests));
    }

    /** Is it news enough? */
    public boolean isMet(News news) {
      return kind != ChangeKind.PRICE_DROP
          || (news.drop() >= atLeast.amount() && news.dropPercent() >= atLeast.percent());
    }
  }

  /**
   * How much a price must have fallen.
   *
   * @param amount in minor units
   * @param percent of the price before
   */
  record Least(long amount, double percent) {

    /** Any fall. */
    public static final Least ANY = new Least(0, 0);
  }

  /**
   * The shopper comes to another stage.
   *
   * @param stages the ladder
   * @param to the stage; null: any
   */
  record OnStage(String stages, @Nullable String to, @Nullable Condition filter)
      implements Trigger {}
}
