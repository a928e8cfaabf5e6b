package io.beckon.measurement.core;

import io.beckon.app.config.BeckonConfig;
import io.beckon.app.config.MeasureConfig;
import io.beckon.contract.Channel;
import io.beckon.contract.ConsentMove;
import io.beckon.contract.ConsentMoved;
import io.beckon.contract.ConsentState;
import io.beckon.contract.EntryKind;
import io.beckon.contract.GoalReached;
import io.beckon.contract.OrderAdjusted;
import io.beckon.contract.OrderLine;
import io.beckon.contract.OrderSeen;
import io.beckon.contract.OrderStage;
import io.beckon.contract.OutcomeEvent;
import io.beckon.contract.Purpose;
import io.beckon.contract.RunEntered;
import io.beckon.contract.StageMoved;
import io.beckon.contract.TimeMark;
import io.beckon.contract.TouchKind;
import io.beckon.contract.Touched;
import io.beckon.contract.TriggerKind;
import io.beckon.contract.TriggerSeen;
import io.beckon.schemas.ContractTrust;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Random outcomes of a few shoppers, as the main job could write them: each shopper's in order of
 * time; others a little out of order. Times are chosen so that windows are met at their very edges.
 */
public final class Histories {

  public static final long START = Instant.parse("2026-11-02T00:00:00Z").toEpochMilli();
  private static final long HOUR = Duration.ofHours(1).toMillis();
  private static final long DAY = 24 * HOUR;

  private static final List<TouchKind> REPORTS =
      List.of(
          TouchKind.DELIVERED,
          TouchKind.OPENED,
          TouchKind.OPENED,
          TouchKind.CLICKED,
          TouchKind.BOUNCED,
          TouchKind.UNSUBSCRIBED,
          TouchKind.CALLED_BACK);
  private static final List<Channel> CHANNELS =
      List.of(Channel.EMAIL, Channel.SMS, Channel.PUSH, Channel.WEBHOOK);
  private static final List<String> CATEGORIES =
      List.of("shoes", "hats", "bags", "shoes.boots", "shoe", "");
  private static final List<String> CODES = List.of("TEN", "ten", " Ten ", "FREE");
  private static final List<String> SENDERS = List.of("post", "courier");
  private static final List<String> SUPPORTING = List.of("Product Added", "Quiz Completed");

  private final Random random;
  private final List<OutcomeEvent> told = new ArrayList<>();
  private final List<Touched> sent = new ArrayList<>();
  private final List<OrderSeen> orders = new ArrayList<>();
  private final List<OutcomeEvent> entries = new ArrayList<>();
  private final List<String> triggers = new ArrayList<>();
  private int ids;

  private Histories(long seed) {
    ContractTrust.grant();
    this.random = new Random(seed);
  }

  /** The shipped settings. */
  public static Settings settings() {
    return Settings.of(config(Map.of()));
  }

  /** Windows of flows and categories, and prices. */
  public static MeasureConfig own() {
    return config(
        Map.of(
            "measure.windows.flows", "browse email: clicked 24h; browse sms: none",
            "measure.windows.categories",
                "shoes email: opened 14d, clicked 10d; shoes.boots email: clicked 12h;"
                    + " hats push: none; bags sms: delivered 5d",
            "measure.recovery.windows.flows", "browse: 2d",
            "measure.recovery.windows.categories", "shoes: 10d; hats: 12h",
            "measure.cost.email", "0.04",
            "measure.cost.sms", "7.5",
            "measure.cost.currency", "EUR"));
  }

  private static MeasureConfig config(Map<String, String> set) {
    Map<String, String> all = new HashMap<>(set);
    all.put("application.id", "test");
    all.put("kafka.bootstrap.servers", "none:9092");
    return BeckonConfig.of(all).measure();
  }

  /** Outcomes in the order in which they were written, and a mark long after all windows. */
  public static List<OutcomeEvent> random(long seed) {
    return new Histories(seed).tell(0);
  }

  /** The same of so many shoppers, whose ids are all different. */
  public static List<OutcomeEvent> random(long seed, int shoppers) {
    return new Histories(seed).tell(shoppers);
  }

  private List<OutcomeEvent> tell(int shoppers) {
    for (int shopper = 0; shopper < shoppers || shopper < 1 + random.nextInt(4); shopper++) {
      sent.clear();
      orders.clear();
      entries.clear();
      triggers.clear();
      long at = START + random.nextInt(48) * HOUR;
      for (int i = 0; i < 3 + random.nextInt(25); i++) {
        at += step();
        event("s" + shopper, at);
      }
    }
    told.sort(Comparator.comparingLong(OutcomeEvent::getAt));
    swapNeighbours();
    long end = told.get(told.size() - 1).getAt();
    for (long mark = end; mark < end + 30 * DAY; mark += 5 * DAY + 7) {
      told.add(
          new OutcomeEvent(mark, mark, "", false, List.of(), new TimeMark(0), List.of(), null));
    }
    return told;
  }

  /** Timers of one shopper may be told after a later record of another. */
  private void swapNeighbours() {
    for (int i = 1; i < told.size(); i++) {
      OutcomeEvent one = told.get(i - 1);
      OutcomeEvent two = told.get(i);
      if (!one.getShopperId().equals(two.getShopperId())
          && two.getAt() - one.getAt() < HOUR / 2
          && random.nextInt(4) == 0) {
        told.set(i - 1, two);
        told.set(i, one);
      }
    }
  }

  /** Often a window's length, so that its ends are met. */
  private long step() {
    return switch (random.nextInt(9)) {
      case 0 -> 0;
      case 1 -> 5 * DAY;
      case 2 -> 5 * DAY + 1;
      case 3 -> 12 * HOUR;
      case 4 -> DAY;
      default -> random.nextInt((int) (6 * HOUR)) + (random.nextInt(20) == 0 ? 20 * DAY : 0);
    };
  }

  private void event(String shopper, long at) {
    int what = random.nextInt(13);
    if (what < 2) {
      send(shopper, at);
    } else if (what < 5) {
      report(shopper, at);
    } else if (what < 7) {
      order(shopper, at);
    } else if (what < 8) {
      adjust(shopper, at);
    } else if (what < 9) {
      trigger(shopper, at);
    } else if (what < 10) {
      goal(shopper, at);
    } else if (what < 11) {
      enter(shopper, at);
    } else if (what < 12) {
      agree(shopper, at);
    } else {
      move(shopper, at);
    }
  }

  private void send(String shopper, long at) {
    Touched touch =
        Touched.newBuilder()
            .setKind(TouchKind.SENT)
            .setChannel(pick(CHANNELS))
            .setCommandId(id("c"))
            .setFlow(pick(List.of("cart", "browse")))
            .setFlowVersion(1 + random.nextInt(2))
            .setRunId(id("r"))
            .setStep(pick(List.of("first", "second")))
            .setVariant(random.nextBoolean() ? null : "a")
            .setPurpose(random.nextInt(6) == 0 ? Purpose.TRANSACTIONAL : Purpose.RECOVERY)
            .setSentAt(at)
            .setOffer(random.nextInt(3) == 0 ? "discount" : null)
            .setCode(random.nextInt(3) == 0 ? pick(CODES) : null)
            .setParts(random.nextInt(4))
            .setCategories(random.nextBoolean() ? List.of() : List.of("hats", "shoes"))
            .build();
    sent.add(touch);
    tell(shopper, at, at, touch);
  }

  private void report(String shopper, long at) {
    if (sent.isEmpty()) {
      send(shopper, at);
      return;
    }
    TouchKind kind = pick(REPORTS);
    Touched touch =
        Touched.newBuilder(pick(sent))
            .setKind(kind)
            .setOffer(null)
            .setCode(null)
            .setHardBounce(kind == TouchKind.BOUNCED && random.nextBoolean())
            .setParts(0)
            .setCategories(List.of())
            .build();
    told.add(
        new OutcomeEvent(
            at,
            late(at),
            shopper,
            false,
            List.of("all"),
            touch,
            List.of(),
            kind == TouchKind.CALLED_BACK ? null : pick(SENDERS)));
  }

  private void order(String shopper, long at) {
    List<OrderLine> lines = new ArrayList<>();
    for (int i = 0; i < random.nextInt(5); i++) {
      String category = pick(CATEGORIES);
      lines.add(
          new OrderLine(
              id("p"),
              category.isEmpty() ? null : category,
              1 + random.nextInt(3),
              random.nextInt(4) == 0 ? null : (long) random.nextInt(5_000)));
    }
    OrderSeen order =
        OrderSeen.newBuilder()
            .setOrderId(id("o"))
            .setValue(random.nextInt(8) == 0 ? null : (long) random.nextInt(10_000))
            .setCurrency(random.nextInt(5) == 0 ? "USD" : "EUR")
            .setDiscount(random.nextInt(3) == 0 ? 500L : null)
            .setCoupon(random.nextInt(2) == 0 ? pick(CODES) : null)
            .setOrdinal(orders.size() + 1)
            .setLines(lines)
            .build();
    orders.add(order);
    long first = at;
    if (random.nextInt(8) == 0) {
      adjust(shopper, at, order); // platforms may tell what became of an order before the order
      first = at + random.nextInt((int) (6 * HOUR));
    }
    told.add(
        new OutcomeEvent(
            first,
            late(first),
            shopper,
            random.nextInt(12) == 0,
            random.nextBoolean() ? List.of() : List.of("vip"),
            order,
            List.of(),
            "shop"));
  }

  private void adjust(String shopper, long at) {
    if (orders.isEmpty()) {
      order(shopper, at);
    } else {
      adjust(shopper, at, pick(orders));
    }
  }

  /** The order as a whole, or some of its lines; now and then told twice. */
  private void adjust(String shopper, long at, OrderSeen order) {
    boolean cancelled = random.nextInt(5) == 0;
    OrderAdjusted adjusted =
        OrderAdjusted.newBuilder()
            .setOrderId(order.getOrderId())
            .setStage(cancelled ? OrderStage.CANCELLED : OrderStage.REFUNDED)
            .setAmount(cancelled || random.nextInt(3) == 0 ? null : (long) random.nextInt(6_000))
            .setCurrency(random.nextInt(3) == 0 ? null : order.getCurrency())
            .setLines(cancelled || random.nextInt(3) == 0 ? List.of() : returned(order))
            .build();
    long occurredAt = late(at);
    tell(shopper, at, occurredAt, adjusted);
    if (random.nextInt(4) == 0) {
      tell(shopper, at + random.nextInt((int) HOUR), occurredAt, adjusted);
    }
  }

  /** Some lines, some of their pieces, more than there were, or what was never bought. */
  private List<OrderLine> returned(OrderSeen order) {
    List<OrderLine> lines = new ArrayList<>();
    for (OrderLine line : order.getLines()) {
      if (random.nextInt(3) > 0) {
        int pieces = 1 + random.nextInt(line.getQuantity() + 1);
        lines.add(new OrderLine(line.getProductId(), null, pieces, null));
      }
    }
    if (random.nextInt(6) == 0) {
      Long price = random.nextBoolean() ? null : (long) random.nextInt(2_000);
      lines.add(new OrderLine(id("p"), "hats", 1 + random.nextInt(2), price));
    }
    return lines;
  }

  private void trigger(String shopper, long at) {
    long idle = random.nextBoolean() ? HOUR : 4 * HOUR;
    String id = id("t");
    triggers.add(id);
    tell(
        shopper,
        at,
        at,
        TriggerSeen.newBuilder()
            .setTriggerId(id)
            .setKind(pick(List.of(TriggerKind.CART, TriggerKind.CHECKOUT, TriggerKind.BROWSE)))
            .setIdleSince(at - idle)
            .setValue(4_200L)
            .setCurrency("EUR")
            .setCategories(
                pick(List.of(List.of(), List.of("hats"), List.of("hats", "shoes"), List.of("bag"))))
            .setConsentKnown(pick(List.of(Boolean.TRUE, Boolean.FALSE)))
            .build());
    if (random.nextBoolean()) {
      enter(shopper, at);
    }
  }

  private void enter(String shopper, long at) {
    EntryKind kind = pick(List.of(EntryKind.ENTERED, EntryKind.HELD_OUT, EntryKind.ASSIGNED));
    boolean arm = kind == EntryKind.ASSIGNED;
    RunEntered entered =
        RunEntered.newBuilder()
            .setKind(kind)
            .setFlow(pick(List.of("cart", "browse")))
            .setFlowVersion(1 + random.nextInt(2))
            .setRunId(id("r"))
            .setOriginId(triggers.isEmpty() || random.nextInt(3) == 0 ? "x" : pick(triggers))
            .setStep(arm ? "offer" : null)
            .setArm(arm ? pick(List.of("ten", "none")) : null)
            .setControl(arm && random.nextBoolean())
            .setPromoted(arm && random.nextInt(4) == 0)
            .build();
    tell(shopper, at, at, entered);
    if (!arm) {
      entries.add(told.get(told.size() - 1));
    }
  }

  /** The goal of an entry, or what supports it: once, or again and again. */
  private void goal(String shopper, long at) {
    if (entries.isEmpty()) {
      enter(shopper, at);
      return;
    }
    OutcomeEvent entry = pick(entries);
    RunEntered entered = (RunEntered) entry.getFact();
    boolean supporting = random.nextInt(3) > 0;
    tell(
        shopper,
        at,
        late(at),
        GoalReached.newBuilder()
            .setFlow(entered.getFlow())
            .setFlowVersion(1 + random.nextInt(2))
            .setEvent(supporting ? pick(SUPPORTING) : "Order Completed")
            .setSupporting(supporting)
            .setEnteredAt(entry.getAt())
            .setEventId(id("e"))
            .build());
  }

  private void agree(String shopper, long at) {
    List<ConsentMove> moves = new ArrayList<>();
    for (Channel channel : CHANNELS) {
      for (Purpose purpose : List.of(Purpose.TRANSACTIONAL, Purpose.RECOVERY, Purpose.MARKETING)) {
        if (random.nextInt(3) == 0) {
          ConsentState was = pick(List.of(ConsentState.values()));
          moves.add(
              new ConsentMove(channel, purpose, was, pick(List.of(ConsentState.values())), "web"));
        }
      }
    }
    tell(shopper, at, late(at), new ConsentMoved(moves, random.nextInt(3) == 0));
  }

  /** A threshold of a score, or a stage. */
  private void move(String shopper, long at) {
    boolean score = random.nextInt(4) > 0;
    tell(
        shopper,
        at,
        at,
        StageMoved.newBuilder()
            .setRule(score ? "score:lead" : "stages:sales")
            .setVersion(1)
            .setReason(
                score
                    ? random.nextInt(4) == 0 ? "SCORE_DROPPED" : "SCORE_REACHED"
                    : "STAGE_CHANGED")
            .setFrom(score ? null : "new")
            .setTo(score ? pick(List.of("warm", "hot")) : "won")
            .build());
  }

  private void tell(String shopper, long at, long occurredAt, Object fact) {
    told.add(
        new OutcomeEvent(at, occurredAt, shopper, false, List.of("all"), fact, List.of(), null));
  }

  /** Told at once, a little late, or later than counts. */
  private long late(long at) {
    return switch (random.nextInt(6)) {
      case 0 -> at - random.nextInt((int) (2 * DAY));
      case 1 -> at - 2 * DAY;
      case 2 -> at - 4 * DAY;
      default -> at;
    };
  }

  private String id(String kind) {
    ids++;
    return kind + ids;
  }

  private <T> T pick(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }
}
