package io.beckon.measurement.core;

import io.beckon.contract.ConsentMoved;
import io.beckon.contract.EntryKind;
import io.beckon.contract.GoalReached;
import io.beckon.contract.OrderAdjusted;
import io.beckon.contract.OrderSeen;
import io.beckon.contract.OutcomeEvent;
import io.beckon.contract.Purpose;
import io.beckon.contract.RunEntered;
import io.beckon.contract.StageMoved;
import io.beckon.contract.Touched;
import io.beckon.contract.TriggerSeen;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What may be followed by an order, and for how long. */
public final class Causes {

  private static final String SCORE_REACHED = "SCORE_REACHED";

  private Causes() {}

  /** Is it a touch that orders are credited to, or an entry that is compared with others? */
  public static boolean isCause(OutcomeEvent event, Settings settings) {
    if (event.getHistorical()) {
      return false;
    }
    return event.getFact() instanceof RunEntered entered
        ? entered.getKind() != EntryKind.UNKNOWN
        : event.getFact() instanceof Touched touch && longestWindow(touch, settings) >= 0;
  }

  /** Is it an abandonment? */
  public static boolean isTrigger(OutcomeEvent event) {
    return event.getFact() instanceof TriggerSeen && !event.getHistorical();
  }

  /** Is it an order that is no import? */
  public static boolean isOrder(OutcomeEvent event) {
    return event.getFact() instanceof OrderSeen && !event.getHistorical();
  }

  /**
   * Did an order follow within the window of what it is said to have followed, of an abandonment
   * within the longest one? Both ends count: what happened in the same millisecond followed.
   */
  public static boolean followed(OutcomeEvent cause, OutcomeEvent order, Settings settings) {
    long window;
    if (cause.getFact() instanceof Touched touch) {
      window = window(touch, (OrderSeen) order.getFact(), settings);
    } else if (cause.getFact() instanceof RunEntered entered) {
      window = settings.recovery().millis(entered.getFlow());
    } else {
      window = settings.longestRecovery();
    }
    return within(cause, order, window, settings);
  }

  /** Did an order come within a window that begins with something? */
  static boolean within(OutcomeEvent cause, OutcomeEvent order, long window, Settings settings) {
    long after = settings.time(order) - begin(cause, settings);
    return after >= 0 && after <= window;
  }

  /** Is it a threshold of a score that was reached? */
  static boolean isBand(OutcomeEvent event) {
    return event.getFact() instanceof StageMoved moved && moved.getReason().equals(SCORE_REACHED);
  }

  /** When the window of something begins: of an abandonment, when the shopper went idle. */
  public static long begin(OutcomeEvent cause, Settings settings) {
    return cause.getFact() instanceof TriggerSeen trigger
        ? trigger.getIdleSince()
        : settings.time(cause);
  }

  private static long longestWindow(Touched touch, Settings settings) {
    return isCredited(touch, settings)
        ? settings.windows().longest(touch.getFlow(), touch.getChannel(), touch.getKind())
        : -1;
  }

  private static long window(Touched touch, OrderSeen order, Settings settings) {
    if (!isCredited(touch, settings)) {
      return -1;
    }
    Collection<String> bought =
        settings.windows().asksForCategories() ? categories(order) : List.of();
    return settings.windows().millis(touch.getFlow(), touch.getChannel(), touch.getKind(), bought);
  }

  private static boolean isCredited(Touched touch, Settings settings) {
    boolean owed = touch.getPurpose() == Purpose.TRANSACTIONAL && !settings.transactional();
    return !owed && touch.getCommandId() != null;
  }

  /** Categories of an order's lines; "" of a line without one. */
  static Collection<String> categories(OrderSeen order) {
    Set<String> categories = new TreeSet<>();
    order
        .getLines()
        .forEach(line -> categories.add(Objects.requireNonNullElse(line.getCategory(), "")));
    return categories;
  }

  /**
   * By what an outcome is known among those of its shopper; null when nothing is remembered of it.
   */
  static @Nullable String id(OutcomeEvent event) {
    Object fact = event.getFact();
    if (fact instanceof Touched touch) {
      return "M:"
          + touch.getCommandId()
          + ":"
          + touch.getKind()
          + ":"
          + event.getOccurredAt()
          + ":"
          + event.getAt();
    } else if (fact instanceof OrderSeen order) {
      return orderId(order.getOrderId());
    } else if (fact instanceof OrderAdjusted adjusted) {
      return "A:"
          + adjusted.getOrderId()
          + ":"
          + adjusted.getStage()
          + ":"
          + adjusted.getAmount()
          + ":"
          + (adjusted.getLines().isEmpty() ? "" : adjusted.getLines() + ":")
          + event.getOccurredAt()
          + ":"
          + event.getAt();
    } else if (fact instanceof TriggerSeen trigger) {
      return triggerId(trigger.getTriggerId());
    } else if (fact instanceof RunEntered entered) {
      return "E:" + entered.getKind() + ":" + entered.getRunId() + ":" + entered.getStep();
    } else if (fact instanceof GoalReached goal) {
      return "G:"
          + goal.getFlow()
          + ":"
          + goal.getEnteredAt()
          + ":"
          + goal.getEvent()
          + ":"
          + goal.getSupporting();
    } else if (event.getFact() instanceof StageMoved moved && isBand(event)) {
      return "S:" + moved.getRule() + ":" + moved.getTo() + ":" + event.getAt();
    } else if (fact instanceof ConsentMoved consent && consent.getFirst()) {
      return "C:" + event.getAt();
    }
    return null;
  }

  static String triggerId(String trigger) {
    return "T:" + trigger;
  }

  static String orderId(String order) {
    return "O:" + order;
  }
}
