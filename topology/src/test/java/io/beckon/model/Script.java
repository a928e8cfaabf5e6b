package io.beckon.model;

import io.beckon.contract.OrderCompleted;
import io.beckon.contract.ShopperEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** Turns random steps into a log: gives them times, ids and shoppers. */
final class Script {

  /** What a step does. */
  sealed interface Action {}

  /** Somebody does something; the shopper and the ids of the template are replaced. */
  record Happens(ShopperEvent template) implements Action {}

  /** An earlier record is delivered again, as it was. */
  record Redelivered(int back) implements Action {}

  /** An earlier order is reported again, under another event id. */
  record ReportedAgain(int back) implements Action {}

  /** Where {@code occurredAt} lies. */
  enum Occurred {
    AT_APPEND,
    AT_LAST,
    JUST_BEFORE_LAST,
    LONG_AGO,
    AHEAD
  }

  /**
   * One step.
   *
   * @param shopper number of the shopper, taken modulo how many there are
   * @param gap pause before it
   * @param ownPause the pause counts from this shopper's last record, not from the log's end
   * @param late how much lower than the time its timestamp is, milliseconds
   * @param occurred where occurredAt lies
   */
  record Step(
      int shopper, Gap gap, boolean ownPause, long late, Occurred occurred, Action action) {}

  private static final long START = Clock.at("10:00");
  private static final long REMEMBERED = Duration.ofHours(47).toMillis();

  private final AbandonmentSettingsLike settings;
  private final int shoppers;
  private final List<Appended> log = new ArrayList<>();
  private final Map<String, Long> lastOf = new HashMap<>();
  private final Map<String, Long> firstSeen = new HashMap<>();
  private long now = START;

  private Script(AbandonmentSettingsLike settings, int shoppers) {
    this.settings = settings;
    this.shoppers = shoppers;
  }

  /** Returns the scenario that the steps make. */
  static Scenario play(AbandonmentSettingsLike settings, int shoppers, List<Step> steps, Gap rest) {
    Script script = new Script(settings, shoppers);
    steps.forEach(script::take);
    long until = script.now + rest.millis(settings);
    return new Scenario(settings, new History(script.log, until));
  }

  private void take(Step step) {
    String shopper = "s" + (step.shopper() % shoppers + 1);
    long from = step.ownPause() ? lastOf.getOrDefault(shopper, now) : now;
    long time = Math.max(now, from + step.gap().millis(settings));
    if (step.action() instanceof Happens happens) {
      append(time - step.late(), fresh(shopper, happens.template(), time, step.occurred()));
    } else if (step.action() instanceof Redelivered again) {
      earlier(again.back(), false)
          .ifPresent(i -> repeat(time - step.late(), time, log.get(i).event(), ""));
    } else if (step.action() instanceof ReportedAgain again) {
      earlier(again.back(), true)
          .ifPresent(
              i -> repeat(time - step.late(), time, log.get(i).event(), "-again" + log.size()));
    }
  }

  private ShopperEvent fresh(String shopper, ShopperEvent template, long time, Occurred occurred) {
    boolean aboutNobody = template.getShopperId().isEmpty();
    long last = lastOf.getOrDefault(shopper, time);
    long when =
        switch (occurred) {
          case AT_APPEND -> time;
          case AT_LAST -> last;
          case JUST_BEFORE_LAST -> last - 1;
          case LONG_AGO -> time - Duration.ofDays(40).toMillis();
          case AHEAD -> time + Duration.ofHours(3).toMillis();
        };
    ShopperEvent event = Touches.occurred(when, Touches.id("e" + (log.size() + 1), template));
    if (event.getPayload() instanceof OrderCompleted) {
      event = Touches.orderId("o" + (log.size() + 1), event);
    }
    return aboutNobody ? event : Touches.by(shopper, event);
  }

  private OptionalInt earlier(int back, boolean order) {
    int[] candidates =
        IntStream.range(0, log.size())
            .filter(i -> !log.get(i).event().getShopperId().isEmpty())
            .filter(i -> !order || log.get(i).event().getPayload() instanceof OrderCompleted)
            .toArray();
    return candidates.length == 0
        ? OptionalInt.empty()
        : OptionalInt.of(candidates[candidates.length - 1 - back % candidates.length]);
  }

  /**
   * What is repeated later than it is remembered is left out: nobody promises anything about it.
   */
  private void repeat(long appendTime, long time, ShopperEvent event, String idSuffix) {
    String identity =
        event.getPayload() instanceof OrderCompleted order
            ? order.getOrderId()
            : event.getEventId();
    if (Math.max(now, time) - firstSeen.getOrDefault(identity, now) <= REMEMBERED) {
      append(
          appendTime,
          idSuffix.isEmpty()
              ? event
              : Touches.reportedBy("webhook", Touches.id(event.getEventId() + idSuffix, event)));
    }
  }

  private void append(long appendTime, ShopperEvent event) {
    now = Math.max(now, appendTime);
    firstSeen.putIfAbsent(event.getEventId(), now);
    if (event.getPayload() instanceof OrderCompleted order) {
      firstSeen.putIfAbsent(order.getOrderId(), now);
    }
    lastOf.put(event.getShopperId(), now);
    log.add(new Appended(appendTime, event));
  }
}
