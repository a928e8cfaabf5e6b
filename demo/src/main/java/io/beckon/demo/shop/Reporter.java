package io.beckon.demo.shop;

import io.beckon.contract.Channel;
import io.beckon.contract.ConsentChanged;
import io.beckon.contract.ConsentState;
import io.beckon.contract.OrderCompleted;
import io.beckon.contract.ShopperEvent;
import java.util.function.Consumer;

/**
 * How the shop's systems tell what happened: the browser's pixel, the platform's webhook, and a
 * network that delivers some things twice.
 */
final class Reporter {

  private static final String PIXEL = "pixel";
  private static final String WEBHOOK = "webhook";

  private final Consumer<Report> log;

  Reporter(Consumer<Report> log) {
    this.log = log;
  }

  /** An event that the browser reports; about one of forty arrives again. */
  void report(Visitor visitor, Dice dice, long at, Object payload) {
    ShopperEvent event = event(visitor, at, PIXEL, payload);
    log.accept(new Report(at, event, false));
    if (dice.percent(2)) {
      log.accept(new Report(at + dice.seconds(20, 3_600), event, true));
    }
  }

  /**
   * An order, reported by the browser and by the platform; an ad blocker may hide it from the
   * first, and the platform may say it twice.
   */
  void order(Visitor visitor, Dice dice, long at, OrderCompleted order) {
    boolean seen = dice.percent(85);
    if (seen) {
      log.accept(new Report(at, event(visitor, at, PIXEL, order), false));
    }
    ShopperEvent told = event(visitor, at, WEBHOOK, order);
    long arrives = at + dice.seconds(2, 25);
    log.accept(new Report(arrives, told, seen));
    if (dice.percent(15)) {
      log.accept(new Report(arrives + dice.minutes(1, 90), told, true));
    }
  }

  /** Half of those who were sent a confirmation link for mail follow it in time. */
  void confirmLater(Visitor visitor, Dice dice, long at) {
    if (visitor.person().emailConsent() == ConsentState.PENDING && dice.percent(50)) {
      long confirmed = Clockface.awake(at + dice.minutes(5, 600), visitor.person().zone(), dice);
      ConsentChanged change =
          ConsentChanged.newBuilder()
              .setConsent(Person.consent(Channel.EMAIL, ConsentState.GRANTED, "double-opt-in"))
              .build();
      log.accept(new Report(confirmed, event(visitor, confirmed, WEBHOOK, change), false));
    }
  }

  /** Something that the sender reports about a message. */
  void feedback(Visitor visitor, long at, Object payload) {
    log.accept(new Report(at, event(visitor, at, "sender", payload), false));
  }

  private static ShopperEvent event(Visitor visitor, long at, String source, Object payload) {
    return ShopperEvent.newBuilder()
        .setEventId(visitor.nextEventId())
        .setOccurredAt(at)
        .setShopperId(visitor.person().id())
        .setSource(source)
        .setHistorical(false)
        .setPayload(payload)
        .build();
  }
}
