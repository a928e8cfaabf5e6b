package io.beckon.measurement.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.beckon.contract.OrderLine;
import io.beckon.contract.OrderSeen;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class CategorySharesTest {

  @Test
  void shouldShareWhatWasPaidByTheValueOfTheLines() {
    OrderSeen order = order(line("tea", 2, 1_000L), line("cups", 1, 2_000L), line("tea", 1, 0L));

    assertThat(CategoryShares.of(order, 3_001))
        .containsExactly(entry("cups", 1_500L), entry("tea", 1_501L));
  }

  @Test
  void shouldShareByPiecesWhenNoLineHasAPrice() {
    OrderSeen order = order(line("tea", 2, null), line("cups", 1, null));

    assertThat(CategoryShares.of(order, 300))
        .containsExactly(entry("cups", 100L), entry("tea", 200L));
  }

  @Test
  void shouldNameWhatHasNoCategory() {
    assertThat(CategoryShares.of(order(), 300)).containsExactly(entry("-", 300L));
    assertThat(CategoryShares.of(order(line(null, 1, 5L), line("tea", 1, 10L)), 300))
        .containsExactly(entry("-", 100L), entry("tea", 200L));
  }

  @Property
  void shouldAddUpToTheCentAndBeACentOffAtMost(
      @ForAll @Size(min = 1, max = 6) List<@LongRange(max = 1_000_000_000_000L) Long> prices,
      @ForAll @LongRange(max = 1_000_000_000_000_000L) long amount) {
    OrderLine[] lines = new OrderLine[prices.size()];
    for (int i = 0; i < lines.length; i++) {
      lines[i] = line("c" + i, 1, prices.get(i));
    }
    Map<String, Long> shares = CategoryShares.of(order(lines), amount);

    assertThat(shares.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(amount);
    double whole = LongStream.range(0, lines.length).map(i -> prices.get((int) i)).sum();
    if (whole > 0 && amount < 1_000_000_000L) {
      for (int i = 0; i < lines.length; i++) {
        assertThat((double) shares.get("c" + i))
            .isBetween(
                amount * (prices.get(i) / whole) - 1.01, amount * (prices.get(i) / whole) + 1.01);
      }
    }
  }

  private static OrderLine line(String category, int pieces, Long price) {
    return new OrderLine("p", category, pieces, price);
  }

  private static OrderSeen order(OrderLine... lines) {
    return OrderSeen.newBuilder().setOrderId("o").setOrdinal(1).setLines(List.of(lines)).build();
  }
}
