package io.beckon.engine.flow;

import io.beckon.contract.Purpose;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A flow as its author wrote it, loaded, validated and with its conditions compiled.
 *
 * @param id stable name, part of every command id: lower-case words joined by '-'
 * @param version from 1, rising; shoppers in flight stay on the version they entered
 * @param hash SHA-256 of the definition, lower-case hex
 * @param priority 0 to 100; the higher wins
 * @param purpose purpose of its sends, unless a send names its own
 * @param goal the event that means success, null when none is declared
 * @param steps what happens, in order
 */
public record Flow(
    String id,
    int version,
    String hash,
    String title,
    @Nullable String description,
    int priority,
    Purpose purpose,
    @Nullable Goal goal,
    Trigger trigger,
    Entry entry,
    Exit exit,
    List<Step> steps) {

  public Flow {
    id = id.intern();
    steps = List.copyOf(steps);
  }

  /**
   * An event that a flow is measured by.
   *
   * @param event its name, for example Order Completed
   * @param where a condition on it; null: each event of that name
   * @param within counted from the entry; null: for ever
   * @param supporting what leads to it: an add to cart, a reply; no two of one name, and none with
   *     supporting ones of its own
   */
  public record Goal(
      String event, @Nullable Condition where, @Nullable Duration within, List<Goal> supporting) {

    public Goal {
      supporting = List.copyOf(supporting);
    }

    /** Each event of a name, that nothing else supports. */
    public Goal(String event, @Nullable Duration within) {
      this(event, null, within, List.of());
    }
  }

  /**
   * Who may enter, and how often.
   *
   * @param again after which time since the latest entry a shopper may enter again; zero: always;
   *     null: never again
   * @param key at most one entry per value of this key; {@link Key#NONE} for no such limit
   * @param holdout percent of all shoppers who are sent nothing, so that the flow can be measured;
   *     the same shoppers in every flow: those held out at 5 percent are held out at 10 too
   * @param existing members of a segment who enter when the flow is published; null: nobody
   */
  public record Entry(
      @Nullable Duration again, Key key, double holdout, @Nullable Existing existing) {

    /** An entry for those whom the trigger finds. */
    public Entry(@Nullable Duration again, Key key, double holdout) {
      this(again, key, holdout, null);
    }

    /** An entry without a holdout. */
    public Entry(@Nullable Duration again, Key key) {
      this(again, key, 0);
    }

    /** What an entry may be unique by. */
    public enum Key {
      NONE,
      CART,
      ORDER,
      EVENT,
      /** One run at a time for each product; {@code again} counts from the latest about it. */
      PRODUCT
    }
  }

  /**
   * Members of a segment who enter when the flow is first published with this, once.
   *
   * @param segment id of the segment
   * @param every one of them at most in this time, in each partition
   */
  public record Existing(String segment, Duration every) {}

  /**
   * What ends a run at once, judged when it happens.
   *
   * @param on events, for example Order Completed
   * @param when a condition on the shopper that ends the run when it becomes true, judged after
   *     each of the shopper's records and before each send; null for none
   * @param onReply does a reply end it that ends flows by the policy?
   */
  public record Exit(List<On> on, @Nullable Condition when, boolean onReply) {
    public Exit {
      on = List.copyOf(on);
    }

    /**
     * An event that ends a run.
     *
     * @param event its name
     * @param where a condition on it; null: each event of that name
     */
    public record On(String event, @Nullable Condition where) {}
  }
}
