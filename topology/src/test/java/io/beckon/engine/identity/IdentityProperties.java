package io.beckon.engine.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.beckon.contract.SendCommand;
import io.beckon.engine.identity.ManyIds.Act;
import io.beckon.engine.identity.ManyIds.Kind;
import io.beckon.engine.shopper.SentMessage;
import io.beckon.engine.shopper.Shopper;
import io.beckon.engine.shopper.ViewedProduct;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/**
 * Random histories of a person under several ids, which turn out to be one at random moments: over
 * partitions, with events delivered again, with what was kept written and read again in between,
 * and with the log read sooner or later.
 */
class IdentityProperties {

  @Provide
  Arbitrary<List<Act>> acts() {
    Arbitrary<Kind> kinds =
        Arbitraries.frequency(
            net.jqwik.api.Tuple.of(6, Kind.ADD),
            net.jqwik.api.Tuple.of(3, Kind.REMOVE),
            net.jqwik.api.Tuple.of(3, Kind.VIEW),
            net.jqwik.api.Tuple.of(2, Kind.ORDER),
            net.jqwik.api.Tuple.of(2, Kind.IDENTIFY),
            net.jqwik.api.Tuple.of(1, Kind.ALIAS),
            net.jqwik.api.Tuple.of(2, Kind.AGAIN),
            net.jqwik.api.Tuple.of(1, Kind.RESTART));
    return Combinators.combine(
            kinds,
            Arbitraries.integers().between(0, ManyIds.IDS.size() - 1),
            Arbitraries.integers().between(0, 3),
            Arbitraries.frequency(
                net.jqwik.api.Tuple.of(4, 1_000L),
                net.jqwik.api.Tuple.of(2, 20 * 60_000L),
                net.jqwik.api.Tuple.of(2, 2 * 3_600_000L)))
        .as(Act::new)
        .list()
        .ofMaxSize(60);
  }

  @Property(tries = 400)
  void shouldKeepTheCartAndTheOrdersOfAllIds(
      @ForAll("acts") List<Act> acts, @ForAll @IntRange(min = 1, max = 4) int partitions) {
    ManyIds played = new ManyIds(partitions, 0);
    CartModel model = new CartModel();
    for (Act act : acts) {
      long at = played.play(act);
      model.play(act, at);
    }
    for (String id : ManyIds.IDS) {
      assertThat(played.cart(id)).as(id).isEqualTo(model.cart(id));
      assertThat(played.shopper(id).profile().purchases().count())
          .as(id)
          .isEqualTo(model.orders(id));
    }
  }

  @Property(tries = 400)
  void shouldLoseNothingAndSendNothingTwiceHoweverLateTheLogIsRead(
      @ForAll("acts") List<Act> acts,
      @ForAll @IntRange(min = 1, max = 4) int partitions,
      @ForAll @IntRange(min = 0, max = 1_000_000) int seed) {
    ManyIds played = new ManyIds(partitions, seed);
    acts.forEach(played::play);
    for (int i = 0; i < ManyIds.IDS.size() - 1; i++) {
      played.play(new Act(Kind.IDENTIFY, i, 0, 1_000L));
    }
    played.readAll();

    Shopper known = played.shopper(ManyIds.KNOWN);
    assertThat(known.profile().purchases().count()).isEqualTo(played.orders.size());
    Set<String> viewed = new HashSet<>();
    for (ViewedProduct view : known.history().views()) {
      viewed.add(view.item().getProductId());
    }
    if (known.visit() != null) {
      known.visit().views().views().forEach(v -> viewed.add(v.item().getProductId()));
    }
    assertThat(viewed).isEqualTo(played.viewed);
    List<SendCommand> sent = played.sent();
    assertThat(sent).extracting(SendCommand::getCommandId).doesNotHaveDuplicates();
    assertThat(sent).extracting(s -> s.getRunId() + s.getStep()).doesNotHaveDuplicates();
    assertThat(known.sends().messages().stream().map(SentMessage::commandId))
        .containsExactlyInAnyOrderElementsOf(
            sent.stream().map(SendCommand::getCommandId).collect(Collectors.toSet()));
    for (String id : ManyIds.IDS) {
      if (!id.equals(ManyIds.KNOWN)) {
        Shopper left = played.shopper(id);
        assertThat(left.cart()).isNull();
        assertThat(left.journeys().runs()).isEmpty();
        assertThat(left.sends().isEmpty()).isTrue();
        assertThat(left.queue().isEmpty()).isTrue();
      }
    }
  }

  @Property(tries = 300)
  void shouldKeepTheCapOverAllIdsOnceTheyAreOne(
      @ForAll("acts") List<Act> acts, @ForAll @IntRange(min = 1, max = 4) int partitions) {
    ManyIds played = new ManyIds(partitions, 0);
    for (int i = 0; i < ManyIds.IDS.size() - 1; i++) {
      played.play(new Act(Kind.IDENTIFY, i, 0, 1_000L));
    }
    acts.forEach(played::play);
    TreeMap<Long, String> times = new TreeMap<>();
    for (SendCommand command : played.sent()) {
      assertThat(command.getShopperId()).isEqualTo(ManyIds.KNOWN);
      times.put(command.getAt(), command.getCommandId());
    }
    assertThat(times).hasSize(played.sent().size());
    for (long at : times.keySet()) {
      assertThat(times.subMap(at - 24 * 3_600_000L, false, at, true))
          .hasSizeLessThanOrEqualTo(ManyIds.CAP);
    }
  }
}
