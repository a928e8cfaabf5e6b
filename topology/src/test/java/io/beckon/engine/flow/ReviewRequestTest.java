package io.beckon.engine.flow;

import static io.beckon.engine.FlowScenario.replaying;
import static io.beckon.engine.People.known;
import static io.beckon.engine.People.ordered;
import static io.beckon.model.Events.custom;
import static org.assertj.core.api.Assertions.assertThat;

import io.beckon.contract.OrderChanged;
import io.beckon.contract.OrderStage;
import io.beckon.contract.ShopperEvent;
import io.beckon.engine.FlowScenario;
import io.beckon.model.Clock;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A request for a review: after the delivery, or when none is reported; never once reviewed. */
class ReviewRequestTest {

  private static final String REVIEW =
      """
      flow: review
      title: How was it?
      purpose: marketing
      trigger: {on: event, event: Order Completed}
      entry: {key: order}
      exit: {on: [Product Reviewed, Order Cancelled, Order Refunded]}
      steps:
        - wait:
            id: delivered
            event: Order Delivered
            where: happened.properties.order_id == event.properties.order_id
            for: 14d
            then:
              - wait: {for: 7d}
            else:
              - wait: {for: 3d}
        - send: {id: ask, channel: email, template: review}
        - wait: {for: 7d}
        - send: {id: again, channel: email, template: review-again}
      """;

  @Test
  void shouldAskAWeekAfterTheDelivery() {
    FlowScenario scenario =
        begun()
            .at("day 4 15:00", delivered("other", "ann"))
            .at("day 5 15:00", delivered("o1", "ann"));

    assertThat(sentAt(scenario.pass("day 100 10:00")))
        .containsExactly("day 12 15:00:30", "day 19 15:00:30");
  }

  @Test
  void shouldFallBackWhenNoDeliveryIsReported() {
    assertThat(sentAt(begun().pass("day 100 10:00")))
        .containsExactly("day 18 10:00:30", "day 25 10:00:30");
  }

  @Test
  void shouldStopOnceReviewed() {
    FlowScenario scenario = begun().at("day 19 10:00", custom("ann", "Product Reviewed"));

    assertThat(sentAt(scenario.pass("day 100 10:00"))).containsExactly("day 18 10:00:30");
  }

  private static FlowScenario begun() {
    return replaying(REVIEW).at("09:00", known("ann")).at("10:00", ordered("o1", 100, "ann"));
  }

  private static List<String> sentAt(FlowScenario scenario) {
    return scenario.sent().stream().map(sent -> Clock.print(sent.getAt())).toList();
  }

  private static ShopperEvent delivered(String orderId, String shopper) {
    return ShopperEvent.newBuilder()
        .setEventId(UUID.randomUUID().toString())
        .setOccurredAt(0)
        .setShopperId(shopper)
        .setSource("test")
        .setPayload(
            OrderChanged.newBuilder()
                .setOrderId(orderId)
                .setStage(OrderStage.DELIVERED)
                .setItems(List.of())
                .build())
        .build();
  }
}
