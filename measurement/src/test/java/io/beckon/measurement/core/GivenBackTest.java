package io.beckon.measurement.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.beckon.contract.OrderAdjusted;
import io.beckon.contract.OrderLine;
import io.beckon.contract.OrderSeen;
import io.beckon.contract.OrderStage;
import io.beckon.contract.OutcomeEvent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class GivenBackTest {

  /** Four cups for 10.00 each and two teas for 5.00, a tenth less. */
  private final OrderSeen order =
      OrderSeen.newBuilder()
          .setOrderId("o")
          .setOrdinal(1)
          .setCurrency("EUR")
          .setValue(4_500L)
          .setDiscount(500L)
          .setLines(
              List.of(
                  new OrderLine("cup", "cups", 4, 1_000L), new OrderLine("tea", "teas", 2, 500L)))
          .build();

  @Test
  void shouldTakeWhatTheLinesBroughtAndNothingOfTheOthers() {
    Worth worth = after(refund(1, null, line("tea", 2)));

    assertThat(worth.net()).isEqualTo(3_600);
    assertThat(worth.refunded()).isEqualTo(900);
    assertThat(worth.categories()).containsExactly(entry("cups", 3_600L), entry("teas", 0L));
  }

  @Test
  void shouldTakeThePiecesThatAreGivenBackAndNoMoreThanWereBought() {
    assertThat(after(refund(1, null, line("cup", 3))).categories())
        .containsExactly(entry("cups", 900L), entry("teas", 900L));
    assertThat(after(refund(1, null, line("cup", 3)), refund(2, null, line("cup", 3))).categories())
        .containsExactly(entry("cups", 0L), entry("teas", 900L));
  }

  @Test
  void shouldTakeAnAmountOffTheLinesThatItIsOf() {
    Worth worth = after(refund(1, 1_001L, line("cup", 1), line("tea", 1)));

    assertThat(worth.net()).isEqualTo(3_499);
    assertThat(worth.categories()).containsExactly(entry("cups", 2_933L), entry("teas", 566L));
  }

  @Test
  void shouldTakeWhatIsMoreThanTheLinesBroughtOffTheOthers() {
    assertThat(after(refund(1, 1_000L, line("tea", 2))).categories())
        .containsExactly(entry("cups", 3_500L), entry("teas", 0L));
  }

  @Test
  void shouldTakeAnAmountOffAllInProportionWhenItNamesNoLineOfTheOrder() {
    assertThat(after(refund(1, 450L)).categories())
        .containsExactly(entry("cups", 3_240L), entry("teas", 810L));
    assertThat(after(refund(1, 450L, line("hat", 1))).categories())
        .containsExactly(entry("cups", 3_240L), entry("teas", 810L));
    assertThat(after(refund(1, null, new OrderLine("hat", null, 3, 150L))).net()).isEqualTo(4_050);
    assertThat(after(refund(1, null, line("hat", 1))).net()).isZero();
  }

  @Test
  void shouldNeverTakeMoreThanTheOrderBrought() {
    Worth worth = after(refund(1, 4_000L, line("cup", 4)), refund(2, 4_000L));

    assertThat(worth.net()).isZero();
    assertThat(worth.refunded()).isEqualTo(4_500);
    assertThat(worth.categories()).containsExactly(entry("cups", 0L), entry("teas", 0L));
  }

  @Test
  void shouldCountARefundOnceThatIsToldTwice() {
    OutcomeEvent refund = refund(1, 100L, line("cup", 1));
    OutcomeEvent again = OutcomeEvent.newBuilder(refund).setAt(9).build();

    assertThat(after(refund, again).net()).isEqualTo(4_400);
    assertThat(after(refund, refund(2, 100L, line("cup", 1))).net()).isEqualTo(4_300);
  }

  @Test
  void shouldNotCountAnAmountInAnotherCurrency() {
    OrderAdjusted dollars =
        OrderAdjusted.newBuilder()
            .setOrderId("o")
            .setStage(OrderStage.REFUNDED)
            .setAmount(100L)
            .setCurrency("USD")
            .build();

    assertThat(after(event(1, dollars)).net()).isEqualTo(4_500);
  }

  /** A product that stands in two lines is one product. */
  @Test
  void shouldKnowAProductByAllOfItsLines() {
    OrderSeen twice =
        OrderSeen.newBuilder(order)
            .setLines(
                List.of(
                    new OrderLine("cup", "cups", 1, 1_000L),
                    new OrderLine("cup", "cups", 3, 1_000L),
                    new OrderLine("tea", "teas", 2, 500L)))
            .build();

    assertThat(Worth.of(twice, List.of(refund(1, null, line("cup", 2)))).categories())
        .containsExactly(entry("cups", 1_800L), entry("teas", 900L));
  }

  @Property
  void shouldComeToTheSameInWhateverOrderRefundsAreToldAndAddUp(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 6) int count) {
    Random random = new Random(seed);
    List<OutcomeEvent> refunds = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Long amount = random.nextInt(3) == 0 ? null : Long.valueOf(random.nextInt(2_000));
      OrderLine line = line(random.nextBoolean() ? "cup" : "tea", 1 + random.nextInt(3));
      refunds.add(random.nextInt(3) == 0 ? refund(i, amount) : refund(i, amount, line));
    }
    Worth worth = Worth.of(order, refunds);
    Collections.shuffle(refunds, random);
    Worth other = Worth.of(order, refunds);

    assertThat(other.net()).isEqualTo(worth.net()).isBetween(0L, 4_500L);
    assertThat(other.categories()).isEqualTo(worth.categories());
    assertThat(worth.categories().values().stream().mapToLong(Long::longValue).sum())
        .isEqualTo(worth.net());
    assertThat(worth.categories().values()).allMatch(share -> share >= 0);
  }

  private Worth after(OutcomeEvent... refunds) {
    return Worth.of(order, List.of(refunds));
  }

  private static OrderLine line(String product, int pieces) {
    return new OrderLine(product, null, pieces, null);
  }

  private static OutcomeEvent refund(long at, Long amount, OrderLine... lines) {
    return event(
        at,
        OrderAdjusted.newBuilder()
            .setOrderId("o")
            .setStage(OrderStage.REFUNDED)
            .setAmount(amount)
            .setLines(List.of(lines))
            .build());
  }

  private static OutcomeEvent event(long at, OrderAdjusted adjusted) {
    return new OutcomeEvent(at, at, "ann", false, List.of(), adjusted, List.of(), null);
  }
}
