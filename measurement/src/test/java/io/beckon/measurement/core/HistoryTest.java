package io.beckon.measurement.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.beckon.contract.OrderSeen;
import io.beckon.contract.OutcomeEvent;
import io.beckon.contract.TriggerKind;
import io.beckon.contract.TriggerSeen;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class HistoryTest {

  private static final long LATER = Histories.START + Duration.ofDays(90).toMillis();

  private final History history = new History(Histories.settings());
  private final OutcomeEvent trigger =
      event(
          TriggerSeen.newBuilder()
              .setTriggerId("t1")
              .setKind(TriggerKind.CART)
              .setIdleSince(Histories.START)
              .build());

  /** A join looks for closed windows once a second: in a backlog that is months of log time. */
  @Test
  void shouldKeepAnAbandonmentUntilItIsToldWhatBecameOfIt() {
    history.add(trigger);
    history.expire(LATER);
    Tally before = Measures.of(history);

    history.closed(trigger);

    assertThat(before.until(Measures.of(history)).sums().keySet())
        .extracting(MeasureKey::name)
        .containsExactly("lost");
    history.expire(LATER);
    assertThat(history.isEmpty()).isTrue();
  }

  @Test
  void shouldForgetAnAbandonmentWithTheOrderThatRecoveredIt() {
    OutcomeEvent order =
        event(OrderSeen.newBuilder().setOrderId("o1").setCurrency("EUR").setOrdinal(1).build());
    history.add(trigger);
    history.followed(trigger, order);

    history.expire(LATER);

    assertThat(history.isEmpty()).isTrue();
  }

  private static OutcomeEvent event(Object fact) {
    return new OutcomeEvent(
        Histories.START, Histories.START, "ann", false, List.of(), fact, List.of(), null);
  }
}
