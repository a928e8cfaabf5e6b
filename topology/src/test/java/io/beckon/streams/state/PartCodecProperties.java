package io.beckon.streams.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.beckon.engine.shopper.BrowseHistory;
import io.beckon.engine.shopper.Profile;
import io.beckon.engine.shopper.Shopper;
import io.beckon.schemas.StateCodec;
import io.beckon.state.BrowseHistoryState;
import io.beckon.state.CartState;
import io.beckon.state.JourneysState;
import io.beckon.state.ProfileState;
import io.beckon.state.SendLogState;
import io.beckon.state.SendQueueState;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.avro.specific.SpecificRecord;

class PartCodecProperties {

  @Provide
  Arbitrary<Shopper.Parts> parts() {
    return Shoppers.parts();
  }

  @Property
  void shouldGiveBackEveryPartWhenItWasWritten(@ForAll("parts") Shopper.Parts parts) {
    PartCodec<HistoryCodec.Row> histories = new HistoryCodec(format(BrowseHistoryState.class));
    same(histories, new HistoryCodec.Row(parts.head(), 61, 7, parts.visit(), parts.history()));
    if (parts.cart() != null) {
      same(new CartCodec(format(CartState.class)), parts.cart());
    }
    same(new ProfileCodec(format(ProfileState.class)), new ProfileCodec.Row(parts.profile(), 9));
    same(new SendLogCodec(format(SendLogState.class)), parts.sends());
    same(
        new JourneysCodec(format(JourneysState.class)), new JourneysCodec.Row(parts.journeys(), 5));
    same(new SendQueueCodec(format(SendQueueState.class)), parts.queue());
  }

  @Example
  void shouldStoreTheNearestTypeWhenAnAttributeHasAnOddOne() {
    Profile odd =
        Profile.EMPTY.withAttributes(
            Map.of("whole", 7, "part", 0.5f, "list", List.of("a"), "plain", "b"));
    ProfileCodec codec = new ProfileCodec(format(ProfileState.class));

    Profile read = codec.decode(codec.encode(new ProfileCodec.Row(odd, 0))).profile();

    assertThat(read.attributes())
        .isEqualTo(Map.of("whole", 7L, "part", 0.5d, "list", "[a]", "plain", "b"));
  }

  @Example
  void shouldBeSmallWhenNothingIsKnown() {
    byte[] row =
        new HistoryCodec(format(BrowseHistoryState.class))
            .encode(
                new HistoryCodec.Row(
                    io.beckon.engine.shopper.Head.EMPTY.activeAt(1_790_000_000_000L),
                    0,
                    0,
                    null,
                    BrowseHistory.EMPTY));

    assertThat(row).hasSizeLessThanOrEqualTo(27);
  }

  private static <P> void same(PartCodec<P> codec, P part) {
    assertThat(codec.decode(codec.encode(part))).isEqualTo(part);
  }

  private static <T extends SpecificRecord> StateCodec<T> format(Class<T> type) {
    return StateCodec.of(type);
  }
}
