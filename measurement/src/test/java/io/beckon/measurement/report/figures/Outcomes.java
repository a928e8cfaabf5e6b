package io.beckon.measurement.report.figures;

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
import io.beckon.contract.TouchKind;
import io.beckon.contract.Touched;
import io.beckon.contract.TriggerKind;
import io.beckon.contract.TriggerSeen;
import io.beckon.schemas.ContractTrust;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Writes outcomes of one shopper, as the main job would. */
final class Outcomes {

  static final Instant START = Instant.parse("2026-03-01T00:00:00Z");

  static {
    ContractTrust.grant();
  }

  private final String shopper;
  private final List<OutcomeEvent> events = new ArrayList<>();
  private List<String> segments = List.of();
  private boolean historical;
  private String source;
  private int orders;

  Outcomes(String shopper) {
    this.shopper = shopper;
  }

  static long at(double hours) {
    return START.toEpochMilli() + Math.round(hours * 3_600_000);
  }

  Outcomes in(String... segments) {
    this.segments = List.of(segments);
    return this;
  }

  Outcomes imported(boolean historical) {
    this.historical = historical;
    return this;
  }

  /** What follows is told by a source. */
  Outcomes from(String source) {
    this.source = source;
    return this;
  }

  /** An order with a line of each category, at a price. */
  Outcomes bought(double hours, String id, long value, Object... categoriesAndPrices) {
    List<OrderLine> lines = new ArrayList<>();
    for (int i = 0; i < categoriesAndPrices.length; i += 2) {
      long price = ((Number) categoriesAndPrices[i + 1]).longValue();
      lines.add(new OrderLine("p" + i, (String) categoriesAndPrices[i], 1, price));
    }
    return add(
        hours,
        OrderSeen.newBuilder()
            .setOrderId(id)
            .setValue(value)
            .setCurrency("EUR")
            .setOrdinal(++orders)
            .setLines(lines)
            .build());
  }

  /** An arm of the split 'offer' in a version of a flow, drawn or given to everybody. */
  Outcomes given(double hours, String flow, int version, String arm, boolean drawn) {
    return add(
        hours,
        run(EntryKind.ASSIGNED, flow, version, "r-" + shopper)
            .setStep("offer")
            .setArm(arm)
            .setPromoted(!drawn)
            .build());
  }

  Outcomes trigger(double hours, TriggerKind kind, String id, String... categories) {
    return add(
        hours,
        TriggerSeen.newBuilder()
            .setTriggerId(id)
            .setKind(kind)
            .setIdleSince(at(hours))
            .setValue(5_000L)
            .setCurrency("EUR")
            .setCategories(List.of(categories))
            .build());
  }

  Outcomes entered(double hours, String flow, int version, String run) {
    return entered(hours, flow, version, run, "o");
  }

  /** A run that a trigger began. */
  Outcomes entered(double hours, String flow, int version, String run, String trigger) {
    return add(hours, run(EntryKind.ENTERED, flow, version, run).setOriginId(trigger).build());
  }

  /** A text of so many parts. */
  Outcomes text(double hours, String id, int parts) {
    return add(
        hours,
        Touched.newBuilder()
            .setKind(TouchKind.SENT)
            .setChannel(Channel.SMS)
            .setCommandId(id)
            .setFlow("cart")
            .setFlowVersion(1)
            .setStep("first")
            .setPurpose(Purpose.RECOVERY)
            .setSentAt(at(hours))
            .setParts(parts)
            .build());
  }

  /** Some pieces of a line are given back. */
  Outcomes refunded(double hours, String id, Long amount, String product, int pieces) {
    return add(
        hours,
        OrderAdjusted.newBuilder()
            .setOrderId(id)
            .setStage(OrderStage.REFUNDED)
            .setAmount(amount)
            .setLines(List.of(new OrderLine(product, null, pieces, null)))
            .build());
  }

  Outcomes heldOut(double hours, String flow) {
    return add(hours, run(EntryKind.HELD_OUT, flow, 1, "held").build());
  }

  Outcomes dealt(double hours, String flow, String split, String arm, boolean control) {
    return add(
        hours,
        run(EntryKind.ASSIGNED, flow, 1, "r-" + shopper)
            .setStep(split)
            .setArm(arm)
            .setControl(control)
            .build());
  }

  Outcomes promoted(double hours, String flow, String split, String arm) {
    return add(
        hours,
        run(EntryKind.ASSIGNED, flow, 1, "r-" + shopper)
            .setStep(split)
            .setArm(arm)
            .setPromoted(true)
            .build());
  }

  private static RunEntered.Builder run(EntryKind kind, String flow, int version, String run) {
    return RunEntered.newBuilder()
        .setKind(kind)
        .setFlow(flow)
        .setFlowVersion(version)
        .setRunId(run)
        .setOriginId("o");
  }

  /** A message of a flow named "flow/step" or "flow/step/variant". */
  Outcomes touched(double hours, TouchKind kind, Channel channel, String id, String of) {
    String[] parts = of.split("/", -1);
    return add(
        hours,
        Touched.newBuilder()
            .setKind(kind)
            .setChannel(channel)
            .setCommandId(id)
            .setFlow(parts[0])
            .setFlowVersion(1)
            .setRunId("r")
            .setStep(parts[1])
            .setVariant(parts.length > 2 ? parts[2] : null)
            .setPurpose(Purpose.RECOVERY)
            .setPriority(50)
            .setSentAt(at(hours))
            .setCode(kind == TouchKind.SENT ? "CODE-" + id : null)
            .setCategories(kind == TouchKind.SENT ? List.of("tea") : List.of())
            .build());
  }

  Outcomes mail(double hours, TouchKind kind, String id) {
    return touched(hours, kind, Channel.EMAIL, id, "cart-recovery/reminder");
  }

  Outcomes order(double hours, String id, long value) {
    return order(hours, id, value, "EUR", null, null);
  }

  Outcomes order(
      double hours, String id, Long value, String currency, String coupon, Long discount) {
    return add(
        hours,
        OrderSeen.newBuilder()
            .setOrderId(id)
            .setValue(value)
            .setCurrency(currency)
            .setCoupon(coupon)
            .setDiscount(discount)
            .setOrdinal(++orders)
            .build());
  }

  Outcomes adjusted(double hours, String id, OrderStage stage, Long amount) {
    return add(
        hours, OrderAdjusted.newBuilder().setOrderId(id).setStage(stage).setAmount(amount).build());
  }

  Outcomes goal(double hours, String flow, double enteredAt, boolean supporting) {
    return add(
        hours,
        GoalReached.newBuilder()
            .setFlow(flow)
            .setFlowVersion(1)
            .setEvent("Order Completed")
            .setSupporting(supporting)
            .setEnteredAt(at(enteredAt))
            .setEventId("e-" + hours)
            .build());
  }

  Outcomes moved(double hours, String rule, String reason, String from, String to) {
    return add(
        hours,
        StageMoved.newBuilder()
            .setRule(rule)
            .setVersion(1)
            .setReason(reason)
            .setFrom(from)
            .setTo(to)
            .build());
  }

  Outcomes consent(double hours, ConsentState before, ConsentState state) {
    return add(
        hours,
        new ConsentMoved(
            List.of(
                new ConsentMove(Channel.EMAIL, Purpose.RECOVERY, before, state, null),
                new ConsentMove(Channel.EMAIL, Purpose.MARKETING, before, state, null)),
            false));
  }

  private Outcomes add(double hours, Object fact) {
    events.add(
        OutcomeEvent.newBuilder()
            .setAt(at(hours))
            .setOccurredAt(at(hours))
            .setShopperId(shopper)
            .setHistorical(historical)
            .setSegments(segments)
            .setFact(fact)
            .setToldBy(source)
            .build());
    return this;
  }

  List<OutcomeEvent> events() {
    return events;
  }
}
