package io.beckon.engine.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import io.beckon.contract.GoalReached;
import io.beckon.contract.OrderSeen;
import io.beckon.contract.OutcomeEvent;
import io.beckon.contract.StageMoved;
import io.beckon.schemas.ContractTrust;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class MomentsProperties {

  static {
    ContractTrust.grant();
  }

  @Property
  void shouldGiveEachFactBackAsItWasToldAndInItsOrder(@ForAll long seed) {
    List<OutcomeEvent> told = told(new Random(seed));

    List<OutcomeEvent> records = Moments.together(told);

    assertThat(records).hasSize(changes(told));
    assertThat(records.stream().flatMap(record -> Moments.apart(record).stream()).toList())
        .isEqualTo(told);
  }

  @Example
  void shouldTellInOneRecordWhatDiffersInTheFactOnly() {
    List<OutcomeEvent> told =
        List.of(
            outcome(5, 5, "ann", List.of("vip"), order("o1")),
            outcome(5, 5, "ann", List.of("vip"), goal("cart")),
            outcome(5, 5, "ann", List.of(), goal("vip")),
            outcome(5, 4, "ann", List.of(), goal("late")));

    List<OutcomeEvent> records = Moments.together(told);

    assertThat(records).hasSize(3);
    assertThat(records.get(0).getFact()).isEqualTo(order("o1"));
    assertThat(records.get(0).getAlso())
        .singleElement()
        .matches(f -> goal("cart").equals(f.getFact()));
    assertThat(records.get(1).getAlso()).isEmpty();
  }

  /** How many records it takes: one, and one more wherever the next differs in more than facts. */
  private static int changes(List<OutcomeEvent> told) {
    int changes = 0;
    OutcomeEvent first = null;
    for (OutcomeEvent next : told) {
      boolean others = !(next.getFact() instanceof StageMoved);
      if (first == null
          || !bare(next).equals(bare(first))
          || (others && !Objects.equals(first.getToldBy(), next.getToldBy()))) {
        changes++;
        first = next;
      }
    }
    return changes;
  }

  private static OutcomeEvent bare(OutcomeEvent event) {
    return OutcomeEvent.newBuilder(event).setFact(order("x")).setToldBy(null).build();
  }

  private static List<OutcomeEvent> told(Random random) {
    List<OutcomeEvent> told = new ArrayList<>();
    for (int i = random.nextInt(8); i > 0; i--) {
      Object fact =
          switch (random.nextInt(3)) {
            case 0 -> order("o" + random.nextInt(3));
            case 1 -> goal("f" + random.nextInt(3));
            default -> new StageMoved("stages:a", 1, "STAGE_CHANGED", null, "b", null);
          };
      long at = 10L + random.nextInt(2);
      OutcomeEvent next =
          outcome(
              at,
              at - random.nextInt(2),
              random.nextInt(6) == 0 ? "bob" : "ann",
              random.nextInt(4) == 0 ? List.of("vip") : List.of(),
              fact);
      boolean historical = random.nextInt(6) == 0;
      String source = fact instanceof StageMoved ? null : random.nextInt(4) == 0 ? "pixel" : "shop";
      told.add(OutcomeEvent.newBuilder(next).setHistorical(historical).setToldBy(source).build());
    }
    return told;
  }

  private static OutcomeEvent outcome(
      long at, long occurredAt, String shopper, List<String> segments, Object fact) {
    return new OutcomeEvent(at, occurredAt, shopper, false, segments, fact, List.of(), null);
  }

  private static OrderSeen order(String id) {
    return OrderSeen.newBuilder().setOrderId(id).setOrdinal(1).build();
  }

  private static GoalReached goal(String flow) {
    return GoalReached.newBuilder()
        .setFlow(flow)
        .setFlowVersion(1)
        .setEvent("Order Completed")
        .setEnteredAt(1)
        .setEventId("e")
        .build();
  }
}
