package io.beckon.engine.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.beckon.contract.Item;
import io.beckon.engine.shopper.Cart;
import io.beckon.engine.shopper.Head;
import io.beckon.engine.shopper.Profile;
import io.beckon.engine.shopper.RecentIds;
import io.beckon.engine.shopper.Shopper;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What conditions ask without making an object is what they see when they ask for one. */
class ShopperFactsTest {

  private static final long T = 1_790_000_000_123L;

  static List<String> wholes() {
    return Vocabulary.names().values().stream()
        .filter(
            name -> name.type() == Vocabulary.Type.INT || name.type() == Vocabulary.Type.TIMESTAMP)
        .map(Vocabulary.Name::name)
        .toList();
  }

  @ParameterizedTest
  @MethodSource("wholes")
  void shouldTellNumbersAndTimesAlikeInBothWays(String name) {
    for (Shopper shopper : new Shopper[] {Shopper.unseen("s"), known()}) {
      ShopperFacts facts = new ShopperFacts(shopper, T + 7);

      Object asObject = facts.get(name);

      assertThat(facts.whole(name))
          .isEqualTo(asObject instanceof Instant time ? time.toEpochMilli() : asObject);
    }
  }

  @Test
  void shouldRefuseToTellATextAsANumber() {
    ShopperFacts facts = new ShopperFacts(known(), T);

    assertThatThrownBy(() -> facts.whole("shopper.id")).isInstanceOf(RuntimeException.class);
  }

  private static Shopper known() {
    Shopper shopper = Shopper.unseen("s");
    shopper.head(new Head(T - 5, RecentIds.EMPTY));
    shopper.profile(
        Profile.EMPTY.with(
            new Profile.Purchases(3, 12_345, "EUR", T - 90, T - 40, RecentIds.EMPTY)));
    shopper.cart(
        Cart.added(null, Item.newBuilder().setProductId("p").setPrice(990L).build(), T - 9));
    return shopper;
  }
}
