package io.beckon.bench.workload;

import io.beckon.contract.Channel;
import io.beckon.contract.EntryKind;
import io.beckon.contract.OrderLine;
import io.beckon.contract.OrderSeen;
import io.beckon.contract.OutcomeEvent;
import io.beckon.contract.Purpose;
import io.beckon.contract.RunEntered;
import io.beckon.contract.TimeMark;
import io.beckon.contract.TouchKind;
import io.beckon.contract.Touched;
import io.beckon.contract.TriggerKind;
import io.beckon.contract.TriggerSeen;
import io.beckon.streams.Partitions;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.function.ObjIntConsumer;

/**
 * Outcomes of shoppers of whom each leaves a cart, enters a flow and is sent a message that
 * arrives; two of five open it, one of eight clicks, one of ten then buys, and three of twenty buy
 * anyway. All lie within six days, so that none is out of its windows at the end.
 *
 * @param outcomes about so many, time marks not among them
 */
public record OutcomeLoad(long outcomes, int partitions, long seed, long endsAt) {

  private static final long MINUTE = Duration.ofMinutes(1).toMillis();
  private static final long HOUR = 60 * MINUTE;
  private static final long SPAN = 6 * 24 * HOUR;
  private static final long MARKS = 5 * MINUTE;
  private static final double OF_A_SHOPPER = 4 + 0.4 + 0.125 + 0.25;

  private record Act(long at, long number, OutcomeEvent event) implements Comparable<Act> {
    @Override
    public int compareTo(Act other) {
      return at == other.at ? Long.compare(number, other.number) : Long.compare(at, other.at);
    }
  }

  /** How many shoppers they are of. */
  public long shoppers() {
    return Math.max(1, (long) (outcomes / OF_A_SHOPPER));
  }

  /**
   * Tells them in the order of time.
   *
   * @param each gets an outcome and its partition
   * @return how many there were, time marks among them
   */
  public long play(ObjIntConsumer<OutcomeEvent> each) {
    Random random = new Random(seed);
    PriorityQueue<Act> planned = new PriorityQueue<>();
    long begin = endsAt - SPAN;
    long mark = begin;
    long told = 0;
    long shoppers = shoppers();
    // They come in the first four days; the last of what follows is in the sixth.
    long arrivals = SPAN * 2 / 3;
    for (long shopper = 0; shopper <= shoppers; shopper++) {
      long now = shopper == shoppers ? endsAt : begin + arrivals * shopper / shoppers;
      while (true) {
        long next = planned.isEmpty() ? Long.MAX_VALUE : planned.element().at();
        if (next <= mark && next <= now) {
          OutcomeEvent event = planned.remove().event();
          byte[] key = event.getShopperId().getBytes(StandardCharsets.UTF_8);
          each.accept(event, Partitions.of(key, partitions));
          told++;
        } else if (mark <= now) {
          for (int partition = 0; partition < partitions; partition++) {
            each.accept(
                new OutcomeEvent(
                    mark, mark, "", false, List.of(), new TimeMark(partition), List.of(), null),
                partition);
            told++;
          }
          mark += MARKS;
        } else {
          break;
        }
      }
      if (shopper < shoppers) {
        plan(planned, random, shopper, now);
      }
    }
    return told;
  }

  private static void plan(PriorityQueue<Act> planned, Random random, long shopper, long now) {
    String id = "shopper-" + shopper;
    long left = now + HOUR;
    act(
        planned,
        left,
        id,
        TriggerSeen.newBuilder()
            .setTriggerId("trigger-" + id)
            .setKind(TriggerKind.CART)
            .setIdleSince(now)
            .setValue(4_990L)
            .setCurrency("EUR")
            .setCategories(List.of("shoes"))
            .build());
    act(
        planned,
        left,
        id,
        RunEntered.newBuilder()
            .setKind(EntryKind.ENTERED)
            .setFlow("cart-recovery")
            .setFlowVersion(1)
            .setRunId("run-" + id)
            .setOriginId("trigger-" + id)
            .build());
    act(planned, left + MINUTE, id, touch(TouchKind.SENT, id, left + MINUTE));
    act(planned, left + 2 * MINUTE, id, touch(TouchKind.DELIVERED, id, left + MINUTE));
    if (random.nextInt(100) < 40) {
      long opened = left + (1 + random.nextInt(10)) * HOUR;
      act(planned, opened, id, touch(TouchKind.OPENED, id, left + MINUTE));
    }
    boolean clicked = random.nextInt(1_000) < 125;
    long clickedAt = left + (11 + random.nextInt(5)) * HOUR;
    if (clicked) {
      act(planned, clickedAt, id, touch(TouchKind.CLICKED, id, left + MINUTE));
    }
    if (random.nextInt(100) < 10) {
      act(planned, clickedAt + HOUR / 2, id, order("won-" + id, 1));
    }
    if (random.nextInt(100) < 15) {
      act(planned, left + (20 + random.nextInt(20)) * HOUR, id, order("own-" + id, 2));
    }
  }

  private static void act(PriorityQueue<Act> planned, long at, String shopper, Object fact) {
    planned.add(
        new Act(
            at,
            planned.size(),
            new OutcomeEvent(at, at, shopper, false, List.of("vip"), fact, List.of(), null)));
  }

  private static Touched touch(TouchKind kind, String shopper, long sentAt) {
    return Touched.newBuilder()
        .setKind(kind)
        .setChannel(Channel.EMAIL)
        .setCommandId("command-" + shopper)
        .setFlow("cart-recovery")
        .setFlowVersion(1)
        .setRunId("run-" + shopper)
        .setStep("reminder")
        .setPurpose(Purpose.RECOVERY)
        .setSentAt(sentAt)
        .setCategories(List.of("shoes"))
        .build();
  }

  private static OrderSeen order(String id, int ordinal) {
    return OrderSeen.newBuilder()
        .setOrderId(id)
        .setValue(4_990L)
        .setCurrency("EUR")
        .setOrdinal(ordinal)
        .setLines(List.of(new OrderLine("product", "shoes", 1, 4_990L)))
        .build();
  }
}
