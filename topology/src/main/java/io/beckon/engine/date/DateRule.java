package io.beckon.engine.date;

import io.beckon.engine.shopper.Shopper;
import java.time.ZoneId;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * When something comes for a shopper. It depends on what is known of the shopper and on their zone
 * alone, never on the present time: so the next moment can be reckoned and remembered.
 */
public sealed interface DateRule permits DayRule, SinceRule, ReplenishmentRule {

  /** It looks at who the shopper is and what they bought. */
  int PROFILE = 1;

  /** It looks at when the shopper was last active. Activity can only make it come later. */
  int ACTIVITY = 2;

  /** It looks at when the shopper last answered a message. */
  int ANSWERS = 4;

  /** All of it. */
  int ALL = PROFILE | ACTIVITY | ANSWERS;

  /** The parts of a shopper that it looks at. */
  int asks();

  /**
   * The first time that it comes after another; null when it does not come any more, as things
   * stand.
   *
   * @param zone the shopper's zone; asked for only when the rule speaks of days
   * @param from epoch milliseconds, not included
   */
  @Nullable Occurrence nextAfter(Shopper shopper, Supplier<ZoneId> zone, long from);
}
