package io.beckon.streams.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.beckon.contract.Item;
import io.beckon.engine.identity.PartsFormat;
import io.beckon.engine.shopper.BrowseHistory;
import io.beckon.engine.shopper.Profile;
import io.beckon.engine.shopper.Shopper;
import io.beckon.engine.shopper.ViewedProduct;
import io.beckon.model.Events;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class HandOverFormatTest {

  @Provide
  Arbitrary<Shopper.Parts> parts() {
    return Shoppers.parts();
  }

  @Property(tries = 300)
  void shouldReadWhatItWrote(@ForAll("parts") Shopper.Parts parts) {
    HandOverFormat format = new HandOverFormat(1 << 20);
    PartsFormat.Written written = format.write(parts);
    assertThat(written.leftOut()).isEmpty();
    assertThat(format.read(written.parts())).isEqualTo(parts);
  }

  @Test
  void shouldLeaveOutHistoryFirstWhenARecordHasNoRoom() {
    Shopper shopper = shopper();
    HandOverFormat format = new HandOverFormat(20 * 1024);

    PartsFormat.Written written = format.write(shopper.parts());

    assertThat(written.leftOut()).containsExactly("history");
    assertThat(size(written)).isLessThanOrEqualTo(16 * 1024);
    Shopper.Parts read = format.read(written.parts());
    assertThat(read.history().isEmpty()).isTrue();
    assertThat(read.profile()).isEqualTo(shopper.profile());
  }

  @Test
  void shouldKeepOrdersAndConsentsWhateverIsLeftOut() {
    Shopper shopper = shopper();
    shopper.profile(shopper.profile().withAttributes(Map.of("story", "x".repeat(40 * 1024))));
    HandOverFormat format = new HandOverFormat(20 * 1024);

    PartsFormat.Written written = format.write(shopper.parts());

    assertThat(written.leftOut())
        .containsExactly("history", "answers", "events", "sends", "cart", "attributes");
    assertThat(size(written)).isLessThanOrEqualTo(16 * 1024);
    assertThat(format.read(written.parts()).profile().purchases().count()).isEqualTo(7);
  }

  private static Shopper shopper() {
    Shopper shopper = Shopper.unseen("ann");
    List<ViewedProduct> views = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      Item item = Events.item("product-" + i + "x".repeat(500));
      views.add(new ViewedProduct(item, 1_000L + i, 1));
    }
    shopper.history(new BrowseHistory(views));
    shopper.profile(
        Profile.EMPTY.with(
            new Profile.Purchases(7, 100, "USD", 1, 2, Profile.Purchases.NONE.recent())));
    return shopper;
  }

  private static int size(PartsFormat.Written written) {
    return written.parts().values().stream().mapToInt(ByteBuffer::remaining).sum();
  }
}
