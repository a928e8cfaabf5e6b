package io.beckon.engine.shopper;

import static org.assertj.core.api.Assertions.assertThat;

import io.beckon.contract.Item;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How many views are remembered, and for how long. */
class BrowseHistoryTest {

  private static final long T = 1_790_000_000_000L;
  private static final long AGE = BrowseHistory.MAX_AGE_MS;

  @Test
  void shouldForgetWhatIsThirtyDaysOldOnWhicheverSideItStands() {
    BrowseHistory before = BrowseHistory.EMPTY.viewed(item("a"), T).viewed(item("b"), T + 1);
    BrowseHistory visit = BrowseHistory.EMPTY.viewed(item("c"), T).viewed(item("d"), T + 1);

    assertThat(ids(before.joined(visit, T + AGE - 1))).containsExactly("a", "c", "b", "d");
    assertThat(ids(before.joined(visit, T + AGE))).containsExactly("b", "d");
    assertThat(ids(BrowseHistory.EMPTY.joined(visit, T + AGE))).containsExactly("d");
    assertThat(ids(before.joined(BrowseHistory.EMPTY, T + AGE))).containsExactly("b");
    assertThat(ids(before.joined(visit, T + AGE + 1))).isEmpty();
  }

  @Test
  void shouldForgetWhatIsOldWhenMoreIsViewed() {
    BrowseHistory views = BrowseHistory.EMPTY.viewed(item("a"), T).viewed(item("b"), T + 1);

    assertThat(ids(views.viewed(item("c"), T + AGE - 1))).containsExactly("a", "b", "c");
    assertThat(ids(views.viewed(item("c"), T + AGE))).containsExactly("b", "c");
  }

  @Test
  void shouldKeepTheLatestFiftyOfBoth() {
    BrowseHistory before = many("a", 40, T);
    BrowseHistory visit = many("b", 20, T + 100);

    assertThat(ids(before.joined(visit, T + 200)))
        .hasSize(BrowseHistory.MAX_PRODUCTS)
        .startsWith("a10")
        .endsWith("b19");
  }

  @Test
  void shouldNotKnowAProductThatWasForgottenForOthers() {
    BrowseHistory views = BrowseHistory.EMPTY;
    for (int i = 0; i < 100; i++) {
      views = views.viewed(item("p" + i), T + i);
      int forgotten = i - BrowseHistory.MAX_PRODUCTS;
      assertThat(views.size()).isEqualTo(Math.min(i + 1, BrowseHistory.MAX_PRODUCTS));
      assertThat(views.of(item("p" + forgotten))).isNull();
      assertThat(views.of(item("p" + Math.max(0, forgotten + 1)))).isNotNull();
    }
    assertThat(views.viewed(item("p49"), T + 100).of(item("p49")))
        .isEqualTo(new ViewedProduct(item("p49"), T + 100, 1));
  }

  private static BrowseHistory many(String prefix, int products, long at) {
    return new BrowseHistory(
        IntStream.range(0, products)
            .mapToObj(i -> new ViewedProduct(item(prefix + i), at + i, 1))
            .toList());
  }

  private static List<String> ids(BrowseHistory history) {
    return history.views().stream().map(view -> view.item().getProductId()).toList();
  }

  private static Item item(String product) {
    return Item.newBuilder().setProductId(product).build();
  }
}
